"""The rooms that callers have opened: in Redis for all processes, and in this one's memory while Redis is away."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from threading import Lock
from typing import Any

from ivr.model.adhoc_rooms import LASTS, Opened, still_open
from ivr.model.moment import in_berlin
from ivr.model.plan import QUARTER_OF_AN_HOUR
from storage.redis_client import Command, Query, RedisClient

KEY = "opened"


class OpenedRooms:
    """`now` is the time of day (aware). What is kept of a caller is a keyed hash that says nothing about the number."""

    def __init__(self, redis_client: RedisClient, now: Callable[[], datetime]):
        self._redis = redis_client
        self._now = now
        self._known: tuple[Opened, ...] = ()
        self._untold: tuple[Opened, ...] = ()
        self._lock = Lock()

    def opening(self, rooms: Iterable[Opened]) -> tuple[Command, ...]:
        """The commands that tell all processes of these rooms, and of those that only this one knows yet."""
        new = [*rooms, *still_open(self._untold, self._now())]
        seconds = round((LASTS + QUARTER_OF_AN_HOUR).total_seconds())
        fields = [word for room in new for word in (room.number, _packed(room))]
        return (("HSET", KEY, *fields), ("EXPIRE", KEY, seconds)) if new else ()

    def opened(self, rooms: Iterable[Opened], is_told: bool) -> None:
        """These rooms are open from now on; `is_told`: Redis has taken the commands of `opening`."""
        with self._lock:
            new = tuple(rooms)
            self._known = (*still_open(self._known, self._now()), *new)
            self._untold = () if is_told else (*still_open(self._untold, self._now()), *new)

    def all(self) -> tuple[Opened, ...]:
        """Every room whose two hours are not over."""
        found = self._redis.ask_all([self.query])
        return found[0] if found else self.known()

    @property
    def query(self) -> Query[tuple[Opened, ...]]:
        """Reads every room whose two hours are not over."""
        return Query((("HGETALL", KEY),), self._read)

    def known(self) -> tuple[Opened, ...]:
        """Those that this process knows without asking."""
        return still_open(self._known, self._now()) if self._known else ()

    def _read(self, answers: Sequence[Any]) -> tuple[Opened, ...]:
        stored = answers[0].values() if isinstance(answers[0], dict) else ()
        with self._lock:
            rooms = {room.number: room for room in (*self._known, *filter(None, map(_unpacked, stored)))}
            self._known = still_open(rooms.values(), self._now())
            return self._known


def _packed(room: Opened) -> str:
    return json.dumps([room.number, room.since.isoformat(), room.caller])


def _unpacked(packed: bytes) -> Opened | None:
    try:
        number, since, caller = json.loads(packed)
        return Opened(str(number), in_berlin(datetime.fromisoformat(since)), str(caller))
    except (ValueError, TypeError):  # somebody else's
        return None
