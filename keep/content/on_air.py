"""The edition that a process answers calls with."""

import threading
import time
from collections.abc import Callable
from datetime import date

from ivr.model.plan import Plan
from keep.content.editions import CURRENT, SINCE, Edition, check, corrected, current_name, published
from keep.content.source import Source
from reading.files import Files
from storage.redis_client import Query, RedisClient

LOOKS_EVERY = 1.0

Clock = Callable[[], float]


class OnAir:
    """The edition a process answers calls with. It looks for a newer one at most once a second. Thread-safe enough:
    two threads may look at the same moment and find the same.

    `prepare` reckons what calls ask of a new plan; they are answered with the one before while that is done.
    """

    def __init__(
        self,
        redis_client: RedisClient,
        source: Source,
        today: Callable[[], date],
        clock: Clock = time.monotonic,
        prepare: Callable[[Plan], object] = lambda plan: None,
    ):
        self._redis = redis_client
        self._source = source
        self._today = today
        self._clock = clock
        self._looked = float("-inf")
        self._edition: Edition | None = None
        self._since = 0.0
        self._seen: Files = {}
        self._wanted: Files = {}
        self._prepare = prepare
        self._loading = threading.Lock()

    def edition(self) -> Edition:
        """The edition on air now: the published one, or without Redis what the folder holds."""
        if self._edition is None or self.is_due:
            self._looked = self._clock()
            self._take(self._newest())
        return self.known()

    def known(self) -> Edition:
        """The edition that this process knows, without asking Redis whether there is a newer one."""
        return self._edition or self.edition()

    @property
    def is_due(self) -> bool:
        """Whether it is time to look for a newer one."""
        return self._clock() >= self._looked + LOOKS_EVERY

    @property
    def query(self) -> Query[bytes | None]:
        """Reads the name of the edition on air, where it is time to look."""
        return Query((("GET", CURRENT),) if self.is_due else (), lambda answers: answers[0] if answers else None)

    def follow(self, current: bytes | None) -> None:
        """Go after the edition on air, by the name that was read (None: it was not, or there is none): where it is
        another than the known one, read it beside the calls."""
        known = self.known()
        if not self.is_due:
            return
        self._looked = self._clock()
        is_known = current == known.name.encode() and known.day == self._today()
        if not is_known and self._loading.acquire(blocking=False):
            threading.Thread(target=self._load, name="edition", daemon=True).start()

    def since(self) -> float:
        """Since when it is on air, in seconds since 1970; without Redis, since when this process knows it."""
        self.edition()
        try:
            return float(self._redis.get(SINCE) or self._since)
        except ValueError:  # somebody else's
            return self._since

    def _load(self) -> None:
        try:
            edition = self._newest()
            self._prepare(edition.plan)
            self._take(edition)
        finally:
            self._loading.release()

    def _take(self, edition: Edition) -> None:
        before, self._edition = self._edition, edition
        if before is None or before.name != edition.name:
            self._since = time.time()

    def _newest(self) -> Edition:
        name = current_name(self._redis)
        today = self._today()
        if name and self._edition and (name, today) == (self._edition.name, self._edition.day):
            return self._edition
        return (published(self._redis, today) if name else None) or self._from_folder(today)

    def _from_folder(self, today: date) -> Edition:
        files, before = self._source.read(), self._seen
        self._seen = files
        # What has just changed may be half written: it counts if the next look finds the same.
        wanted = files if files == before or not self._edition else self._wanted
        if self._edition and self._edition.day == today and (wanted == self._wanted or not wanted):
            return self._edition
        self._wanted = wanted
        return corrected(check(wanted, today), self._edition)
