"""Has the carrier do in rooms what a talk asks for."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from carrier.call_urls import recorded_address
from carrier.port import Carrier, CarrierError
from ivr.flows.room_effects import follows
from ivr.reply import Announce, Effect, End, Mute, Tell
from ivr.say import Heard, Recorded, Say, said_in
from keep.rooms.talks import Changed

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class RoomControl:
    """`sound_path` is where the carrier finds some words as a sound, under `public_url`."""

    carrier: Carrier
    public_url: str
    sound_path: Callable[[tuple[Say, ...]], str]

    def do(self, effect: Effect) -> None:
        """Do what is asked in a room; any other effect is not meant for it. Raises CarrierError where somebody could
        not be muted or let out."""
        match effect:
            case Mute(room, people, on):
                self.carrier.mute(room, people, on)
            case End(room):
                self.carrier.end(room)
            case Announce(room, hear):
                self._play(lambda: self.carrier.announce(room, self.url(hear)))
            case Tell(room, person, hear):
                self._play(lambda: self.carrier.tell(room, person, self.url(hear)))

    def url(self, hear: tuple[Heard, ...]) -> str:
        """The absolute address of some words, or of what somebody has recorded."""
        recorded = next((one for one in hear if isinstance(one, Recorded)), None)
        return self.public_url + (recorded_address(recorded) if recorded else self.sound_path(said_in(hear)))

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
