"""How many messages a caller may speak in an hour."""

from collections.abc import Callable

from keep.limits.rate_limit import RateLimit, RateLimits
from storage.expiring_counters import HOUR, ExpiringCounters
from storage.redis_client import RedisClient

# Speaking once more counts as well. Those who show no number cannot be told apart.
OF_A_CALLER, OF_THE_UNKNOWN = 5, 20


class MessageLimits:
    """`clock` gives the seconds since 1970. Thread-safe, and the same for every process."""

    def __init__(self, redis_client: RedisClient, clock: Callable[[], float]):
        self._limits = RateLimits(ExpiringCounters(redis_client, "messages", clock), clock)

    def allow(self, caller: str) -> bool:
        """Whether this caller (a keyed hash, "" = shows no number) may speak one more, which is counted."""
        most = OF_A_CALLER if caller else OF_THE_UNKNOWN
        allowed, _ = self._limits.charged(RateLimit(f"caller:{caller or 'unknown'}", at_once=most, every=HOUR // most))
        return allowed
