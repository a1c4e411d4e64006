"""The rooms that callers have opened: in Redis for all processes, and in this one's memory while Redis is away."""

import json
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import cast

import redis

from ivr.model.adhoc_rooms import LASTS, Opened, still_open
from ivr.model.moment import in_berlin
from ivr.model.plan import QUARTER_OF_AN_HOUR
from storage.redis_client import Link

KEY = "opened"


class OpenedRooms:
    """`now` is the time of day (aware). What is kept of a caller is a keyed hash that says nothing about the number."""

    def __init__(self, link: Link, now: Callable[[], datetime]):
        self._link = link
        self._now = now
        self._mine: tuple[Opened, ...] = ()
        self._lock = Lock()

    def add(self, room: Opened) -> None:
        """A room is open from now on."""
        with self._lock:
            self._mine = (*still_open(self._mine, self._now()), room)

        def keep(client: redis.Redis) -> None:
            client.hset(KEY, room.number, _packed(room))
            client.expire(KEY, LASTS + QUARTER_OF_AN_HOUR)

        self._link.ask(keep, None)

    def all(self) -> tuple[Opened, ...]:
        """Every room whose two hours are not over."""
        nothing: dict[bytes, bytes] = {}
        kept = self._link.ask(lambda client: cast(dict[bytes, bytes], client.hgetall(KEY)), nothing)
        rooms = {room.number: room for room in (*self._mine, *filter(None, map(_unpacked, kept.values())))}
        return still_open(rooms.values(), self._now())


def _packed(room: Opened) -> str:
    return json.dumps([room.number, room.since.isoformat(), room.caller])


def _unpacked(packed: bytes) -> Opened | None:
    try:
        number, since, caller = json.loads(packed)
        return Opened(str(number), in_berlin(datetime.fromisoformat(since)), str(caller))
    except (ValueError, TypeError):  # somebody else's
        return None
