"""Talks in Redis: one JSON document for each room, and for each person the rooms in which there is a seat."""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, cast

import redis

from ivr.model.attendance import Attendance
from ivr.model.talk import Seat, Talk
from storage.redis_client import Command, Query

TALK = "talk:"
SEAT = "seat:"
# Longer than any meeting, in seconds.
FORGOTTEN_AFTER = 12 * 3600
# More rooms than a contact point has.
ROOMS = 1000
# The rooms of a person, each followed by its document.
OF_A_PERSON = f"""
local found = {{}}
for _, room in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  found[#found + 1] = room
  found[#found + 1] = redis.call('MGET', '{TALK}' .. room)[1]
end
return found
"""


@dataclass(frozen=True)
class Stored:
    """What Redis holds of a room: the talk, None if there is none or it cannot be read; the document it was read from,
    by which it is known whether it has changed; how often it was written, and how many seconds ago."""

    talk: Talk | None = None
    raw: bytes | None = None
    version: int = 0
    age: float = 0.0


def of_rooms(rooms: Sequence[str]) -> Query[dict[str, Stored]]:
    """What Redis holds of these rooms, in one command."""
    # Unlike GET, MGET takes a key of another kind for one without a value.
    commands: tuple[Command, ...] = (("MGET", *(TALK + room for room in rooms)),) if rooms else ()
    return Query(commands, lambda answers: dict(zip(rooms, map(stored, _values(answers, rooms)), strict=True)))


def of_person(person: str) -> Query[dict[str, Stored]]:
    """What Redis holds of the rooms in which a person has had a seat."""
    return Query((("EVAL", OF_A_PERSON, 1, SEAT + person),), _rooms_of_a_person)


def written(room: str, before: Stored, after: Talk) -> tuple[Command, ...]:
    """The commands that write a talk; none if nothing has changed."""
    known = before.talk or Talk()
    if after == known:
        return ()
    new = {*after.seats} - {*known.seats}
    seats: Iterable[Command] = (
        command
        for person in sorted(new)
        for command in (("SADD", SEAT + person, room), ("EXPIRE", SEAT + person, FORGOTTEN_AFTER))
    )
    return (("SET", TALK + room, document(after, before.version + 1), "EX", FORGOTTEN_AFTER), *seats)


def rooms(client: redis.Redis) -> frozenset[str]:
    """Every room of which Redis holds something, at most so many as ROOMS."""
    names = islice(client.scan_iter(f"{TALK}*", count=1000), ROOMS)
    return frozenset(name.decode(errors="replace").removeprefix(TALK) for name in cast(Iterable[bytes], names))


def document(talk: Talk, version: int) -> bytes:
    """A talk as JSON."""
    fields = {name: WRITES.get(name, _as_it_is)(getattr(talk, name)) for name in READS}
    return json.dumps({"version": version, "written": time.time(), **fields}).encode()


def stored(raw: bytes | None) -> Stored:
    """A document as it was read. What an older version did not write yet is as in an empty talk."""
    try:
        talk, version, written = _read(raw or b"")
        return Stored(talk, raw, version, max(0.0, time.time() - written) if written else 0.0)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):  # somebody else's
        return Stored(raw=raw)


# Most turns find a room as the turn before them has left it.
@lru_cache(maxsize=128)
def _read(raw: bytes) -> tuple[Talk, int, float]:
    """The talk of a document, its version, and when it was written (seconds since 1970, 0 = unknown)."""
    fields = json.loads(raw)
    talk = Talk(**{name: READS[name](value) for name, value in fields.items() if name in READS})
    return talk, int(fields.get("version", 0)), float(fields.get("written", 0))


def _values(answers: Sequence[Any], rooms: Sequence[str]) -> Sequence[bytes | None]:
    return answers[0] if answers and isinstance(answers[0], list) else [None] * len(rooms)


def _rooms_of_a_person(answers: Sequence[Any]) -> dict[str, Stored]:
    found = answers[0] if isinstance(answers[0], list) else []
    return {room.decode(errors="replace"): stored(raw) for room, raw in zip(found[::2], found[1::2], strict=True)}


def _words(written: Any) -> tuple[str, ...]:
    return tuple(map(str, written))


def _seats(written: Any) -> dict[str, Seat]:
    return {person: _seat(seat) for person, seat in written.items()}


def _seat(written: Any) -> Seat:
    # Until November 2026 a seat was written with the names of its parts; a talk goes on through an update.
    number, leads, muted, outside = written.values() if isinstance(written, dict) else written
    return Seat(int(number), bool(leads), bool(muted), bool(outside))


def _events(written: Any) -> dict[str, Attendance]:
    return {conference: _attendance(**told) for conference, told in written.items()}


def _as_it_is(value: Any) -> Any:
    return value


def _attendance(people: Any, numbers: Any, settled: Any) -> Attendance:
    told = {person: (int(number), bool(inside)) for person, (number, inside) in people.items()}
    return Attendance(told, tuple(map(int, numbers)), int(settled))


PARTS = ("people", "numbers", "settled")
READS: dict[str, Callable[[Any], Any]] = {
    "seats": _seats,
    "hands": _words,
    "floor": str,
    "silenced_by": _words,
    "hushed": bool,
    "locked": bool,
    "over": bool,
    "given": int,
    "let_in": _words,
    "events": _events,
    "ended": _words,
    "gone": _words,
}
WRITES: dict[str, Callable[[Any], Any]] = {
    # In few words: with 250 people they are read and written at every key.
    "seats": lambda seats: {person: (*vars(seat).values(),) for person, seat in seats.items()},
    "events": lambda events: {name: {part: getattr(one, part) for part in PARTS} for name, one in events.items()},
}
