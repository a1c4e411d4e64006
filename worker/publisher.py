"""Publishes editions: watches the folder, checks, prerenders, and puts on air."""

import gc
import logging
import math
import time
import traceback
from collections.abc import Callable, Mapping
from datetime import date

from ivr.model.plan import Plan
from keep.content.editions import (
    HEARTBEAT,
    HEARTBEAT_COUNTS,
    NO_FENCE,
    PROBLEMS,
    Edition,
    check,
    corrected,
    is_published,
    publish,
    published,
)
from keep.content.source import Source, read_still
from reading.files import Files
from reading.problem import Problem
from storage.redis_client import RedisClient
from worker.speaking import Speak, Wanted

log = logging.getLogger(__name__)
HOUR = 3600
# A slow voice may take a quarter of an hour for a new plan; until it is done, callers hear the plan in a quick one.
PATIENCE = 60.0

# How often the folder is looked at while sentences are spoken, in seconds, and how much longer than a look takes.
LOOKS_EVERY, LOOKS_SELDOM = 1.0, 10


class Interrupted(Exception):
    """Raised between two sentences when there is something newer to say."""


class Publisher:
    """Keeps the newest good edition on air. `speak` says every sentence of an edition beforehand, and again
    when there are other `news` than files: what is announced or called off by telephone. `besides` are the problems of
    what belongs to no edition. Nothing goes on air unless Redis holds what the `fence` says. `seen` are the files as
    they were read last."""

    def __init__(
        self,
        redis_client: RedisClient,
        source: Source,
        today: Callable[[], date],
        speak: Speak,
        news: Callable[[], object] = lambda: None,
        besides: Callable[[Plan], tuple[Problem, ...]] = lambda plan: (),
        fence: Mapping[str, bytes | None] = NO_FENCE,
    ):
        self._redis = redis_client
        self._source = source
        self._today = today
        self._speak = speak
        self._news = news
        self._besides = besides
        self._fence = fence
        self._told: object = None
        self._complained: set[Problem] = set()
        self.seen: Files = {}
        self._on_air: Edition | None = None
        self._worked = self._looks_at = -math.inf
        self._is_interrupted = False

    def run(self) -> None:
        """Work for ever: at once, at every change of the folder, and every hour for the dates that move."""
        self._try_to_work(self._source.read())
        # Now and then it is looked at in any case: a Redis that came back empty is noticed too.
        looks = self._source.changes()
        while True:
            if not self._is_interrupted:
                next(looks)
            self.beat()
            files = read_still(self._source, self.seen)
            if files is not None and (files != self.seen or self._is_due()):
                self._try_to_work(files)

    def work(self, files: Files | None = None) -> Edition:
        """One round: `files`, or else what the folder holds, go on air as far as they are right. The rest is spoken
        until there is something newer."""
        self._worked, self._is_interrupted = time.monotonic(), False
        self._told = self._news()
        # After Redis has lost everything, what this worker put on air before still counts as on air.
        fresh = published(self._redis, self._today(), self._on_air)
        before = fresh or self._on_air
        self.seen = self._source.read() if files is None else files
        edition = self._right(before)
        if fresh != edition:
            # At the very first start callers hear the folder as it is, whatever is spoken.
            if before:
                self._speak(Wanted(edition, before, PATIENCE, self.beat))
            if publish(edition, self._redis, before, self._fence):
                log.info("Auf Sendung: Stand %s mit %d Gruppen", edition.name, len(edition.plan.groups))
        self._on_air = edition
        self._say_the_rest(edition)
        return edition

    def _right(self, before: Edition | None) -> Edition:
        wanted = check(self.seen, self._today())
        self._tell(wanted)
        return corrected(wanted, before)

    def _say_the_rest(self, edition: Edition) -> None:
        try:
            self._speak(Wanted(edition, None, math.inf, self._step))
        except Interrupted:
            self._is_interrupted = True

    def _step(self) -> None:
        """After each sentence of the rest."""
        self.beat()
        if time.monotonic() < self._looks_at:
            return
        began = time.monotonic()
        if self._source.read() != self.seen or self._news() != self._told:
            raise Interrupted
        self._looks_at = time.monotonic() + max(LOOKS_EVERY, LOOKS_SELDOM * (time.monotonic() - began))

    def _is_due(self) -> bool:
        has_moved = time.monotonic() - self._worked >= HOUR
        return self._is_interrupted or has_moved or self._news() != self._told or self._is_forgotten()

    def _try_to_work(self, files: Files) -> None:
        """A round that fails is tried again at the next look; what is on air stays there."""
        try:
            self.work(files)
        except Exception as error:
            log.error("%s in the worker\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
            self.seen, self._is_interrupted = {}, False
        _collect_garbage()

    def _is_forgotten(self) -> bool:
        return self._redis.is_up() and not is_published(self._redis)

    def beat(self) -> None:
        """A sign of life for /health."""
        self._redis.put(HEARTBEAT, b"1", HEARTBEAT_COUNTS)

    def _tell(self, wanted: Edition) -> None:
        problems = (*wanted.problems, *self._besides(wanted.plan))
        self._redis.put(PROBLEMS, str(len(problems)).encode())
        for problem in sorted(set(problems) - self._complained):
            # Only the place: the line itself may hold the number of a room.
            log.warning("A problem at %s:%d:%d; flask check explains it", problem.file, problem.line, problem.column)
        self._complained = set(problems)


def _collect_garbage() -> None:
    """Between two rounds, as with a thousand groups it takes half a second, for which a changed line would wait. What
    is there now is not looked at again before the next round is over."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
