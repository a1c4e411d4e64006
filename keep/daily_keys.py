"""The keys that hide who calls: a random one for each day, which nobody has any more after the night."""

import secrets
from collections.abc import Callable
from datetime import date, datetime, timedelta
from threading import Lock
from typing import cast

import redis

from ivr.model.moment import NIGHT_ENDS, moment_at
from storage.redis_client import Link

KEY = "night:"
BYTES = 32
DAY = timedelta(days=1)


class Nights:
    """The key of each day, the same for every process: in a Redis that writes nothing on a disk, and while that is away
    in this process. `now` is the time of day (aware). Thread-safe."""

    def __init__(self, link: Link, now: Callable[[], datetime]):
        self._link = link
        self._now = now
        self._own: dict[date, bytes] = {}
        self._lock = Lock()

    def key(self, day: date) -> bytes:
        """The key of a day, good until four in the night after it."""
        ends = moment_at(day + DAY, NIGHT_ENDS).timestamp()
        seconds = max(1, round(ends - self._now().timestamp()))
        with self._lock:
            self._own = {kept: key for kept, key in self._own.items() if day - kept <= DAY}
            own = self._own.setdefault(day, secrets.token_bytes(BYTES))

            def shared(client: redis.Redis) -> bytes:
                # A Redis that was started anew is given the key that this process knows.
                pipe = client.pipeline()
                pipe.set(f"{KEY}{day}", own, ex=seconds, nx=True)
                pipe.get(f"{KEY}{day}")
                return cast(bytes | None, pipe.execute()[1]) or own

            self._own[day] = self._link.ask(shared, own)
            return self._own[day]
