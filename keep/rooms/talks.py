"""The talks in all rooms, the same for every process: in Redis, and while it is away as this process knows them."""

import hmac
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from carrier.events import ConferenceEnded, OtherEvent, ParticipantEvent, RoomEvent
from ivr.model.moderation import time_passed
from ivr.model.presence import left_for_good
from ivr.model.talk import Talk
from ivr.reply import Change
from keep.retry import until_written
from keep.rooms.local_talks import LocalTalks, Seen, changed
from keep.rooms.room_events import changes_by
from keep.rooms.talk_store import TALK, Stored, due, of_person, of_rooms, rooms, timed, written
from storage.redis_client import Command, RedisClient

NO_ROOMS: frozenset[str] = frozenset()
NOTHING_TIMED: tuple[str, ...] = ()
# By rooms, the talk before some changes and after them.
Changed = dict[str, tuple[Talk, Talk]]


class Outcome(Enum):
    """What became of a commit: Redis has it, this process keeps it while Redis is away, or somebody was quicker."""

    WRITTEN = "written"
    HERE = "here"
    OVERTAKEN = "overtaken"


class Talks(Mapping[str, Talk]):
    """All talks, by the names of their rooms. Thread-safe. Reading asks Redis once, writes what has waited for it, and
    never raises but KeyError.

    Redis holds no more of a caller than a hash of the call. While it is away, changes are kept and made there later, on
    whatever other processes have made of the talk meanwhile. `now` is the time of day in seconds since 1970.
    """

    def __init__(
        self,
        redis_client: RedisClient,
        key: bytes,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
    ):
        self.now = now
        self._redis = redis_client
        self._key = key
        self._local = LocalTalks(clock)

    def __getitem__(self, room: str) -> Talk:
        seen = self.look([room])
        self.commit(seen)
        if not self._local.knows(room):
            raise KeyError(room)
        return seen[room].talk

    def __iter__(self) -> Iterator[str]:
        return iter(self.rooms())

    def __len__(self) -> int:
        return len(self.rooms())

    def rooms(self) -> tuple[str, ...]:
        """The rooms of which something is known now, at most some thousand."""
        return tuple(sorted(self._local.rooms() | self._redis.ask(rooms, NO_ROOMS)))

    def person(self, call: str) -> str:
        """How a call is known in rooms, also to the carrier as its label there."""
        return hmac.digest(self._key, call.encode(), "sha256").hex()[:16]

    def look(self, rooms: Sequence[str]) -> dict[str, Seen]:
        """These talks as they are now."""
        answers = self._redis.ask_all([of_rooms(rooms)])
        return self.seen(rooms, answers[0] if answers else None)

    def seen(self, rooms: Sequence[str], stored: Mapping[str, Stored] | None) -> dict[str, Seen]:
        """The talks in these rooms by what Redis has told of them (None: it is away)."""
        return {room: self._local.seen(room, stored[room] if stored is not None else None) for room in rooms}

    def seen_of(self, person: str, stored: Mapping[str, Stored] | None) -> dict[str, Seen]:
        """The talks in which a person has had a seat."""
        missing = sorted(self._local.rooms_of(person) - {*(stored or {})})
        found = self.look(missing) if stored is not None and missing else self.seen(missing, None)
        return found | self.seen(sorted(stored or {}), stored)

    def commit(
        self,
        seen: Mapping[str, Seen],
        changes: Sequence[Change] = (),
        more: Sequence[Command] = (),
    ) -> Outcome:
        """Make changes in the talks that were seen, all or none, and run some more commands with them. OVERTAKEN: one
        of those talks has changed since then; so look again, and decide again. HERE: the changes wait for Redis, and
        the other commands are not run."""
        touched = {change.room: seen[change.room] for change in changes}
        if any(one.stored is None for one in seen.values()):
            return self._kept_here(touched, changes)
        after = {room: changed(one.talk, changes, room) for room, one in seen.items()}
        writes = {room: one.stored for room, one in seen.items() if one.stored and (room in touched or one.is_ahead)}
        commands = [command for room, stored in writes.items() for command in written(room, stored, after[room])]
        documents = {TALK + room: stored.raw for room, stored in writes.items()}
        others = self._redis.commit(documents, [*commands, *more])
        if others is None:
            return self._kept_here(touched, changes)
        for room, stored in writes.items() if not others else ():
            version = stored.version + (after[room] != stored.talk)
            self._local.remember(room, after[room], version, written=len(seen[room].unwritten))
        return Outcome.OVERTAKEN if others else Outcome.WRITTEN

    def change(self, room: str, how: Callable[..., Talk], *args: Any) -> Talk:
        """Make the talk in a room `how(talk, *args)`, whatever other processes do at the same time."""
        return self.changed(Change(room, how, args))[room][1]

    def changed(self, *changes: Change) -> Changed:
        """Make these changes, whatever other processes do at the same time."""
        rooms = sorted({change.room for change in changes})

        def attempt() -> Changed | None:
            seen = self.look(rooms)
            is_overtaken = self.commit(seen, changes) is Outcome.OVERTAKEN
            return None if is_overtaken else _before_and_after(seen, changes)

        return until_written(attempt)

    def event(self, event: RoomEvent) -> Changed:
        """Take in what happened in a conference; as `call_ended` if a call is over with it."""
        if isinstance(event, ConferenceEnded | OtherEvent):
            return self.changed(*self._changes_by(event, ""))
        changes = self._changes_by(event, event.label or self.person(event.call))
        is_over = isinstance(event, ParticipantEvent) and event.is_over
        return self.call_ended(event.call, changes) if is_over else self.changed(*changes)

    def call_ended(self, call: str, first: Sequence[Change] = ()) -> Changed:
        """A call is over: after these changes it leaves every room that it has been in."""
        person, rooms = self.person(call), sorted({change.room for change in first})

        def attempt() -> Changed | None:
            answers = self._redis.ask_all([of_rooms(rooms), of_person(person)]) or (None, None)
            theirs = self.seen_of(person, answers[1])
            seen = theirs | self.seen(rooms, answers[0])
            changes = [*first, *leaving(person, theirs, self.now())]
            return None if self.commit(seen, changes) is Outcome.OVERTAKEN else _before_and_after(seen, changes)

        return until_written(attempt)

    def timed(self) -> tuple[str, ...]:
        """The rooms in which something will be due."""
        return tuple(sorted({*self._redis.ask(timed, NOTHING_TIMED), *self._local.due()}))

    def time_passes(self) -> Changed:
        """Do in all rooms what is due by now."""
        now = self.now()
        ours = (room for room, moment in self._local.due().items() if moment <= now)
        rooms = {*self._redis.ask(lambda client: due(client, now), NOTHING_TIMED), *ours}
        return self.changed(*(Change(room, time_passed, (now,)) for room in sorted(rooms))) if rooms else {}

    def _changes_by(self, event: RoomEvent, person: str) -> tuple[Change, ...]:
        now = self.now()
        return *changes_by(event, person, now), Change(event.room, time_passed, (now,))

    def _kept_here(self, seen: Mapping[str, Seen], changes: Sequence[Change]) -> Outcome:
        return Outcome.HERE if self._local.change(seen, changes) else Outcome.OVERTAKEN


def leaving(person: str, rooms: Iterable[str], now: float) -> Iterator[Change]:
    """The changes of a call that is over."""
    for room in rooms:
        yield Change(room, left_for_good, (person,))
        yield Change(room, time_passed, (now,))


def _before_and_after(seen: Mapping[str, Seen], changes: Sequence[Change]) -> Changed:
    return {room: (one.talk, changed(one.talk, changes, room)) for room, one in seen.items()}
