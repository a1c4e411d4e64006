"""Who is in a room, from what the carrier tells of its conferences and calls.

Told late, twice or in any order, it comes to the same; what was lost is made good by the carrier's own list.
"""

from collections.abc import Iterable
from dataclasses import replace

from ivr.attendance import Attendance, listed, moved, noted, without
from ivr.talk import Talk, but, remembered, seated


def told(talk: Talk, conference: str, sequence: int, person: str, inside: bool) -> Talk:
    """The carrier tells that somebody came in or went out; told late, twice or in any order, it comes to the same."""
    if conference in talk.ended or person in talk.gone:
        return also_told(talk, conference, sequence)
    return _attended(talk, conference, moved(talk.events.get(conference, Attendance()), sequence, person, inside))


def also_told(talk: Talk, conference: str, sequence: int) -> Talk:
    """The carrier tells something of a conference that moves nobody."""
    if conference in talk.ended:
        return talk
    return _attended(talk, conference, noted(talk.events.get(conference, Attendance()), sequence))


def conference_ended(talk: Talk, conference: str) -> Talk:
    """A conference is over: nobody is in it any more. The talk may go on in another one."""
    events = {name: attendance for name, attendance in talk.events.items() if name != conference}
    return replace(talk, events=events, ended=remembered(talk.ended, conference))


def left_for_good(talk: Talk, person: str) -> Talk:
    """A call has ended: its seat is free, and nobody waits for its word. Silence is over with the last who leads."""
    seats = {name: seat for name, seat in talk.seats.items() if name != person}
    return replace(
        talk,
        seats=seats,
        silent=talk.silent and any(seat.leads for seat in seats.values()),
        hands=but(talk.hands, person),
        floor="" if talk.floor == person else talk.floor,
        events={name: without(attendance, person) for name, attendance in talk.events.items()},
        gone=remembered(talk.gone, person),
    )


def repaired(talk: Talk, conference: str, people: Iterable[str], before: Talk) -> Talk:
    """The carrier's own list of who is in a room; `conference` "" = nobody.

    `before` is the talk when the list was asked for: what was told since then is newer than the list.
    """
    for other in {*before.events} - {conference}:
        talk = conference_ended(talk, other)
    if not conference or conference in {*talk.ended} - {*before.ended}:
        return talk
    # A list that missed a conference, as one that has just begun, must not keep it away for ever.
    talk = replace(talk, ended=but(talk.ended, conference))
    heard = before.events.get(conference, Attendance()).heard
    there = [person for person in people if person not in talk.gone]
    return _attended(talk, conference, listed(talk.events.get(conference, Attendance()), there, heard))


def _attended(talk: Talk, conference: str, attendance: Attendance) -> Talk:
    for person in sorted(attendance.inside - {*talk.seats}):
        talk = seated(talk, person, leads=False)
    return replace(talk, events={**talk.events, conference: attendance})
