"""The worker: sees a change, checks it, has everything spoken that is new, and only then puts it on air."""

import logging
import math
import time
from collections.abc import Callable
from pathlib import Path

from watchfiles import watch

from keep.editions import Edition, Files, check, corrected, publish, published
from keep.folder import read_folder
from keep.link import Link

log = logging.getLogger(__name__)
HEARTBEAT = "worker:alive"
HEARTBEAT_COUNTS = 60
PROBLEMS = "edition:problems"
HOUR = 3600
# A slow voice may take a quarter of an hour for a new plan; until it is done, callers hear the plan in a quick one.
PATIENCE = 60.0

Speak = Callable[[Edition, Callable[[], None], float], None]


class Worker:
    """Keeps the newest good edition on air. `speak` says every sentence of an edition beforehand."""

    def __init__(self, link: Link, folder: Path, speak: Speak):
        self._link = link
        self._folder = folder
        self._speak = speak
        self._seen: Files = {}

    def run(self) -> None:
        """Work for ever: at once, at every change of the folder, and every hour for the dates that move."""
        self.work()
        worked = time.monotonic()
        # Every five seconds the folder is looked at in any case: a change while the last one was being spoken, or on a
        # drive that tells of none, is found too.
        for _ in watch(self._folder, rust_timeout=5000, yield_on_timeout=True, debounce=400):
            self.beat()
            if read_folder(self._folder) != self._seen or time.monotonic() - worked >= HOUR:
                worked = time.monotonic()
                self.work()

    def work(self) -> Edition:
        """One round: what the folder holds goes on air, as far as it is right."""
        on_air = published(self._link)
        self._seen = read_folder(self._folder)
        wanted = check(self._seen)
        self._tell(wanted)
        edition = corrected(wanted, on_air)
        if on_air is None or on_air.name != edition.name:
            self._speak(edition, self.beat, PATIENCE)
            publish(edition, self._link)
            log.info("Auf Sendung: Stand %s mit %d Gruppen", edition.name, len(edition.plan.groups))
        self._speak(edition, self.beat, math.inf)
        return edition

    def beat(self) -> None:
        """A sign of life for /health."""
        self._link.put(HEARTBEAT, b"1", HEARTBEAT_COUNTS)

    def _tell(self, wanted: Edition) -> None:
        self._link.put(PROBLEMS, str(len(wanted.problems)).encode())
        for problem in wanted.problems:
            # Only the place: the line itself may hold the number of a room.
            log.warning("A problem at %s:%d:%d; flask check explains it", problem.file, problem.line, problem.column)
