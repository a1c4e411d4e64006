"""Tells staff that the worker has stopped: whoever has stopped cannot tell it."""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from secrets import token_bytes

from keep.content.editions import HEARTBEAT
from keep.worker_tasks import MISSING_WITHOUT
from storage.redis_client import RedisClient
from storage.store import Store

log = logging.getLogger(__name__)

LOOKS_EVERY = 60.0
STANDS = timedelta(minutes=5)
# Is there while staff have been told that the worker has stopped.
FILE = "hintergrund-steht"
TITLE = "Nachricht von der Hotline"
STOPPED = "\n".join(
    ("- Die Arbeit im Hintergrund steht seit mehr als fünf Minuten. Anrufe gehen weiter.", *MISSING_WITHOUT.values())
)
RUNS_AGAIN = "- Die Arbeit im Hintergrund läuft wieder."


def worker_runs(redis_client: RedisClient, redis_is_embedded: bool) -> bool | None:
    """Whether the worker has been heard of within a minute; None where only a Redis of its own can tell and is away."""
    if redis_client.get(HEARTBEAT) is not None:
        return True
    # The embedded Redis is the worker's, which starts it again within seconds.
    return False if redis_is_embedded or redis_client.is_up() else None


class WorkerWatch:
    """A look every minute, by each process that answers calls; one of them tells, once."""

    def __init__(
        self,
        runs: Callable[[], bool | None],
        store: Store,
        send: Callable[[str, str], Sequence[tuple[str, bool]]],
        now: Callable[[], datetime],
    ):
        self._runs = runs
        self._store = store
        self._send = send
        self._now = now
        self._since: datetime | None = None

    def run(self, wait: Callable[[float], object] = time.sleep) -> None:
        """Look for ever."""
        while True:
            wait(LOOKS_EVERY)
            try:
                self.look()
            except Exception as error:  # its message may hold an address with its password
                log.warning("Nobody can be told how the worker is: %s", type(error).__name__)

    def look(self) -> None:
        """Tell what has changed. Raises OSError where the store fails."""
        runs = self._runs()
        if runs:
            self._since = None
            self._tell_that_it_runs_again()
        elif runs is False:
            self._since = self._since or self._now()
            if self._now() - self._since >= STANDS:
                self._tell_that_it_has_stopped()

    def _tell_that_it_has_stopped(self) -> None:
        # Of all processes one can create the file.
        if self._store.create(FILE, token_bytes(8)) and not self._is_sent(STOPPED):
            self._store.remove(FILE)
            self._since = self._now()

    def _tell_that_it_runs_again(self) -> None:
        if self._store.read(FILE) is None:
            return
        with self._store.alone(FILE):
            was_told = self._store.read(FILE) is not None
            self._store.remove(FILE)
        if was_told:
            self._is_sent(RUNS_AGAIN)

    def _is_sent(self, text: str) -> bool:
        return any(took for _, took in self._send(TITLE, text))
