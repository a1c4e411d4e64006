"""A look into a store that may hang: in a thread of its own, so that no call waits for it."""

from collections.abc import Callable
from threading import Event, Lock, Thread

from storage.redis_client import PATIENCE


class BackgroundRefresh:
    """Runs `look`, which must not raise, never more than once at a time. Thread-safe."""

    def __init__(self, look: Callable[[], None]):
        self._look = look
        self._lock = Lock()
        self._idle = Event()
        self._idle.set()

    def run(self) -> None:
        """Look, and return when that is done, or after PATIENCE seconds; then it goes on by itself, and while it does
        this returns at once."""
        with self._lock:
            if not self._idle.is_set():
                return
            self._idle.clear()
        Thread(target=self._run, daemon=True).start()
        self._idle.wait(PATIENCE)

    @property
    def hangs(self) -> bool:
        """Whether the last look has not come to an end: to be asked after `run`."""
        return not self._idle.is_set()

    def _run(self) -> None:
        try:
            self._look()
        finally:
            self._idle.set()
