"""Random daily keys for hashing callers' numbers, deleted after the night."""

import secrets
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from threading import Lock
from typing import cast

import redis

from ivr.model.moment import NIGHT_ENDS, moment_at
from storage.redis_client import RedisClient

KEY = "night:"
BYTES = 32
ASKED_EVERY = 60.0
DAY = timedelta(days=1)


class DailyKeys:
    """The key of each day, the same for every process: in a Redis that writes nothing on a disk, and while that is away
    in this process. `now` is the time of day (aware). Thread-safe."""

    def __init__(
        self, redis_client: RedisClient, now: Callable[[], datetime], clock: Callable[[], float] = time.monotonic
    ):
        self._redis = redis_client
        self._now = now
        self._clock = clock
        self._own: dict[date, bytes] = {}
        self._asked: dict[date, float] = {}
        self._lock = Lock()

    def key(self, day: date) -> bytes:
        """The key of a day, good until four in the night after it. Redis is asked once a minute."""
        with self._lock:
            self._own = {kept: key for kept, key in self._own.items() if day - kept <= DAY}
            own = self._own.setdefault(day, secrets.token_bytes(BYTES))
            if self._clock() < self._asked.get(day, float("-inf")) + ASKED_EVERY:
                return own
            ask = partial(_shared, day=day, own=own, seconds=self._ends(day))
            self._own[day], is_shared = self._redis.ask(ask, (own, False))
            if is_shared:
                self._asked[day] = self._clock()
            return self._own[day]

    def _ends(self, day: date) -> int:
        """In how many seconds the key of a day is forgotten."""
        ends = moment_at(day + DAY, NIGHT_ENDS).timestamp()
        return max(1, round(ends - self._now().timestamp()))


def _shared(client: redis.Redis, day: date, own: bytes, seconds: int) -> tuple[bytes, bool]:
    # A Redis that was started anew is given the key that this process knows.
    pipe = client.pipeline()
    pipe.set(f"{KEY}{day}", own, ex=seconds, nx=True)
    pipe.get(f"{KEY}{day}")
    return cast(bytes | None, pipe.execute()[1]) or own, True
