"""Talks in Redis: one JSON document for each room, and for each person the rooms in which there is a seat."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from threading import Lock
from typing import Any, cast

import redis

from ivr.model.moderation import next_due
from ivr.model.talk import Talk
from keep.rooms.talk_document import Meaning, document, meaning
from storage.redis_client import Command, Query

TALK = "talk:"
SEAT = "seat:"
# The rooms in which something will be due, and when (seconds since 1970).
TIMES = "talks:due"
# Longer than any meeting, in seconds.
FORGOTTEN_AFTER = 12 * 3600
# More rooms than a contact point has.
ROOMS = 1000
# The latest documents and what they say.
DOCUMENTS = 128
_documents: dict[bytes, Meaning] = {}
_one_at_a_time = Lock()
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
    version, now = before.version + 1, time.time()
    raw = document(after, version, now)
    # Whoever has written it need not read it.
    _keep(raw, (after, version, now))
    return (("SET", TALK + room, raw, "EX", FORGOTTEN_AFTER), *seats, *_time(room, known, after))


def rooms(client: redis.Redis) -> frozenset[str]:
    """Every room of which Redis holds something, at most so many as ROOMS."""
    names = islice(client.scan_iter(f"{TALK}*", count=1000), ROOMS)
    return frozenset(name.decode(errors="replace").removeprefix(TALK) for name in cast(Iterable[bytes], names))


def timed(client: redis.Redis) -> tuple[str, ...]:
    """The rooms in which something will be due."""
    return _named(client.zrange(TIMES, 0, ROOMS))


def due(client: redis.Redis, now: float) -> tuple[str, ...]:
    """The rooms in which something is due by now. What is kept of a talk that nobody remembers is forgotten."""
    client.zremrangebyscore(TIMES, 0, now - FORGOTTEN_AFTER)
    return _named(client.zrangebyscore(TIMES, "-inf", now))


def _named(found: Any) -> tuple[str, ...]:
    return tuple(room.decode(errors="replace") for room in found)


def _time(room: str, before: Talk, after: Talk) -> tuple[Command, ...]:
    moment = next_due(after)
    if moment == next_due(before):
        return ()
    return (("ZREM", TIMES, room),) if moment is None else (("ZADD", TIMES, moment, room),)


def stored(raw: bytes | None) -> Stored:
    """A document as it was read. What an older version did not write yet is as in an empty talk."""
    try:
        talk, version, written = _meaning(raw or b"")
        return Stored(talk, raw, version, max(0.0, time.time() - written) if written else 0.0)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):  # somebody else's
        return Stored(raw=raw)


def _meaning(raw: bytes) -> Meaning:
    # The turn before most turns has read or written this very document.
    return _documents.get(raw) or _keep(raw, meaning(raw))


def _keep(raw: bytes, says: Meaning) -> Meaning:
    with _one_at_a_time:
        _documents[raw] = says
        if len(_documents) > DOCUMENTS:
            del _documents[next(iter(_documents))]
    return says


def _values(answers: Sequence[Any], rooms: Sequence[str]) -> Sequence[bytes | None]:
    return answers[0] if answers and isinstance(answers[0], list) else [None] * len(rooms)


def _rooms_of_a_person(answers: Sequence[Any]) -> dict[str, Stored]:
    found = answers[0] if isinstance(answers[0], list) else []
    return {room.decode(errors="replace"): stored(raw) for room, raw in zip(found[::2], found[1::2], strict=True)}
