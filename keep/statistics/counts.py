"""Counts in transit: in Redis, in this process while Redis is away, and within a minute in one file a month."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from secrets import token_hex

from ivr.statistics import Counted, Counts, months, of_month
from keep.statistics.counts_file import FOLDER, month_in, name_of, read_sheet, with_batch, written_sheet
from keep.statistics.counts_pending import Batch, added, forget, pending, taken
from storage.redis_client import Query, RedisClient
from storage.store import Store

log = logging.getLogger(__name__)

EVERY = 60.0
REDIS = "redis"
NOTHING_PENDING: tuple[Batch, ...] = ()


def in_a_minute(work: Callable[[], None]) -> None:
    """Do it a minute from now, beside everything else."""
    timer = threading.Timer(EVERY, work)
    timer.daemon = True
    timer.start()


class CountStore:
    """Counts things by day. Counting waits for nothing but one question to Redis. Thread-safe, and the same for every
    process.

    A batch that is booked twice counts once, so a process may be killed at any moment: it loses what it has counted
    within the last minute while Redis is away, else nothing. If Redis counts and only its answer is lost, the counts
    of one turn count twice.
    """

    def __init__(
        self, redis_client: RedisClient, store: Store, later: Callable[[Callable[[], None]], None] = in_a_minute
    ):
        self._redis = redis_client
        self._store = store
        self._later = later
        self._source = token_hex(8)
        # What only this process knows: counts, and a batch of them that may be in the store already.
        self._here: Counter[Counted] = Counter()
        self._batch: Batch | None = None
        self._lock = threading.Lock()
        self._settling = threading.Lock()
        self._is_due = False
        self._trouble = ""

    def add(self, counts: Counts) -> None:
        """Count all this."""
        with self._lock:
            self._here.update(counts)
        if not self._hand_over():
            self._settle_later()

    def settle(self) -> None:
        """Bring into the store what was counted; a store that fails is tried again."""
        self._is_due = False
        try:
            with self._settling:
                self._settle()
        except (OSError, ValueError) as error:
            if self._trouble != type(error).__name__:
                log.warning("What was counted has to wait: %s", type(error).__name__)
            self._trouble = type(error).__name__
            self._settle_later()
        else:
            self._trouble = ""

    def run(self, wait: Callable[[float], object] = time.sleep) -> None:
        """Settle for ever, every minute."""
        while True:
            self.settle()
            wait(EVERY)

    def of(self, month: date) -> Counts:
        """What was counted in the month of a day, up to now. Raises OSError, and ValueError if the file is no text."""
        # In this order, so that what is brought into the store meanwhile is known from its batch.
        waiting = self._waiting()
        sheet = read_sheet(self._store.read(name_of(month)))
        booked = set(sheet.booked.values())
        total = Counter(sheet.counts)
        for batch in waiting:
            if batch.id not in booked:
                total.update(of_month(batch.counts, month))
        return total

    def months(self) -> tuple[date, ...]:
        """The first day of each month of which there are counts, in order. Raises OSError."""
        waiting = {month for batch in self._waiting() for month in months(batch.counts)}
        kept = {month for name in self._store.names(FOLDER) if (month := month_in(name))}
        return tuple(sorted(waiting | kept))

    def _settle(self) -> None:
        if not self._hand_over() or self._batch:
            self._book_here()
        with self._store.alone(FOLDER):
            if batch := self._redis.ask(taken, None):
                self._book(REDIS, batch)
                self._redis.ask(partial(forget, batch=batch.id), None)

    def _hand_over(self) -> bool:
        """Whether Redis has all that this process has counted, but for a batch on its way into the store."""
        with self._lock:
            counts, self._here = self._here, Counter()
        if not counts or self._redis.ask_all([Query(added(counts), _all_done)]) == [True]:
            return True
        with self._lock:
            self._here.update(counts)
        return False

    def _book_here(self) -> None:
        with self._lock:
            # One that has failed may have arrived nevertheless; so it is tried again as it was.
            if self._batch is None:
                self._batch, self._here = Batch(token_hex(8), self._here), Counter()
            batch = self._batch
        with self._store.alone(FOLDER):
            self._book(self._source, batch)
        with self._lock:
            self._batch = None

    def _book(self, source: str, batch: Batch) -> None:
        for month in months(batch.counts):
            sheet = read_sheet(self._store.read(name_of(month)))
            after = with_batch(sheet, source, batch.id, of_month(batch.counts, month))
            if after is not sheet:
                self._store.write(name_of(month), written_sheet(after))

    def _waiting(self) -> Iterable[Batch]:
        with self._lock:
            here = (Batch("", Counter(self._here)), self._batch)
        return (*filter(None, here), *self._redis.ask(pending, NOTHING_PENDING))

    def _settle_later(self) -> None:
        with self._lock:
            is_due, self._is_due = self._is_due, True
        if not is_due:
            self._later(self.settle)


def _all_done(answers: Sequence[object]) -> bool:
    """Whether Redis took every command; a key that somebody else uses refuses them."""
    return not any(isinstance(answer, Exception) for answer in answers)
