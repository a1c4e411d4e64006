"""Reconciles talks with the carrier's lists after lost callbacks."""

import time
from collections.abc import Callable, Iterable

from carrier.port import Participant
from ivr.flows.room_effects import told
from ivr.model.presence import repaired, vacated
from ivr.model.talk import Talk
from keep.rooms.room_control import RoomControl
from keep.rooms.talks import Talks

# Longer than the star menu and the way into a room, and than the carrier's lists lag behind.
GRACE = 120.0
Seated = tuple[str, str]


class Reconciler:
    """Compares rooms with the carrier's lists. Remembers since when which seats, by room and person, have been empty:
    that of a call which has ended unheard must go, that of one which is only elsewhere stays."""

    def __init__(
        self,
        talks: Talks,
        control: RoomControl,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._talks = talks
        self._carrier = control.carrier
        self._control = control
        self._clock = clock
        self._empty: dict[Seated, float] = {}

    def look_at(self, rooms: Iterable[str]) -> None:
        """Compare these rooms; raises CarrierError."""
        for room in rooms:
            self._compare(room, self._talk(room))

    def look(self) -> None:
        """Compare every room in which somebody sits or something was not heard; raises CarrierError."""
        empty: list[Seated] = []
        for room in self._talks.rooms():
            talk = self._talk(room)
            if talk.seats or talk.people or talk.has_gap:
                talk = self._compare(room, talk)
                empty += [(room, person) for person in talk.seats if person not in talk.present]
        now = self._clock()
        self._empty = {seat: self._empty.get(seat, now) for seat in empty}
        self._vacate([seat for seat, since in self._empty.items() if now - since >= GRACE])

    def _compare(self, room: str, before: Talk) -> Talk:
        found = self._carrier.conference(room)
        here = [one for one in found.participants if one.label] if found else []
        people = tuple(one.label for one in here)
        talk = self._talks.change(room, repaired, found.sid if found else "", people, before)
        self._mute(room, talk, here)
        for effect in told(room, before, talk) if here else ():
            self._control.try_to_do(effect)
        return talk

    def _mute(self, room: str, talk: Talk, here: Iterable[Participant]) -> None:
        """Whoever was not known when it became quiet is silent too. Nobody is unmuted without having asked, but who was
        muted by that alone."""
        # Somebody may have been given the word while the carrier was asked.
        talk = self._talk(room)
        loud = [one.label for one in here if talk.is_quiet and talk.is_muted(one.label) and not one.muted]
        hushed = [one.label for one in here if talk.hushed and one.muted and not talk.is_muted(one.label)]
        for labels, on in ((loud, True), (hushed, False)):
            if labels:
                self._carrier.mute(room, labels, on)

    def _vacate(self, seats: list[Seated]) -> None:
        """Free those of these seats whose calls do not go on."""
        going_on = {self._talks.person(call) for call in self._carrier.calls()} if seats else set()
        for room, person in seats:
            if person not in going_on:
                before = self._talk(room)
                self._talks.change(room, vacated, person)
                self._compare(room, before)

    def _talk(self, room: str) -> Talk:
        return self._talks.get(room) or Talk()
