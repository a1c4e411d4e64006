"""A talk: who sits in a room, who would like to speak, and what the one who leads has asked for.

Every change is a function from one talk to the next, so that it can be repeated on whatever another process made of it.
People are known by words that say nothing about them (a keyed hash of their call), conferences by the carrier's id.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ivr.model.attendance import Attendance
from ivr.model.plan import MOST_PEOPLE
from ivr.model.round import Round

# A late event of a conference that is over, or of a call that has ended, must not bring anybody back. Twice as
# many as a room lets in may be remembered as gone before the first of them could be forgotten.
REMEMBERED = 2 * MOST_PEOPLE


@dataclass(frozen=True)
class Seat:
    """One call in a talk: its number (from 1, told aloud), whether it leads, and whether it has muted itself.

    `outside`: since it was last told to be in the room, the call itself has asked for something: it is at the star
    menu, or on its way in.
    """

    number: int
    leads: bool = False
    muted: bool = False
    outside: bool = False


@dataclass(frozen=True)
class Talk:
    """What is known of one room.

    `silenced_by` are those who led when silence was asked for: it ends with the last of them. `hushed`: since silence
    was asked for, the carrier may mute people because of it. `events` tells by conference who is in it. `given` is the
    last number that was given. `let_in` are the callers who have been inside, as keyed hashes, with the numbers they
    had in this talk (0 = none): a locked room keeps none of them out. Nobody who is `gone` and no conference that has
    `ended` comes back by a late event.

    `listening` are those who came only to listen. While a `round` goes on, its speaker is heard, and who moderates. All
    are silent `still_until` that moment (seconds since 1970, 0 = they are not). `moderator` moderates where nobody
    leads ("" = nobody does). `tells_speech`: the carrier has told of somebody's speech. `has_gone_round`: in this talk
    a round has begun.
    """

    seats: Mapping[str, Seat] = field(default_factory=dict)
    hands: tuple[str, ...] = ()
    floor: str = ""
    silenced_by: tuple[str, ...] = ()
    hushed: bool = False
    locked: bool = False
    over: bool = False
    given: int = 0
    let_in: Mapping[str, int] = field(default_factory=dict)
    events: Mapping[str, Attendance] = field(default_factory=dict)
    ended: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    listening: tuple[str, ...] = ()
    round: Round | None = None
    still_until: float = 0.0
    moderator: str = ""
    tells_speech: bool = False
    has_gone_round: bool = False

    @cached_property
    def present(self) -> frozenset[str]:
        """Who is in the room right now."""
        return frozenset().union(*(attendance.inside for attendance in self.events.values()))

    @property
    def people(self) -> int:
        """How many are in the room right now."""
        return len(self.present)

    @property
    def silent(self) -> bool:
        """Whether all are asked for silence but those who lead."""
        return bool(self.silenced_by)

    def is_here(self, person: str) -> bool:
        """Whether a person is in the room, or just outside."""
        seat = self.seats.get(person)
        return person in self.present or bool(seat and seat.outside)

    @property
    def leaders(self) -> tuple[str, ...]:
        """Those who lead or moderate and are here."""
        return tuple(person for person in self.seats if self.moderates(person) and self.is_here(person))

    def moderates(self, person: str) -> bool:
        """Whether a person leads, or moderates where nobody leads."""
        seat = self.seats.get(person)
        return bool(seat and (seat.leads or person == self.moderator))

    @cached_property
    def taken(self) -> int:
        """How many seats are taken, those of who leads left out; who is in the small menu keeps his."""
        return sum(not seat.leads for seat in self.seats.values())

    @property
    def has_gap(self) -> bool:
        """Whether the carrier told something that did not arrive."""
        return any(attendance.has_gap for attendance in self.events.values())

    @property
    def is_led(self) -> bool:
        """Whether one who leads or moderates is in the room right now."""
        return any(map(self.moderates, self.present))

    def number(self, person: str) -> int:
        """The number that was told to a person, 0 if there was none."""
        return self.seats[person].number if person in self.seats else 0

    @cached_property
    def speaker(self) -> str:
        """Whose turn it is in the round, "" while there is none or that one has gone."""
        return self.with_number(self.round.speaker) if self.round else ""

    def with_number(self, number: int) -> str:
        """Who has this number, "" if nobody has."""
        return next((person for person, seat in self.seats.items() if seat.number == number), "")

    def is_speaker(self, person: str) -> bool:
        """Whether it is this person's turn in the round."""
        return self.round is not None and person != "" and person == self.speaker

    @property
    def is_quiet(self) -> bool:
        """Whether not all may speak."""
        return self.silent or not self.has_open_floor

    @property
    def is_still(self) -> bool:
        """Whether all are silent together for a while."""
        return self.still_until > 0

    @property
    def has_open_floor(self) -> bool:
        """Whether it neither goes round nor are all silent together, so that whoever moderates decides who speaks."""
        return self.round is None and not self.is_still

    def must_be_silent(self, person: str) -> bool:
        """Whether this person has to be silent now: all are for a while, it is another one's turn, or the one who leads
        has asked for it."""
        if self.is_still:
            return True
        speaks = self.is_speaker(person) if self.round else person == self.floor
        return self.is_quiet and not speaks and not self.moderates(person)

    def is_muted(self, person: str) -> bool:
        """Whether nobody may hear this person now: by own wish, as long as it is not his turn, or because he must be
        silent."""
        seat = self.seats.get(person)
        return bool(seat and seat.muted and not self.is_speaker(person)) or self.must_be_silent(person)

    @property
    def next_speaker(self) -> str:
        """The first of the list who is in the room; "" if there is none."""
        present = self.present
        return next((person for person in self.hands if person in present), "")


def hand_up(talk: Talk, person: str) -> Talk:
    """Somebody would like to speak: at the end of the list, once."""
    return talk if person in talk.hands + talk.gone else replace(talk, hands=(*talk.hands, person))


def hand_down(talk: Talk, person: str) -> Talk:
    """Somebody would rather not speak."""
    return replace(talk, hands=but(talk.hands, person))


def floor_given(talk: Talk, person: str) -> Talk:
    """Somebody has the word: off the list, and audible. Who has hung up meanwhile cannot take it."""
    if person in talk.gone:
        return talk
    given = replace(hand_down(talk, person), floor=person)
    return self_muted(given, person, False)


def self_muted(talk: Talk, person: str, on: bool) -> Talk:
    """Somebody mutes himself, or wants to be heard again."""
    if person not in talk.seats:
        return talk
    seats = {**talk.seats, person: replace(talk.seats[person], muted=on)}
    return replace(talk, seats=seats, listening=talk.listening if on else but(talk.listening, person))


def silenced(talk: Talk, on: bool) -> Talk:
    """Those who lead and are here ask for silence, or let all speak again; where it goes round, the round decides."""
    if talk.round:
        return talk
    return replace(talk, silenced_by=talk.leaders if on else (), hushed=talk.hushed or on, floor="")


def hushed(talk: Talk) -> Talk:
    """The carrier may have muted somebody."""
    return replace(talk, hushed=True)


def locked(talk: Talk, on: bool) -> Talk:
    """The room lets in nobody new, or whoever has the number."""
    return replace(talk, locked=on)


def closed(talk: Talk) -> Talk:
    """The one who leads has ended the talk for all."""
    return replace(talk, over=True, hands=(), floor="", silenced_by=(), locked=False, round=None, still_until=0.0)


def reopened(talk: Talk) -> Talk:
    """The talk could not be ended after all: it goes on."""
    return replace(talk, over=False)


def remembered(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Names with one more at the end, once, and the oldest forgotten."""
    return (*but(names, name), name)[-REMEMBERED:]


def but(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Names without that one."""
    return tuple(other for other in names if other != name)
