"""Keeps copies of the calendars on the internet that groups name."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from keep.content.published_calendars import Copy, PublishedCalendars
from reading.calendar.addresses import addresses_named
from reading.calendar.file import read_calendar
from reading.files import Files
from reading.problem import Problem
from worker.calendar_fetch import CalendarNotFetched, Network, fetch_calendar

log = logging.getLogger(__name__)
LOOKS_EVERY = 5.0
# How long after a good copy, and after a failure, it is tried again.
EVERY, AGAIN = timedelta(minutes=15), timedelta(minutes=5)


class CalendarFetcher:
    """Fetches what is due; `files` are those of the content folder."""

    def __init__(
        self,
        files: Callable[[], Files],
        kept: PublishedCalendars,
        now: Callable[[], datetime],
        network: Callable[[], Network] = Network,
    ):
        self._files = files
        self._kept = kept
        self._now = now
        self._network = network

    def run(self) -> None:
        """Work for ever."""
        while True:
            try:
                self.look()
            except Exception as error:
                log.error("%s while calendars are fetched", type(error).__name__)
            time.sleep(LOOKS_EVERY)

    def look(self) -> None:
        """Fetches every calendar that is due. Raises OSError."""
        addresses = addresses_named(self._files())
        hosts = {_host(address) for address in addresses}
        for address in addresses:
            if self._is_due(self._kept.copy(address)):
                self._fetch(address, hosts - {""})
        self._kept.forget_all_but(addresses)

    def _fetch(self, address: str, hosts: set[str]) -> None:
        today = self._now().date()
        try:
            raw = fetch_calendar(address, hosts, self._network())
            found = read_calendar(address, raw, today)
            mistakes = (found,) if isinstance(found, Problem) else found.mistakes
            if mistakes:
                raise CalendarNotFetched(f"der Kalender dort hat einen Fehler: {mistakes[0].text.rstrip('.')}")
        except CalendarNotFetched as error:
            self._kept.fail(address, str(error))
            return
        self._kept.keep(address, raw, lambda one, other: read_calendar(address, one, today) == found)

    def _is_due(self, copy: Copy) -> bool:
        tried = datetime.fromisoformat(copy.tried) if copy.tried else None
        return tried is None or self._now() - tried >= (AGAIN if copy.why else EVERY)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
