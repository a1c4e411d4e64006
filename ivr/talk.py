"""A talk: who sits in a room, who would like to speak, and what the one who leads has asked for.

Every change is a function from one talk to the next, so that it can be repeated on whatever another process made of it.
People are known by words that say nothing about them (a keyed hash of their call), conferences by the carrier's id.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

# A late event of a conference that is over, or of a call that has ended, must not bring anybody back.
REMEMBERED = 100


@dataclass(frozen=True)
class Seat:
    """One call in a talk: its number (from 1, told aloud), whether it leads, and whether it has muted itself."""

    number: int
    leads: bool = False
    muted: bool = False


@dataclass(frozen=True)
class Talk:
    """What is known of one room.

    `events`: by conference and person, the SequenceNumber that told last, and whether the person is inside since then.
    `let_in` are the callers who have been inside, as keyed hashes: a locked room keeps none of them out.
    """

    seats: Mapping[str, Seat] = field(default_factory=dict)
    hands: tuple[str, ...] = ()
    floor: str = ""
    silent: bool = False
    locked: bool = False
    over: bool = False
    given: int = 0
    let_in: tuple[str, ...] = ()
    events: Mapping[str, Mapping[str, tuple[int, bool]]] = field(default_factory=dict)
    ended: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def present(self) -> frozenset[str]:
        """Who is in the room right now."""
        return frozenset(person for told in self.events.values() for person, (_, inside) in told.items() if inside)

    @property
    def people(self) -> int:
        """How many are in the room right now."""
        return len(self.present)

    @property
    def is_led(self) -> bool:
        """Whether one who leads is in the room right now."""
        return any(self.seats[person].leads for person in self.present if person in self.seats)

    def number(self, person: str) -> int:
        """The number that was told to a person, 0 if there was none."""
        return self.seats[person].number if person in self.seats else 0

    def is_muted(self, person: str) -> bool:
        """Whether nobody may hear this person now: by own wish, or because the one who leads asked for silence."""
        seat = self.seats.get(person)
        if seat is None:
            return self.silent
        return seat.muted or (self.silent and not seat.leads and person != self.floor)

    @property
    def next_speaker(self) -> str:
        """The first of the list who is in the room; "" if there is none."""
        return next((person for person in self.hands if person in self.present), "")

    def heard(self, conference: str) -> int:
        """The highest SequenceNumber that came in of a conference."""
        return max((number for number, _ in self.events.get(conference, {}).values()), default=0)


# --- people


def seated(talk: Talk, person: str, leads: bool, caller: str = "") -> Talk:
    """Somebody is about to go in; whoever comes back keeps the number. A talk that was over goes on with its leader."""
    seat = talk.seats.get(person) or Seat(talk.given + 1)
    return replace(
        talk,
        seats={**talk.seats, person: replace(seat, leads=leads)},
        given=max(talk.given, seat.number),
        let_in=_remembered(talk.let_in, caller) if caller else talk.let_in,
        over=talk.over and not leads,
    )


def told(talk: Talk, conference: str, sequence: int, person: str, inside: bool) -> Talk:
    """The carrier tells that somebody came in or went out; told late, twice or in any order, it comes to the same."""
    if conference in talk.ended or person in talk.gone:
        return talk
    of_conference = talk.events.get(conference, {})
    if sequence <= of_conference.get(person, (0, False))[0]:
        return talk
    known = talk if person in talk.seats or not inside else seated(talk, person, leads=False)
    events = {**talk.events, conference: {**of_conference, person: (sequence, inside)}}
    return replace(known, events=events)


def conference_ended(talk: Talk, conference: str) -> Talk:
    """A conference is over: nobody is in it any more. The talk may go on in another one."""
    events = {name: told for name, told in talk.events.items() if name != conference}
    return replace(talk, events=events, ended=_remembered(talk.ended, conference))


def left_for_good(talk: Talk, person: str) -> Talk:
    """A call has ended: its seat is free, and nobody waits for its word."""
    return replace(
        talk,
        seats={name: seat for name, seat in talk.seats.items() if name != person},
        hands=tuple(name for name in talk.hands if name != person),
        floor="" if talk.floor == person else talk.floor,
        events={
            conference: {name: event for name, event in of_conference.items() if name != person}
            for conference, of_conference in talk.events.items()
        },
        gone=_remembered(talk.gone, person),
    )


def repaired(talk: Talk, conference: str, people: Iterable[str], before: Talk) -> Talk:
    """The carrier's own list of a room (`conference` "" = it is empty), asked for when the talk was as `before`.

    What was told since then is newer than the list.
    """
    for other in {*before.events} - {conference}:
        talk = conference_ended(talk, other)
    if not conference or conference in talk.ended:
        return talk
    heard, listed = before.heard(conference), set(people) - set(talk.gone)
    for person in {*listed, *talk.events.get(conference, {})}:
        number, _ = talk.events.get(conference, {}).get(person, (0, False))
        if number <= heard:
            talk = _put(talk, conference, person, heard, person in listed)
    return talk


def _put(talk: Talk, conference: str, person: str, sequence: int, inside: bool) -> Talk:
    known = talk if person in talk.seats or not inside else seated(talk, person, leads=False)
    of_conference = {**talk.events.get(conference, {}), person: (sequence, inside)}
    return replace(known, events={**talk.events, conference: of_conference})


def _remembered(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return (*(other for other in names if other != name), name)[-REMEMBERED:]


# --- what people ask for


def hand_up(talk: Talk, person: str) -> Talk:
    """Somebody would like to speak: at the end of the list, once."""
    return talk if person in talk.hands else replace(talk, hands=(*talk.hands, person))


def hand_down(talk: Talk, person: str) -> Talk:
    """Somebody would rather not speak."""
    return replace(talk, hands=tuple(name for name in talk.hands if name != person))


def floor_given(talk: Talk, person: str) -> Talk:
    """Somebody has the word: off the list, and audible."""
    given = replace(hand_down(talk, person), floor=person)
    return self_muted(given, person, False)


def self_muted(talk: Talk, person: str, on: bool) -> Talk:
    """Somebody mutes himself, or wants to be heard again."""
    if person not in talk.seats:
        return talk
    return replace(talk, seats={**talk.seats, person: replace(talk.seats[person], muted=on)})


def silenced(talk: Talk, on: bool) -> Talk:
    """The one who leads asks for silence, or lets all speak again."""
    return replace(talk, silent=on, floor="")


def locked(talk: Talk, on: bool) -> Talk:
    """The room lets in nobody new, or whoever has the number."""
    return replace(talk, locked=on)


def closed(talk: Talk) -> Talk:
    """The one who leads has ended the talk for all."""
    return replace(talk, over=True, hands=(), floor="", silent=False, locked=False)
