"""A room as its leader sees it: participants by number, raised hands, and times."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from ivr.model.agenda import sitting
from ivr.model.door import closes, opens
from ivr.model.talk import Talk
from ivr.visit import Visit
from office.formats import clock
from office.leaders.round_view import RoundView, round_view

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class ParticipantView:
    """A participant. `muted`: inaudible, `by_wish`: muted individually and not only by the silence for all; `turn` is
    the position in the list of raised hands from 1, 0 = no hand raised. `listens`: only listens so far."""

    number: int
    leads: bool
    muted: bool
    by_wish: bool
    has_floor: bool
    turn: int
    listens: bool


@dataclass(frozen=True)
class RaisedHand:
    """A raised hand; not `here`: the participant is in the star menu or was disconnected."""

    number: int
    here: bool


@dataclass(frozen=True)
class RoomView:
    """What the page shows. `hands` in order; `led`: a leader is there by telephone; `time` is a German sentence about
    the begin or end of the meeting; `is_open`: somebody could be inside; `still`: all are silent for a while. `round`
    is None while there is none; `has_opening`, `has_closing`: there is such a text to be played.
    """

    sitting: tuple[ParticipantView, ...]
    hands: tuple[RaisedHand, ...]
    silent: bool
    locked: bool
    over: bool
    led: bool
    time: str
    is_open: bool
    round: RoundView | None
    still: bool
    has_opening: bool
    has_closing: bool

    @property
    def next_number(self) -> int:
        """The number of the first raised hand in the room, 0 = none."""
        return next((hand.number for hand in self.hands if hand.here), 0)


def room_view(here: Visit, now: datetime) -> RoomView:
    """The view of a room."""
    talk = here.talk
    return RoomView(
        sitting=tuple(sorted((_participant(talk, person) for person in talk.present), key=lambda one: one.number)),
        hands=tuple(RaisedHand(talk.number(person), person in talk.present) for person in talk.hands),
        silent=talk.silent,
        locked=talk.locked,
        over=talk.over,
        led=is_led_by_telephone(here),
        time=time_words(here, now),
        is_open=bool(talk.present) or here.state in ("open", "ending"),
        round=round_view(talk),
        still=talk.is_still,
        has_opening=bool(here.opening),
        has_closing=bool(here.closing),
    )


def is_led_by_telephone(here: Visit) -> bool:
    """Whether a leader is in the room or in the star menu; silence needs one, and ends when the last one leaves."""
    return bool(here.talk.leaders)


def person_with_number(talk: Talk, number: str) -> str | None:
    """The person with this number, None if there is none."""
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


def _participant(talk: Talk, person: str) -> ParticipantView:
    seat = talk.seats.get(person)
    return ParticipantView(
        number=talk.number(person),
        leads=bool(seat and seat.leads),
        muted=talk.is_muted(person),
        by_wish=bool(seat and seat.muted),
        has_floor=talk.is_speaker(person) if talk.round else person == talk.floor,
        turn=talk.hands.index(person) + 1 if person in talk.hands else 0,
        listens=person in talk.listening,
    )
