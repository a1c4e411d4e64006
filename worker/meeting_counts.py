"""Counts the meetings of each day that is over: how many were planned, and how many of them were called off."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from ivr.model.meeting import meetings
from ivr.statistics import OFF, PLANNED, Counted, Counts
from ivr.world import World
from storage.store import Store

log = logging.getLogger(__name__)

# Holds the last day that was counted.
FILE = "gezaehlt-bis.txt"
LOOKS_EVERY = 60.0
ONE_DAY = timedelta(days=1)
# What was cancelled on days further back is known no more.
MOST_DAYS = 7


class MeetingCounts:
    """A look every minute, by one thread. A day that is written down is never counted again: after a kill at the wrong
    moment it is missing, rather than counted twice."""

    def __init__(
        self, store: Store, add: Callable[[Counts], None], world: Callable[[], World], now: Callable[[], datetime]
    ):
        self._store = store
        self._add = add
        self._world = world
        self._now = now
        self._counted: date | None = None

    def run(self, wait: Callable[[float], object] = time.sleep) -> None:
        """Look for ever."""
        while True:
            try:
                self.look()
            except Exception as error:  # the next look tries again
                log.warning("The meetings of yesterday cannot be counted: %s", type(error).__name__)
            wait(LOOKS_EVERY)

    def look(self) -> None:
        """Count the days since the last look. Raises OSError where the store fails."""
        yesterday = self._now().date() - ONE_DAY
        if self._counted == yesterday:
            return
        with self._store.alone(FILE):
            days = tuple(_days(_day(self._store.read(FILE)), yesterday))
            if days:
                self._store.write(FILE, yesterday.isoformat().encode())
        if days:
            self._add(counts_of_meetings(self._world(), days))
        self._counted = yesterday


def counts_of_meetings(world: World, days: tuple[date, ...]) -> Counts:
    """The meetings of these days by group; one that was moved counts where it took place."""
    counts = Counter[Counted]()
    for group in world.plan.groups:
        for meeting in meetings(group, days[0], days[-1]):
            if meeting.moved_to is None:
                day = meeting.start.date()
                counts[Counted(day, PLANNED, group.name)] += 1
                counts[Counted(day, OFF, group.name)] += meeting.cancelled
    return +counts


def _days(last: date | None, yesterday: date) -> Iterator[date]:
    """The days after the last one that was counted; None: yesterday alone."""
    first = yesterday if last is None else max(last + ONE_DAY, yesterday - ONE_DAY * (MOST_DAYS - 1))
    return (first + ONE_DAY * number for number in range((yesterday - first).days + 1))


def _day(raw: bytes | None) -> date | None:
    """None where none was written, or nothing that can be read."""
    try:
        return date.fromisoformat((raw or b"").decode())
    except ValueError:
        return None
