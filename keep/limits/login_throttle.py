"""Login throttle: growing delays per address, and revoked sessions."""

from collections.abc import Callable
from random import SystemRandom

from storage.expiring_counters import HOUR, MINUTE, ExpiringCounters
from storage.redis_client import RedisClient

# Three slips cost nobody anything; from then on each wait is twice as long. From one address come some 15 tries in the
# first hour, and four an hour after that.
FREE, FIRST_WAIT, LONGEST_WAIT = 3, 5, 15 * 60
# From all addresses together. Beyond that a draw decides, and not who is first: against a flood, whoever knows the
# password would never be. Ten tries a second leave 34 of them to be compared in a minute, a thousand leave 61.
A_MINUTE = 6
# Nobody can foresee it.
CHANCE = SystemRandom().random


class LoginThrottle:
    """`clock` gives the seconds since 1970, `chance` a number from 0 to below 1. Thread-safe, for every process.

    `address` is a keyed hash of an address. `known` is the name of a browser that has signed in before, "" for all
    others: what it tries is counted by itself, so that strangers never keep it out (OWASP: device cookies).
    """

    def __init__(self, redis_client: RedisClient, clock: Callable[[], float], chance: Callable[[], float] = CHANCE):
        self._counters = ExpiringCounters(redis_client, "door", clock)
        self._clock = clock
        self._chance = chance

    def lets_try(self, address: str, known: str = "") -> bool:
        """Whether a password may be compared now. It counts as wrong until it is not, so that many at once are many."""
        who = known or address
        if self._counters.has(f"wait:{who}") or not (known or self._is_drawn()):
            return False
        wrong = self._counters.add(f"wrong:{who}", 1, lambda count: HOUR)
        if wrong >= FREE:
            wait = min(FIRST_WAIT * 2 ** (wrong - FREE), LONGEST_WAIT)
            self._counters.add(f"wait:{who}", 1, lambda count: wait)
        return True

    def was_right(self, address: str, known: str = "") -> None:
        """What was compared last was right: whoever sits there may slip again."""
        for name in (f"wrong:{known or address}", f"wait:{known or address}"):
            self._counters.forget(name)
        if not known:
            self._of_all(-1)

    def takes_back(self, address: str, known: str = "") -> None:
        """What was let through last was not compared after all: it does not count as wrong."""
        who = known or address
        self._counters.add(f"wrong:{who}", -1, lambda count: HOUR)
        self._counters.forget(f"wait:{who}")
        if not known:
            self._of_all(-1)

    def end(self, sign_in: str, seconds: int) -> None:
        """A sign-in is over, although its cookie would be good for so many seconds more."""
        self._counters.add(f"over:{sign_in}", 1, lambda count: seconds)

    def has_ended(self, sign_in: str) -> bool:
        """Whether it is over."""
        return self._counters.has(f"over:{sign_in}")

    def _is_drawn(self) -> bool:
        return self._chance() < A_MINUTE / self._of_all(1)

    def _of_all(self, amount: int) -> int:
        """How many strangers have tried in this minute."""
        count = self._counters.add(f"all:{int(self._clock() // MINUTE)}", amount, lambda count: MINUTE)
        return max(count, 1)
