"""A room as the one who leads sees it: who is there, by numbers alone, and what has been asked for."""

import math
from dataclasses import dataclass
from datetime import datetime

from ivr.talk import Talk
from ivr.visit import Visit


@dataclass(frozen=True)
class Sitting:
    """Somebody in the room by number; `turn` is the place on the list of those who would like to speak, 0 = not on it.

    `muted`: nobody hears this person; `by_wish`: not only because all have been asked for silence.
    """

    number: int
    leads: bool
    muted: bool
    by_wish: bool
    has_floor: bool
    turn: int


@dataclass(frozen=True)
class Room:
    """What the page shows of a room; `minutes` until the end of the meeting, 0 when it is over."""

    sitting: tuple[Sitting, ...]
    silent: bool
    locked: bool
    over: bool
    minutes: int

    @property
    def next_number(self) -> int:
        """Who speaks next, 0 = nobody wants to."""
        return next((one.number for one in self.waiting), 0)

    @property
    def waiting(self) -> list[Sitting]:
        """Those who would like to speak, in order."""
        return sorted((one for one in self.sitting if one.turn), key=lambda one: one.turn)


def room(here: Visit, now: datetime) -> Room:
    """What is to be seen of a room."""
    talk = here.talk
    sitting = sorted((_sitting(talk, person) for person in talk.present), key=lambda one: one.number)
    left = math.ceil((here.meeting.end - now).total_seconds() / 60)
    return Room(tuple(sitting), talk.silent, talk.locked, talk.over, max(0, left))


def person_of(talk: Talk, number: int) -> str | None:
    """Who in the room has this number."""
    return next((person for person in talk.present if talk.number(person) == number and number), None)


def _sitting(talk: Talk, person: str) -> Sitting:
    seat = talk.seats.get(person)
    turn = talk.hands.index(person) + 1 if person in talk.hands else 0
    return Sitting(
        number=talk.number(person),
        leads=bool(seat and seat.leads),
        muted=talk.is_muted(person),
        by_wish=bool(seat and seat.muted),
        has_floor=person == talk.floor,
        turn=turn,
    )
