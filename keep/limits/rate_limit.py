"""Rate limits shared by the whole hotline: a burst, and one more per interval."""

from collections.abc import Callable
from dataclasses import dataclass

from storage.expiring_counters import CounterBatch, ExpiringCounters

# More attempts than are counted in one moment, by all threads and processes.
AT_THE_SAME_TIME = 100


@dataclass(frozen=True)
class RateLimit:
    """`at_once` attempts are free, and one more `every` so many seconds. Beyond that `debt` of them are remembered:
    `every * (debt + 1)` seconds after the last one, one is free again."""

    name: str
    at_once: int
    every: int
    debt: int = 0


class RateLimits:
    """How many attempts of each limit are not forgotten yet. `clock` gives the seconds since 1970. Thread-safe."""

    def __init__(self, counters: ExpiringCounters | CounterBatch, clock: Callable[[], float]):
        self._counters = counters
        self._clock = clock

    def charged(self, limit: RateLimit) -> tuple[bool, tuple[RateLimit, ...]]:
        """Whether one more attempt is free; and what is to be paid back should it have been right."""
        level = self._add(limit, 1)
        if level > limit.at_once + limit.debt:
            self._add(limit, -1)
            return False, ()
        return level <= limit.at_once, (limit,)

    def paid_back(self, limit: RateLimit, times: int = 1) -> None:
        """So many attempts were right."""
        self._add(limit, -times)

    def is_used_up(self, limit: RateLimit) -> bool:
        """Whether one more would not be free."""
        this = int(self._clock() // limit.every)
        return self._counters.count(limit.name) - this >= limit.at_once

    def _add(self, limit: RateLimit, amount: int) -> int:
        level = self._level_after(limit, amount)
        if level > limit.at_once + limit.debt + AT_THE_SAME_TIME:
            # The clock was put back: what it said before would shut everybody out until then.
            self._counters.forget(limit.name)
            level = self._level_after(limit, amount)
        return level

    def _level_after(self, limit: RateLimit, amount: int) -> int:
        # Kept as the time at which the last one will be forgotten.
        now = self._clock()
        this = int(now // limit.every)
        return self._counters.add(limit.name, amount, lambda last: last * limit.every - now, start=this) - this
