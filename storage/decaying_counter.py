"""Counts that fade: in Redis and always in this process too, and the worse of both, so that neither an empty nor an
absent Redis forgives anything, and what happens at another process counts here."""

import re
import threading
from collections.abc import Callable

import redis

from storage.redis_client import Link

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
# What is forgotten is thrown away when there are so many names, or twice as many as the last time.
FEW = 1000
WHOLE = re.compile(rb"-?[0-9]{1,18}")


class Tally:
    """Counts by name. `clock` gives the seconds since 1970. Thread-safe."""

    def __init__(self, link: Link, kind: str, clock: Callable[[], float]):
        self._link = link
        self._kind = kind
        self._clock = clock
        self._lock = threading.Lock()
        self._counted: dict[str, tuple[int, float]] = {}
        self._tidied_at = FEW

    def add(self, name: str, amount: int, lasts: Callable[[int], float], start: int = 0) -> int:
        """The worse of both counts after adding to them; `lasts` says for how many seconds a count is remembered."""
        own = self._add_here(name, amount, lasts, start)
        key = self._key(name)

        def add(client: redis.Redis) -> int:
            pipe = client.pipeline()
            pipe.set(key, start, nx=True, ex=DAY)
            pipe.incrby(key, amount)
            count: int = pipe.execute()[1]
            client.expire(key, max(1, round(lasts(count))))
            return count

        return max(own, self._link.ask(add, own))

    def has(self, name: str) -> bool:
        """Whether something is counted under this name and not forgotten yet."""
        with self._lock:
            _, until = self._counted.get(name, (0, float("-inf")))
        return until > self._clock() or self._link.get(self._key(name)) is not None

    def count(self, name: str) -> int:
        """The worse of both counts, 0 where nothing is counted."""
        with self._lock:
            own, until = self._counted.get(name, (0, float("-inf")))
        here = self._link.get(self._key(name)) or b""
        return max(own if until > self._clock() else 0, int(here) if WHOLE.fullmatch(here) else 0)

    def taken(self, name: str) -> int:
        """The same, and it is counted anew, from nothing."""
        count = self.count(name)
        self.forget(name)
        return count

    def forget(self, name: str) -> None:
        """Count this anew, from nothing."""
        with self._lock:
            self._counted.pop(name, None)
        self._link.ask(lambda client: client.delete(self._key(name)), 0)

    def _key(self, name: str) -> str:
        return f"{self._kind}:{name}"

    def _add_here(self, name: str, amount: int, lasts: Callable[[int], float], start: int) -> int:
        now = self._clock()
        with self._lock:
            if len(self._counted) >= self._tidied_at:
                self._counted = {name: counted for name, counted in self._counted.items() if counted[1] > now}
                self._tidied_at = max(FEW, 2 * len(self._counted))
            count, until = self._counted.get(name, (start, now))
            count = (count if until > now else start) + amount
            self._counted[name] = (count, now + lasts(count))
        return count
