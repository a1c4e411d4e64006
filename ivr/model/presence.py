"""Who is in a room, from what the carrier tells of its conferences and calls.

Told late, twice or in any order, it comes to the same; what was lost is made good by the carrier's own list.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from ivr.model.attendance import Attendance, listed, moved, noted, without
from ivr.model.talk import REMEMBERED, Seat, Talk, but, hand_down, remembered, self_muted


def seated(talk: Talk, person: str, leads: bool, caller: str = "", listens: bool | None = None) -> Talk:
    """Somebody is about to go in; whoever comes back has the same number, in another call as well. Who only `listens`
    is muted (None: as before). A talk that was over goes on with its leader."""
    talk = stepped_out(talk, person, leads, _free_number(talk, caller))
    if caller:
        let_in = {
            **{name: number for name, number in talk.let_in.items() if name != caller},
            caller: talk.number(person),
        }
        talk = replace(talk, let_in=dict([*let_in.items()][-REMEMBERED:]))
    if listens:
        talk = replace(self_muted(talk, person, True), listening=(*but(talk.listening, person), person))
    elif listens is False and person in talk.listening:
        talk = self_muted(talk, person, False)
    return replace(talk, over=talk.over and not leads)


def _free_number(talk: Talk, caller: str) -> int:
    """The number that a caller has had in this talk, 0 if there was none or another call has it."""
    number = talk.let_in.get(caller, 0)
    return 0 if any(seat.number == number for seat in talk.seats.values()) else number


def stepped_out(talk: Talk, person: str, leads: bool, number: int = 0) -> Talk:
    """A call that was let in asks for something: it is just outside, even if its end has been told already. Without a
    seat it gets this number, or (0) the next one."""
    seat = talk.seats.get(person) or Seat(number or talk.given + 1)
    return replace(
        talk,
        seats={**talk.seats, person: replace(seat, leads=leads, outside=True)},
        given=max(talk.given, seat.number),
        gone=but(talk.gone, person),
    )


def went_out(talk: Talk, person: str) -> Talk:
    """Somebody has left the room by the menu: neither wants nor has the word, moderates and holds no silence any
    more."""
    talk = replace(hand_down(talk, person), silenced_by=but(talk.silenced_by, person))
    seats = {name: replace(seat, outside=seat.outside and name != person) for name, seat in talk.seats.items()}
    floor, moderator = ("" if held == person else held for held in (talk.floor, talk.moderator))
    return replace(talk, seats=seats, floor=floor, moderator=moderator)


def told(talk: Talk, conference: str, sequence: int, person: str, inside: bool, goes_on: bool = False) -> Talk:
    """The carrier tells that somebody came in or went out; told late, twice or in any order, it comes to the same.
    `goes_on`: the carrier tells besides that the call of who went out goes on."""
    if conference in talk.ended or person in talk.gone:
        return also_told(talk, conference, sequence)
    known = talk.events.get(conference, Attendance())
    attendance = moved(known, sequence, person, inside)
    talk = _attended(talk, conference, attendance)
    is_news = attendance.people != known.people and person in talk.seats
    return _moved(talk, (person,), outside=not inside) if is_news and (inside or goes_on) else talk


def also_told(talk: Talk, conference: str, sequence: int) -> Talk:
    """The carrier tells something of a conference that moves nobody."""
    if conference in talk.ended:
        return talk
    return _attended(talk, conference, noted(talk.events.get(conference, Attendance()), sequence))


def conference_ended(talk: Talk, conference: str) -> Talk:
    """A conference is over: nobody is in it any more. Silence is over with it unless one who holds it is just outside,
    and the lock unless somebody is. The talk may go on in another one."""
    talk = _ended(talk, conference)
    return _held_by(talk, talk.is_here)


def left_for_good(talk: Talk, person: str) -> Talk:
    """A call has ended: its seat is free, and nobody waits for its word. Silence is over with the last who held it."""
    events = {name: without(attendance, person) for name, attendance in talk.events.items()}
    return replace(vacated(replace(talk, events=events), person), gone=remembered(talk.gone, person))


def vacated(talk: Talk, person: str) -> Talk:
    """The seat of somebody who is not in the room is free. With the last seat the talk is over, and what was asked for
    in it: whoever comes then begins another one."""
    if person in talk.present:
        return talk
    seats = {name: seat for name, seat in talk.seats.items() if name != person}
    talk = replace(went_out(talk, person), seats=seats, listening=but(talk.listening, person))
    return talk if seats else _over(talk)


def _over(talk: Talk) -> Talk:
    return replace(
        talk,
        locked=False,
        hushed=False,
        given=0,
        let_in=dict.fromkeys(talk.let_in, 0),
        round=None,
        still_until=0.0,
        has_gone_round=False,
    )


def repaired(talk: Talk, conference: str, people: Iterable[str], before: Talk) -> Talk:
    """The carrier's own list of who is in a room; `conference` "" = nobody.

    `before` is the talk when the list was asked for: what was told since then is newer than the list. Silence and lock
    end where nobody who holds them was here then, or is now.
    """
    for other in {*before.events} - {conference}:
        talk = _ended(talk, other)
    if conference and conference not in {*talk.ended} - {*before.ended}:
        talk = _listed(talk, conference, {*people}, before)
    return _held_by(talk, lambda person: talk.is_here(person) or before.is_here(person))


def _listed(talk: Talk, conference: str, people: set[str], before: Talk) -> Talk:
    # A list that missed a conference, as one that has just begun, must not keep it away for ever; nor must the end of
    # a call that was told although it goes on.
    alive = people & {*before.gone}
    gone = tuple(person for person in talk.gone if person not in alive)
    talk = replace(talk, ended=but(talk.ended, conference), gone=gone)
    heard = before.events.get(conference, Attendance()).heard
    known = listed(talk.events.get(conference, Attendance()), people - {*gone}, heard)
    stayed = {person for person in people & {*before.seats} if before.seats[person].outside}
    return _moved(_attended(talk, conference, known), stayed & known.inside, outside=False)


def _ended(talk: Talk, conference: str) -> Talk:
    events = {name: attendance for name, attendance in talk.events.items() if name != conference}
    return replace(talk, events=events, ended=remembered(talk.ended, conference))


def _attended(talk: Talk, conference: str, attendance: Attendance) -> Talk:
    for person in sorted(attendance.inside - {*talk.seats}):
        talk = replace(talk, seats={**talk.seats, person: Seat(talk.given + 1)}, given=talk.given + 1)
    return replace(talk, events={**talk.events, conference: attendance})


def _moved(talk: Talk, people: Iterable[str], outside: bool) -> Talk:
    moved = {person: replace(talk.seats[person], outside=outside) for person in people}
    return replace(talk, seats={**talk.seats, **moved})


def _held_by(talk: Talk, holds: Callable[[str], bool]) -> Talk:
    """What was asked for, as far as it is still held."""
    return replace(
        talk,
        silenced_by=tuple(filter(holds, talk.silenced_by)),
        moderator=talk.moderator if holds(talk.moderator) else "",
        locked=talk.locked and any(map(holds, talk.seats)),
    )
