"""The talks in all rooms, the same for every process: in Redis, and while it is away as this process knows them."""

import hmac
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import reduce
from typing import Any

from carrier.events import ParticipantEvent, RoomEvent
from ivr.model.presence import left_for_good
from ivr.model.talk import Talk
from ivr.reply import Change
from keep.rooms.room_events import change_by
from keep.rooms.talk_store import FORGOTTEN_AFTER, ROOMS, TALK, Stored, of_person, of_rooms, rooms, written
from storage.redis_client import Command, RedisClient, Value

# More changes than a room sees until Redis is back.
CHANGES = 500
# More often no other process is quicker, one after another.
ATTEMPTS = 100
NO_ROOMS: frozenset[str] = frozenset()
NOTHING_ELSE: Mapping[str, Value] = {}


@dataclass(frozen=True)
class Known:
    """What this process knows of a room since `since`: its talk, which version of Redis that is, and the changes in it
    that are not in Redis yet."""

    since: float
    talk: Talk = field(default_factory=Talk)
    version: int = 0
    unwritten: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Seen:
    """A talk at one moment. `stored` is what Redis held of it then, None if Redis was away."""

    talk: Talk
    stored: Stored | None

    @property
    def is_ahead(self) -> bool:
        """Whether this process knows more than Redis holds."""
        return self.stored is not None and self.talk != (self.stored.talk or Talk())


class Outcome(Enum):
    """What became of a commit: Redis has it, this process keeps it while Redis is away, or somebody was quicker."""

    WRITTEN = "written"
    HERE = "here"
    OVERTAKEN = "overtaken"


class Talks(Mapping[str, Talk]):
    """All talks, by the names of their rooms. Thread-safe. Reading is one question to Redis, and never raises but
    KeyError.

    Redis holds no more of a caller than a hash of the call. While it is away, changes are kept and made there later, on
    whatever other processes have made of the talk meanwhile.
    """

    def __init__(self, redis_client: RedisClient, key: bytes, clock: Callable[[], float] = time.monotonic):
        self._redis = redis_client
        self._key = key
        self._clock = clock
        self._known: dict[str, Known] = {}
        # Never held while Redis is asked.
        self._lock = threading.Lock()

    def __getitem__(self, room: str) -> Talk:
        seen = self.look([room])
        self.commit(seen)
        if self._recall(room) is None:
            raise KeyError(room)
        return seen[room].talk

    def __iter__(self) -> Iterator[str]:
        return iter(self.rooms())

    def __len__(self) -> int:
        return len(self.rooms())

    def rooms(self) -> tuple[str, ...]:
        """The rooms of which something is known now, at most some thousand."""
        known = {room for room in [*self._known] if self._recall(room)}
        return tuple(sorted(known | self._redis.ask(rooms, NO_ROOMS)))

    def person(self, call: str) -> str:
        """How a call is known in rooms, also to the carrier as its label there."""
        return hmac.digest(self._key, call.encode(), "sha256").hex()[:16]

    def look(self, rooms: Sequence[str]) -> dict[str, Seen]:
        """These talks as they are now."""
        answers = self._redis.ask_all([of_rooms(rooms)])
        return self.seen(rooms, answers[0] if answers else None)

    def seen(self, rooms: Sequence[str], stored: Mapping[str, Stored] | None) -> dict[str, Seen]:
        """The talks in these rooms by what Redis has told of them (None: it is away)."""
        return {room: self._seen(room, stored[room] if stored is not None else None) for room in rooms}

    def commit(
        self,
        seen: Mapping[str, Seen],
        changes: Sequence[Change] = (),
        more: Sequence[Command] = (),
        expected: Mapping[str, Value] = NOTHING_ELSE,
    ) -> Outcome:
        """Make changes in the talks that were seen, all or none, and run some more commands with them. OVERTAKEN: one
        of those talks has changed since then, or another key of Redis has no longer the value that is `expected`; so
        look again, and decide again."""
        after = {room: _after(one.talk, changes, room) for room, one in seen.items()}
        touched = {change.room for change in changes}
        if any(one.stored is None for one in seen.values()):
            return self._commit_here({room: seen[room] for room in touched}, changes)
        writes = {room: one.stored for room, one in seen.items() if one.stored and (room in touched or one.is_ahead)}
        commands = [command for room, stored in writes.items() for command in written(room, stored, after[room])]
        documents = {TALK + room: stored.raw for room, stored in writes.items()}
        changed = self._redis.commit(documents | dict(expected), [*commands, *more])
        if changed is None:
            return self._commit_here({room: seen[room] for room in touched}, changes)
        for room, stored in writes.items() if not changed else ():
            self._remember(room, Known(self._clock(), after[room], stored.version + (after[room] != stored.talk)))
        return Outcome.OVERTAKEN if changed else Outcome.WRITTEN

    def change(self, room: str, how: Callable[..., Talk], *args: Any) -> Talk:
        """Make the talk in a room `how(talk, *args)`, whatever other processes do at the same time."""
        change = Change(room, how, args)
        for _ in range(ATTEMPTS):
            seen = self.look([room])
            if self.commit(seen, [change]) is not Outcome.OVERTAKEN:
                return _after(seen[room].talk, [change], room)
        raise TimeoutError("a talk changes all the time")

    def event(self, event: RoomEvent) -> dict[str, Talk]:
        """Take in what happened in a conference; as `call_ended` if a call is over with it."""
        change = change_by(event, self.person)
        if not (isinstance(event, ParticipantEvent) and event.is_over):
            self.change(change.room, change.how, *change.args)
            return {}
        return self.end(event.call, [change])

    def call_ended(self, call: str) -> dict[str, Talk]:
        """A call is over: it leaves every room that it has been in. The talks, by rooms, where silence ends with it."""
        return self.end(call)

    def end(self, call: str, changes: Sequence[Change] = ()) -> dict[str, Talk]:
        """The same, after these changes."""
        person, rooms = self.person(call), sorted({change.room for change in changes})
        for _ in range(ATTEMPTS):
            answers = self._redis.ask_all([of_rooms(rooms), of_person(person)]) or (None, None)
            theirs = self.seen_of(person, answers[1])
            seen = theirs | self.seen(rooms, answers[0])
            leaves = [*changes, *leaving(person, theirs)]
            if self.commit(seen, leaves) is not Outcome.OVERTAKEN:
                return freed(seen, leaves)
        raise TimeoutError("a talk changes all the time")

    def seen_of(self, person: str, stored: Mapping[str, Stored] | None) -> dict[str, Seen]:
        """The talks in which a person has had a seat."""
        with self._lock:
            here = {room for room, known in self._known.items() if person in known.talk.seats}
        missing = sorted(here - {*(stored or {})})
        found = self.look(missing) if stored is not None and missing else self.seen(missing, None)
        return found | self.seen(sorted(stored or {}), stored)

    def _seen(self, room: str, stored: Stored | None) -> Seen:
        known = self._recall(room)
        if stored is None or (known and (known.unwritten or stored.talk is None)):
            return self._seen_here(room, known, stored)
        if stored.talk is not None:
            self._remember(room, Known(self._clock(), stored.talk, stored.version))
        return Seen(stored.talk or Talk(), stored)

    def _seen_here(self, room: str, known: Known | None, stored: Stored | None) -> Seen:
        """What this process knows, on top of what Redis holds if it is back."""
        if known is None:
            return Seen(Talk(), stored)
        if stored is None:
            return Seen(known.talk, None)
        before, todo = (stored.talk, known.unwritten) if stored.talk is not None else (known.talk, ())
        return Seen(_after(before, todo, room), replace(stored, version=max(stored.version, known.version)))

    def _commit_here(self, seen: Mapping[str, Seen], changes: Sequence[Change]) -> Outcome:
        """The changes are made in what this process knows, and wait for Redis."""
        with self._lock:
            known = {room: self._known.get(room) or Known(self._clock()) for room in seen}
            if any(known[room].talk != one.talk for room, one in seen.items() if one.stored is None):
                return Outcome.OVERTAKEN
            for room, one in seen.items():
                todo = (*known[room].unwritten, *(change for change in changes if change.room == room))
                talk = _after(one.talk, changes, room)
                self._put(room, Known(self._clock(), talk, known[room].version, todo[-CHANGES:]))
        return Outcome.HERE

    def _recall(self, room: str) -> Known | None:
        with self._lock:
            known = self._known.get(room)
            if known and self._clock() - known.since >= FORGOTTEN_AFTER:
                del self._known[room]
                return None
            return known

    def _remember(self, room: str, known: Known) -> None:
        """Two threads may have asked Redis at the same moment: what was written later counts."""
        with self._lock:
            before = self._known.get(room)
            if before is None or before.unwritten or known.version >= before.version:
                self._put(room, known)

    def _put(self, room: str, known: Known) -> None:
        self._known.pop(room, None)
        self._known[room] = known
        if len(self._known) > ROOMS:
            del self._known[next(iter(self._known))]


def _after(talk: Talk, changes: Sequence[Change], room: str) -> Talk:
    return reduce(
        lambda talk, change: change.how(talk, *change.args), (one for one in changes if one.room == room), talk
    )


def leaving(person: str, rooms: Iterable[str]) -> list[Change]:
    """The changes of a call that is over."""
    return [Change(room, left_for_good, (person,)) for room in rooms]


def freed(seen: Mapping[str, Seen], changes: Sequence[Change]) -> dict[str, Talk]:
    """The talks, by rooms, in which silence has ended with these changes."""
    after = {room: _after(one.talk, changes, room) for room, one in seen.items()}
    return {room: talk for room, talk in after.items() if seen[room].talk.silent and not talk.silent}
