"""The talks in all rooms, the same for every process: in Redis, and while it is away as this process knows them."""

import hmac
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice
from typing import Any, cast

import redis
from redis.client import Pipeline

from ivr.presence import left_for_good
from ivr.talk import Talk
from keep.callback import told_by
from keep.link import Link
from keep.packing import packed, unpacked

TALK = "talk:"
SEAT = "seat:"
# Longer than any meeting.
FORGOTTEN_AFTER = 12 * 3600
# More rooms than a contact point has, and more changes than a room sees before Redis is back.
ROOMS = 1000
CHANGES = 500

NO_WORDS: frozenset[str] = frozenset()

How = Callable[..., Talk]
Step = tuple[How, tuple[Any, ...]]


@dataclass(frozen=True)
class Known:
    """What this process knows of a room since `since`: its talk, and the changes in it that are not in Redis yet."""

    since: float
    talk: Talk = field(default_factory=Talk)
    unwritten: tuple[Step, ...] = ()


class Talks(Mapping[str, Talk]):
    """All talks, by the names of their rooms. Reading is one question to Redis, and never raises but KeyError.

    Redis holds no more of a caller than a hash of the call. While it is away, changes are kept and made there later, on
    whatever other processes have made of the talk meanwhile.
    """

    def __init__(self, link: Link, key: bytes, clock: Callable[[], float] = time.monotonic):
        self._link = link
        self._key = key
        self._clock = clock
        self._known: dict[str, Known] = {}
        # Held while Redis is asked, so that what this process knows is never older than what it has written.
        self._lock = threading.RLock()

    def __getitem__(self, room: str) -> Talk:
        with self._lock:
            answer = self._link.ask(lambda client: (_found(client, room),), None)
            known = self._recall(room)
            if answer and known and (known.unwritten or answer[0] is None):
                return self.change(room, lambda talk: talk)
            if answer and answer[0] is not None and (known is None or known.talk != answer[0]):
                known = self._remember(room, Known(self._clock(), answer[0]))
            if known is None:
                raise KeyError(room)
            return known.talk

    def __iter__(self) -> Iterator[str]:
        return iter(self.rooms())

    def __len__(self) -> int:
        return len(self.rooms())

    def rooms(self) -> tuple[str, ...]:
        """The rooms of which something is known now, at most some thousand."""
        with self._lock:
            known = {room for room in [*self._known] if self._recall(room)}
        return tuple(sorted(known | self._link.ask(_rooms_in, NO_WORDS)))

    def change(self, room: str, how: How, *args: Any) -> Talk:
        """Make the talk in a room `how(talk, *args)`, whatever other processes do at the same time."""
        with self._lock:
            known = self._recall(room) or Known(self._clock())
            steps = (*known.unwritten, (how, args))
            written = self._link.ask(lambda client: _change_in(client, room, known.talk, steps), None)
            now = self._clock()
            if written is None:
                return self._remember(room, Known(now, how(known.talk, *args), steps[-CHANGES:])).talk
            return self._remember(room, Known(now, written)).talk

    def person(self, call_sid: str) -> str:
        """How a call is known in rooms, also to the carrier as its label there."""
        return hmac.digest(self._key, call_sid.encode(), "sha256").hex()[:16]

    def event(self, form: Mapping[str, str]) -> None:
        """Take in a conference event with the fields that Twilio sends."""
        if change := told_by(form, self.person):
            self.change(change.room, change.how, *change.args)

    def call_ended(self, call_sid: str) -> None:
        """A call is over: it leaves every room that it has been in."""
        person = self.person(call_sid)
        with self._lock:
            here = {room for room, known in self._known.items() if person in known.talk.seats}
        for room in sorted(here | self._link.ask(lambda client: _words(client.smembers(SEAT + person)), NO_WORDS)):
            self.change(room, left_for_good, person)

    def _recall(self, room: str) -> Known | None:
        known = self._known.get(room)
        if known and self._clock() - known.since >= FORGOTTEN_AFTER:
            del self._known[room]
            return None
        return known

    def _remember(self, room: str, known: Known) -> Known:
        self._known.pop(room, None)
        self._known[room] = known
        if len(self._known) > ROOMS:
            del self._known[next(iter(self._known))]
        return known


def _found(client: redis.Redis, room: str) -> Talk | None:
    # Unlike GET, MGET takes a key of another kind for one without a value.
    return unpacked(cast(list[bytes | None], client.mget([TALK + room]))[0])


def _change_in(client: redis.Redis, room: str, known: Talk, steps: tuple[Step, ...]) -> Talk:
    """Make the changes in what Redis has; if it does not know the room, the last of them in what is `known`."""

    def change(pipe: Pipeline) -> Talk:
        found = _found(pipe, room)
        before, todo = (known, steps[-1:]) if found is None else (found, steps)
        after = reduce(lambda talk, step: step[0](talk, *step[1]), todo, before)
        pipe.multi()
        if after != (found or Talk()):
            pipe.set(TALK + room, packed(after), ex=FORGOTTEN_AFTER)
        for person in {*after.seats} - {*(found or Talk()).seats}:
            pipe.sadd(SEAT + person, room)
            pipe.expire(SEAT + person, FORGOTTEN_AFTER)
        return after

    # redis-py's types know only functions whose value nobody wants.
    return cast(Talk, client.transaction(cast(Any, change), TALK + room, value_from_callable=True))


def _rooms_in(client: redis.Redis) -> frozenset[str]:
    found = islice(client.scan_iter(f"{TALK}*", count=1000), ROOMS)
    return frozenset(name.removeprefix(TALK) for name in _words(found))


def _words(found: Any) -> frozenset[str]:
    return frozenset(word.decode(errors="replace") for word in found)
