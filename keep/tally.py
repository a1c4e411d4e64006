"""Counts that fade: in Redis and always in this process too, and the worse of both, so that neither an empty nor an
absent Redis forgives anything, and what happens at another process counts here."""

import threading
from collections.abc import Callable

import redis

from keep.link import Link

DAY = 24 * 3600


class Tally:
    """Counts by name. `clock` gives the seconds since 1970. Thread-safe."""

    def __init__(self, link: Link, kind: str, clock: Callable[[], float]):
        self._link = link
        self._kind = kind
        self._clock = clock
        self._lock = threading.Lock()
        self._counted: dict[str, tuple[int, float]] = {}

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
            self._counted = {name: counted for name, counted in self._counted.items() if counted[1] > now}
            count = self._counted.get(name, (start, 0))[0] + amount
            self._counted[name] = (count, now + lasts(count))
        return count
