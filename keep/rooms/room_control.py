"""Has the carrier do in rooms what a talk asks for."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from carrier.port import Carrier, CarrierError
from ivr.flows.room_effects import follows
from ivr.reply import Announce, Effect, End, Mute, Tell
from ivr.say import Say
from keep.rooms.talks import Changed

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class RoomControl:
    """`sound_url` is the absolute address where the carrier finds some words as a sound."""

    carrier: Carrier
    sound_url: Callable[[tuple[Say, ...]], str]

    def do(self, effect: Effect) -> None:
        """Do what is asked in a room; any other effect is not meant for it. Raises CarrierError where somebody could
        not be muted or let out."""
        match effect:
            case Mute(room, people, on):
                self.carrier.mute(room, people, on)
            case End(room):
                self.carrier.end(room)
            case Announce(room, hear):
                self._play(lambda: self.carrier.announce(room, self.sound_url(hear)))
            case Tell(room, person, hear):
                self._play(lambda: self.carrier.tell(room, person, self.sound_url(hear)))

    def follow(self, changed: Changed) -> None:
        """Do what follows from changes that are made already. Where the carrier does not do one thing, it may do the
        next; who is muted or not although he should be the other, the reconciler finds."""
        for room, (before, after) in changed.items():
            for effect in follows(room, before, after):
                self.try_to_do(effect)

    def try_to_do(self, effect: Effect) -> None:
        """Do what can be done later as well."""
        try:
            self.do(effect)
        except CarrierError as error:
            log.warning("Nobody could be muted or heard again: %s", error)

    def _play(self, play: Callable[[], None]) -> None:
        # What is told has happened already; so it is no failure if nobody hears of it.
        try:
            play()
        except CarrierError as error:
            log.warning("An announcement failed: %s", error)
