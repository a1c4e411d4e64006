"""A room as the one who leads sees it: who is there, by numbers alone, and what has been asked for."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from ivr.model.agenda import sitting
from ivr.model.door import closes, opens
from ivr.model.talk import Talk
from ivr.visit import Visit
from office.formats import clock

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Sitting:
    """Somebody in the room. `muted`: nobody hears this person, `by_wish`: not only because all were asked for silence;
    `turn` is the place on the list of those who would like to speak, 0 = not on it."""

    number: int
    leads: bool
    muted: bool
    by_wish: bool
    has_floor: bool
    turn: int


@dataclass(frozen=True)
class Hand:
    """Somebody who would like to speak; not `here`: just now at the small menu, or about to come back."""

    number: int
    here: bool


@dataclass(frozen=True)
class Room:
    """What the page shows of a room. `hands` are in order, `led`: one who leads is there by telephone, `time` says in
    words how long it still takes, `is_open`: somebody could be inside."""

    sitting: tuple[Sitting, ...]
    hands: tuple[Hand, ...]
    silent: bool
    locked: bool
    over: bool
    led: bool
    time: str
    is_open: bool

    @property
    def next_number(self) -> int:
        """Who speaks next, 0 = nobody who wants to is here."""
        return next((hand.number for hand in self.hands if hand.here), 0)


def room(here: Visit, now: datetime) -> Room:
    """What is to be seen of a room."""
    talk = here.talk
    return Room(
        sitting=tuple(sorted((_sitting(talk, person) for person in talk.present), key=lambda one: one.number)),
        hands=tuple(Hand(talk.number(person), person in talk.present) for person in talk.hands),
        silent=talk.silent,
        locked=talk.locked,
        over=talk.over,
        led=is_led_by_telephone(here),
        time=time_words(here, now),
        is_open=bool(talk.present) or here.state in ("open", "ending"),
    )


def is_led_by_telephone(here: Visit) -> bool:
    """Whether one who leads is in the room or at the small menu. Silence needs that: it ends with him."""
    return bool(here.talk.leaders)


def person_of(talk: Talk, number: str) -> str | None:
    """Who has this number."""
    return next((person for person, seat in talk.seats.items() if str(seat.number) == number), None)


def time_words(here: Visit, now: datetime) -> str:
    """When the room opens, when the meeting begins, how long it still takes, or until when people may stay."""
    together = sitting(here.meeting, now)
    begin, end = together.begin, together.end
    if here.state in ("soon", "early"):
        return f"Der Raum öffnet um {clock(opens(here.meeting))} Uhr, das Treffen beginnt um {clock(begin)} Uhr."
    if end - now > DAY:
        return "Der Raum ist rund um die Uhr offen."
    if now < begin:
        return f"Das Treffen beginnt um {clock(begin)} Uhr."
    if now >= end:
        return f"Das Treffen ist zu Ende, der Raum schließt um {clock(closes(here.meeting))} Uhr."
    minutes = math.ceil((end - now) / MINUTE)
    return f"Noch {'eine Minute' if minutes == 1 else f'{minutes} Minuten'}, bis {clock(end)} Uhr."


def _sitting(talk: Talk, person: str) -> Sitting:
    seat = talk.seats.get(person)
    return Sitting(
        number=talk.number(person),
        leads=bool(seat and seat.leads),
        muted=talk.is_muted(person),
        by_wish=bool(seat and seat.muted),
        has_floor=person == talk.floor,
        turn=talk.hands.index(person) + 1 if person in talk.hands else 0,
    )
