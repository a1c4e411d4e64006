"""Sends alerts to staff, and remembers which were sent."""

import logging
import time
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from storage.store import Store
from worker.alert_checks import Found, Sight, matters
from worker.alerts import Memory, at_first, due, letter, lines, packed, seen, told, unpacked

log = logging.getLogger(__name__)

LOOKS_EVERY = 20.0
FILE = "nachrichten.json"
TRIES_AGAIN_AFTER = timedelta(minutes=5)

# Sends a title and a text; by which services, and whether each has taken it.
Send = Callable[[str, str], Sequence[tuple[str, bool]]]


class Messenger:
    """A look every few seconds, by one thread. What one of the services has taken counts as told.

    `store` is where it remembers: a plain file, because Redis is among what it watches.
    """

    def __init__(self, store: Store, look: Callable[[], Sight], send: Send):
        self._store = store
        self._look = look
        self._send = send
        self._memory: Memory | None = None
        self._kept: bytes | None = None
        self._tries_at: datetime | None = None
        self._troubles: dict[str, object] = {}

    def run(self, wait: Callable[[float], object] = time.sleep) -> None:
        """Work for ever."""
        while True:
            try:
                self.work()
                self._complain("work", None)
            except Exception as error:
                # Only the kind and the place of an error: its message may hold an address with its password.
                place = "".join(traceback.format_tb(error.__traceback__))
                self._complain("work", place, "%s in the messenger\n%s", type(error).__name__, place)
            wait(LOOKS_EVERY)

    def work(self) -> None:
        """One look; raises OSError where the store fails."""
        sight = self._look()
        now, found = sight.now.astimezone(UTC), matters(sight)
        if self._memory is None:
            self._memory = self._remembered(found, now)
        self._memory = seen(self._memory, found, now)
        self._tell(f"Nachricht von: {sight.office}", now)
        self._keep(packed(self._memory))

    def _tell(self, title: str, now: datetime) -> None:
        memory = self._memory or {}
        keys = due(memory, now)
        said = lines(memory, keys, now)
        if said and self._tries_at and now < self._tries_at:
            return
        if not said or self._is_sent(title, letter(said)):
            self._memory, self._tries_at = told(memory, keys, now), None
        else:
            self._tries_at = now + TRIES_AGAIN_AFTER

    def _is_sent(self, title: str, text: str) -> bool:
        results = self._send(title, text)
        failed = ", ".join(name for name, took in results if not took)
        self._complain("send", failed, "A message to staff was not taken by: %s", failed)
        return any(took for _, took in results)

    def _remembered(self, found: Found, now: datetime) -> Memory:
        raw = self._store.read(FILE)
        if raw is None:
            return at_first(found, now)
        try:
            return unpacked(raw)
        except ValueError:
            log.warning("%s is damaged, so what was told is not known any more", FILE)
            return at_first(found, now)

    def _keep(self, raw: bytes) -> None:
        """Only what has changed is written. Raises OSError: then it is written at the next look."""
        if raw != self._kept:
            self._store.write(FILE, raw)
            self._kept = raw

    def _complain(self, about: str, trouble: object, text: str = "", *gaps: object) -> None:
        """Once, until there is another trouble about it, or none."""
        if trouble and trouble != self._troubles.get(about):
            log.warning(text, *gaps)
        self._troubles[about] = trouble
