"""Statistics of calls: what calls do is gathered in this process, and counted a second later beside them."""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ivr.place import Place
from ivr.reply import Reply
from ivr.statistics import CallPosition, Counted, Counts, counts_at_end, counts_of_turn, position_after
from ivr.world import World
from keep.retry import until_written
from keep.statistics.call_positions import CallPositions, Stored
from keep.statistics.counts import CountStore
from keep.statistics.counts_pending import added
from storage.redis_client import RedisClient

log = logging.getLogger(__name__)

EVERY = 1.0


@dataclass(frozen=True)
class CountedTurn:
    """A call (as rooms know it) was at a `place` (None: it comes in) and gets this reply in this world."""

    call: str
    place: Place | None
    reply: Reply
    world: World


@dataclass(frozen=True)
class CountedEnd:
    """A call of so many seconds is over."""

    call: str
    seconds: int
    world: World


Happened = CountedTurn | CountedEnd
Positions = dict[str, CallPosition | None]


def in_a_second(work: Callable[[], None]) -> None:
    """Do it a second from now, beside everything else."""
    timer = threading.Timer(EVERY, work)
    timer.daemon = True
    timer.start()


class CallStatistics:
    """Counts what calls do, and keeps where each of them is. Thread-safe, and the same for every process.

    A call waits for nothing of it. A process that is killed loses what happened within its last second; one that ends
    counts it before (`flush`). What two processes know of the same call is counted in the order in which they tell it.
    """

    def __init__(
        self,
        redis_client: RedisClient,
        positions: CallPositions,
        counts: CountStore,
        later: Callable[[Callable[[], None]], None] = in_a_second,
    ):
        self._redis = redis_client
        self._positions = positions
        self._counts = counts
        self._later = later
        self._happened: list[Happened] = []
        self._lock = threading.Lock()
        self._flushing = threading.Lock()

    def add(self, happened: Happened) -> None:
        """Count this soon."""
        with self._lock:
            self._happened.append(happened)
            is_first = len(self._happened) == 1
        if is_first:
            self._later(self.flush)

    def flush(self) -> None:
        """Count what has happened until now."""
        with self._flushing:
            with self._lock:
                happened, self._happened = self._happened, []
            if happened:
                until_written(lambda: self._count(happened))

    def of(self, month: date) -> Counts:
        """What was counted in the month of a day, up to now. Raises OSError, and ValueError if the file is no text."""
        self.flush()
        return self._counts.of(month)

    def months(self) -> tuple[date, ...]:
        """The first day of each month of which there are counts, in order. Raises OSError."""
        self.flush()
        return self._counts.months()

    def _count(self, happened: Sequence[Happened]) -> bool | None:
        """Whether Redis has counted it; None if another process has told of one of these calls meanwhile."""
        calls = list(dict.fromkeys(one.call for one in happened))
        answers = self._redis.ask_all([self._positions.query(calls)])
        stored: dict[str, Stored] = answers[0] if answers else {}
        before = {call: self._positions.latest(call, stored.get(call)) for call in calls}
        after, counts = followed(happened, before)
        commands = (*self._positions.changed(before, after), *added(counts))
        others = self._redis.commit(self._positions.expected(stored), commands) if stored else None
        if others is None:
            self._positions.keep_here(after)
            self._counts.add(counts)
            return False
        if others:
            return None
        self._positions.forget_here(calls)
        return True


def followed(happened: Sequence[Happened], before: Mapping[str, CallPosition | None]) -> tuple[Positions, Counts]:
    """Where calls are after all that has happened (None: they are over), and what is counted of it."""
    positions, counts = dict(before), Counter[Counted]()
    for one in happened:
        last = positions[one.call]
        if isinstance(one, CountedTurn):
            positions[one.call] = after = position_after(one.reply, last, one.world.now)
            counts.update(counts_of_turn(one.place, one.reply, last, after, one.world))
        elif last:
            # The carrier may tell twice that a call is over.
            counts.update(counts_at_end(last, one.seconds, one.world))
            positions[one.call] = None
    return positions, counts
