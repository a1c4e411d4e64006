"""Counters with expiry, in Redis and always in this process too: the higher count holds, so that neither an empty nor
an absent Redis forgives anything, and what happens at another process counts here."""

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import redis

from storage.redis_client import Command, Query, RedisClient

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
# What is forgotten is thrown away when there are so many names, or twice as many as the last time.
FEW = 1000
WHOLE = re.compile(rb"-?[0-9]{1,18}")


class ExpiringCounters:
    """Counts by name. `clock` gives the seconds since 1970. Thread-safe."""

    def __init__(self, redis_client: RedisClient, kind: str, clock: Callable[[], float]):
        self._redis = redis_client
        self._kind = kind
        self._clock = clock
        self._lock = threading.Lock()
        self._counted: dict[str, tuple[int, float]] = {}
        # In how many batches that are not in Redis yet each name is counted.
        self._unwritten: Counter[str] = Counter()
        self._tidied_at = FEW

    def add(self, name: str, amount: int, lasts: Callable[[int], float], start: int = 0) -> int:
        """The higher count after adding to both; `lasts` says for how many seconds a count is remembered."""
        own = self.add_here(name, amount, lasts, start)
        key = self.key(name)

        def add(client: redis.Redis) -> int:
            pipe = client.pipeline()
            pipe.set(key, start, nx=True, ex=DAY)
            pipe.incrby(key, amount)
            count: int = pipe.execute()[1]
            client.expire(key, max(1, round(lasts(count))))
            return count

        return max(own, self._redis.ask(add, own))

    def has(self, name: str) -> bool:
        """Whether something is counted under this name and not forgotten yet."""
        with self._lock:
            _, until = self._counted.get(name, (0, float("-inf")))
        return until > self._clock() or self._redis.get(self.key(name)) is not None

    def count(self, name: str) -> int:
        """The higher count, 0 where nothing is counted; see `follow`."""
        shared = whole(self._redis.get(self.key(name)))
        if shared is not None:
            self.follow(name, shared)
        return max(self.count_here(name), shared or 0)

    def count_here(self, name: str) -> int:
        """What this process has counted."""
        with self._lock:
            own, until = self._counted.get(name, (0, float("-inf")))
        return own if until > self._clock() else 0

    def taken(self, name: str) -> int:
        """The same, and it is counted anew, from nothing."""
        count = self.count(name)
        self.forget(name)
        return count

    def forget(self, name: str) -> None:
        """Count this anew, from nothing."""
        self.forget_here(name)
        self._redis.ask(lambda client: client.delete(self.key(name)), 0)

    def forget_here(self, name: str) -> None:
        """Count this anew in this process."""
        with self._lock:
            self._counted.pop(name, None)

    def follow(self, name: str, count: int) -> None:
        """Redis holds this count, which another process may have taken back: unless this process has counted more that
        is not in Redis yet, it is so here too."""
        with self._lock:
            if name in self._counted and not self._unwritten[name]:
                self._counted[name] = (count, self._counted[name][1])

    def reset(self, starts: Mapping[str, int], but: str) -> bool:
        """Count every name but one anew, from these starts or from nothing; False while Redis is away.

        Redis keeps the names: other processes follow what it holds, but not what is missing there.
        """
        with self._lock:
            self._counted = {name: counted for name, counted in self._counted.items() if name == but}

        def reset(client: redis.Redis) -> bool:
            pipe = client.pipeline()
            for key in client.scan_iter(match=self.key("*"), count=FEW):
                name = key.decode().removeprefix(self.key(""))
                if name != but:
                    pipe.set(key, starts.get(name, 0), keepttl=True)
            pipe.execute()
            return True

        return self._redis.ask(reset, False)

    def begun(self, names: Iterable[str]) -> None:
        """A batch counts these names, which is not in Redis yet."""
        with self._lock:
            self._unwritten.update(names)

    def written(self, names: Iterable[str]) -> None:
        """Redis has such a batch."""
        with self._lock:
            self._unwritten.subtract(names)
            self._unwritten += Counter()

    def key(self, name: str) -> str:
        """Under which key of Redis a name is counted."""
        return f"{self._kind}:{name}"

    def add_here(self, name: str, amount: int, lasts: Callable[[int], float], start: int = 0) -> int:
        """The count of this process after adding to it."""
        now = self._clock()
        with self._lock:
            if len(self._counted) >= self._tidied_at:
                self._counted = {name: counted for name, counted in self._counted.items() if counted[1] > now}
                self._tidied_at = max(FEW, 2 * len(self._counted))
            count, until = self._counted.get(name, (start, now))
            # Less than nothing would give away what was counted at other processes.
            count = max(start, (count if until > now else start) + amount)
            self._counted[name] = (count, now + lasts(count))
        return count


class CounterBatch:
    """Counters that are read in one round trip (`query`), and written in another (`commands`).

    Until it is `loaded`, and while Redis is away, what this process has counted holds. Other processes learn of a count
    when it is written; so as many at the same moment as there are processes may pass a limit together.
    """

    def __init__(self, counters: ExpiringCounters, names: Sequence[str]):
        self._counters = counters
        self._names = tuple(dict.fromkeys(names))
        self._values: dict[str, int] = {}
        self._commands: list[Command] = []
        self._counted: set[str] = set()

    @property
    def query(self) -> Query[Mapping[str, int]]:
        """Reads the counters that were named."""
        if not self._names:
            return Query((), lambda answers: {})
        return Query((("MGET", *map(self._counters.key, self._names)),), self._read)

    @property
    def commands(self) -> tuple[Command, ...]:
        """Writes what was counted since it was loaded."""
        return tuple(self._commands)

    def load(self, values: Mapping[str, int]) -> None:
        """Count on from what Redis holds."""
        self._values = dict(values)
        for name, value in values.items():
            self._counters.follow(name, value)

    def written(self) -> None:
        """Redis has done the commands."""
        self._counters.written(self._counted)

    def add(self, name: str, amount: int, lasts: Callable[[int], float], start: int = 0) -> int:
        """The higher count after adding to both; `lasts` says for how many seconds a count is remembered."""
        if name not in self._counted:
            self._counted.add(name)
            self._counters.begun([name])
        own, key = self._counters.add_here(name, amount, lasts, start), self._counters.key(name)
        self._values[name] = count = self._values.get(name, start) + amount
        self._commands += [("SET", key, start, "NX", "EX", DAY), ("INCRBY", key, amount)]
        self._commands.append(("EXPIRE", key, max(1, round(lasts(count)))))
        return max(own, count)

    def count(self, name: str) -> int:
        """The higher count, 0 where nothing is counted."""
        return max(self._counters.count_here(name), self._values.get(name, 0))

    def taken(self, name: str) -> int:
        """The same, and it is counted anew, from nothing."""
        count = self.count(name)
        if name in self._values or count:
            self.forget(name)
        return count

    def forget(self, name: str) -> None:
        """Count this anew, from nothing."""
        self._counters.forget_here(name)
        self._values.pop(name, None)
        self._commands.append(("DEL", self._counters.key(name)))

    def _read(self, answers: Sequence[Any]) -> Mapping[str, int]:
        values = answers[0] if isinstance(answers[0], list) else [None] * len(self._names)
        read = zip(self._names, map(whole, values), strict=True)
        return {name: value for name, value in read if value is not None}


def whole(value: bytes | None) -> int | None:
    """A count as Redis holds it, None for anything else."""
    return int(value) if value is not None and WHOLE.fullmatch(value) else None
