"""Rate limits on codes: per call, per caller and for the whole hotline."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ivr.model.moment import in_berlin
from keep.limits.rate_limit import RateLimit, RateLimits
from storage.expiring_counters import DAY, HOUR, MINUTE, CounterBatch, ExpiringCounters
from storage.redis_client import RedisClient

# Counted by themselves: the numbers of those who take part, of those who lead, and of these on a page, from strangers
# and from browsers that were in before.
HEARD, ON_PAGES = ("tries", "leaders"), ("page", "known")
KINDS = HEARD + ON_PAGES
# The limits, in numbers that led nowhere; what they leave to strangers is reckoned in tests/bench/guessing.py.
# A call, in an hour: after three a caller is led to the office, and may come back from there once more.
OF_A_CALL = 5
# A caller whose number is shown, in a day: a care home of twenty behind one number mistypes so often.
OF_A_CALLER = 10
# A caller whose number is shown, in a day, while the hotline is slow: who does not mistype notices nothing of it.
WHILE_SLOW = 1
# The whole hotline: more than honest callers mistype. Beyond that it is slow, a day at most, and compares with the
# groups whose door is open only.
OF_ALL = RateLimit("all", at_once=30, every=2 * HOUR, debt=11)
# At open doors, beyond those limits; and for callers without a number who have waited a minute.
AT_DOORS = RateLimit("doors", at_once=10, every=6 * MINUTE)
HAVING_WAITED = RateLimit("waited", at_once=2, every=4 * MINUTE)
# Of those who lead, whose numbers are a hundred times as many.
OF_LEADERS = RateLimit("leaders", at_once=60, every=90)
OF_THE_HOTLINE = (OF_ALL, AT_DOORS, HAVING_WAITED, OF_LEADERS)


@dataclass(frozen=True)
class Attempt:
    """A number that has come in: with what it may be compared (World.compares), and which limits it was charged to.

    `of` is whose number it is, "" if nobody's: only what is compared or paid back may depend on that.
    """

    call: str
    caller: str
    of: str
    compares: str = "later"
    charged: tuple[RateLimit, ...] = ()

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """The names under which it counts, and for how many seconds."""
        return ((f"call:{self.call}", HOUR), *(((f"caller:{self.caller}", DAY),) if self.caller else ()))


class CodeAttempts:
    """Counts attempts before they are compared, under names that say nothing about a caller. Thread-safe.

    `clock` gives the seconds since 1970. A call and a caller are keyed hashes, of a caller another one each day, and ""
    is one whose number is withheld. `kind` is one of KINDS.

    A slip of a right number counts like any other, or strangers could tell from the limits that they are near. But it
    is noted, does not count when that number itself is tried, and is forgotten when that is right.
    """

    def __init__(self, redis_client: RedisClient, clock: Callable[[], float], kind: str = KINDS[0]):
        self._clock = clock
        self._shared = ExpiringCounters(redis_client, kind, clock)
        self._count_in(self._shared)

    def batch(self, call: str, caller: str, of: str) -> "Counting":
        """These limits for one attempt, whose counters are read and written together with something else."""
        names = [name for name, _ in Attempt(call, caller, of).counts]
        named = [*names, *(f"{name}:{of}" for name in names), f"all:{call}:{of}", f"pass:{call}"]
        named += [f"refused:{call}", self._refused_today]
        batch = CounterBatch(self._shared, [*named, *(limit.name for limit in OF_THE_HOTLINE)])
        batched = copy(self)
        batched._count_in(batch)
        return Counting(batched, batch)

    def _count_in(self, counters: ExpiringCounters | CounterBatch) -> None:
        self._counters = counters
        self._limits = RateLimits(counters, self._clock)

    def tried(self, call: str, caller: str, of: str = "") -> Attempt:
        """Count the number of somebody who takes part."""
        attempt = Attempt(call, caller, of)
        over, is_first = self._counted(attempt)
        if not over:
            is_calm, charged = self._limits.charged(OF_ALL)
            attempt = replace(attempt, compares="all" if is_calm or is_first else "later", charged=charged)
        return attempt if attempt.compares == "all" else self._at_a_door(attempt, over or "open")

    def tried_to_lead(self, call: str, caller: str, of: str = "") -> Attempt:
        """Count the number of somebody who leads; a `caller` is somebody at a browser."""
        attempt = Attempt(call, caller, of)
        over, _ = self._counted(attempt)
        if over and caller:
            return replace(attempt, compares=f"none {over}")
        is_free, charged = self._limits.charged(OF_LEADERS)
        if is_free or self._has_waited(call):
            return replace(attempt, compares="all", charged=charged)
        return self._taken_back(attempt)

    def waited(self, call: str) -> None:
        """Somebody has waited as he was asked to, and one number of his may be compared for that."""
        self._counters.add(f"pass:{call}", 1, lambda times: HOUR)

    def was_right(self, attempt: Attempt) -> None:
        """It has opened a room: it does not count, nor do the slips before it."""
        self._taken_back(attempt)
        self.forgive(attempt.call, attempt.caller, attempt.of)

    def forgive(self, call: str, caller: str, of: str) -> None:
        """What was near to the number of `of` does not count any more."""
        for name, seconds in Attempt(call, caller, of).counts:
            self._add(name, -self._counters.taken(f"{name}:{of}"), seconds)
        self._limits.paid_back(OF_ALL, self._counters.taken(f"all:{call}:{of}"))

    def was_wrong(self, attempt: Attempt, near: str) -> None:
        """It has opened none, and is a slip of the number of `near`. If of nobody's, "", just as much is done."""
        for name, seconds in attempt.counts if attempt.compares != "later" else ():
            self._add(f"{name}:{near}", 1, seconds)
        if OF_ALL in attempt.charged:
            self._add(f"all:{attempt.call}:{near}", 1, HOUR)
        if attempt.compares != "all" and self._add(f"refused:{attempt.call}", 1, HOUR) == 1:
            self._add(self._refused_today, 1, DAY)

    def refused_today(self) -> int:
        """How many calls were asked to wait or led to the office today (in Berlin), each counted once an hour."""
        return self._counters.count(self._refused_today)

    def lift(self) -> bool:
        """Every caller may try anew, and the hotline is not slow any more. False if Redis is away: then only this
        process has forgotten."""
        now = self._clock()
        return self._shared.reset(
            {limit.name: int(now // limit.every) for limit in OF_THE_HOTLINE}, but=self._refused_today
        )

    @property
    def _refused_today(self) -> str:
        return f"refused:{in_berlin(datetime.fromtimestamp(self._clock(), UTC)).date()}"

    def is_slow(self) -> bool:
        """Whether so many numbers have led nowhere that callers notice it."""
        return any(map(self._limits.is_used_up, (OF_ALL, AT_DOORS, OF_LEADERS)))

    def _counted(self, attempt: Attempt) -> tuple[str, bool]:
        """Which limit of its own an attempt is beyond, and whether it is the first of its caller today."""
        all_of_them = [self._add(name, 1, seconds) for name, seconds in attempt.counts]
        slips = [self._counters.count(f"{name}:{attempt.of}") if attempt.of else 0 for name, _ in attempt.counts]
        in_this_call, *today = (count - less for count, less in zip(all_of_them, slips, strict=True))
        if today and today[0] > OF_A_CALLER:
            return "today", False
        return "new call" if in_this_call > OF_A_CALL else "", bool(today) and all_of_them[1] <= WHILE_SLOW

    def _at_a_door(self, attempt: Attempt, compares: str) -> Attempt:
        """Compared with open doors at once, or after waiting; whoever shows a number never waits twice."""
        is_free, charged = self._limits.charged(AT_DOORS)
        if not is_free and self._has_waited(attempt.call):
            is_free, charged = (True, ()) if attempt.caller else self._limits.charged(HAVING_WAITED)
        attempt = replace(attempt, charged=attempt.charged + charged)
        return replace(attempt, compares=compares) if is_free else self._taken_back(attempt)

    def _has_waited(self, call: str) -> bool:
        return self._counters.taken(f"pass:{call}") > 0

    def _taken_back(self, attempt: Attempt) -> Attempt:
        for name, seconds in attempt.counts:
            self._add(name, -1, seconds)
        for limit in attempt.charged:
            self._limits.paid_back(limit)
        return attempt

    def _add(self, name: str, amount: int, seconds: int) -> int:
        return self._counters.add(name, amount, lambda count: seconds)


@dataclass(frozen=True)
class Counting:
    """Limits for one attempt, and the counters in which they count it."""

    attempts: CodeAttempts
    counters: CounterBatch
