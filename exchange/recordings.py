"""The recordings stored by the carrier until the hotline deletes them."""

import threading
from dataclasses import dataclass
from typing import Literal

MOST_KEPT = 50


@dataclass(frozen=True)
class Recording:
    """What one caller spoke alone: RecordingSid, CallSid, Twilio's RecordingStatus, whole seconds, and the WAV file."""

    sid: str
    call: str
    status: str = "in-progress"
    seconds: int = 0
    sound: bytes = b""

    @property
    def state(self) -> Literal["ready", "pending"]:
        """Whether it can be fetched, in the words of `Control`."""
        return "ready" if self.status == "completed" else "pending"


class Recordings:
    """At most MOST_KEPT recordings; a new one displaces the oldest. Thread-safe."""

    def __init__(self) -> None:
        self._kept: dict[str, Recording] = {}
        self._lock = threading.Lock()

    def add(self, new: Recording) -> None:
        with self._lock:
            self._kept[new.sid] = new
            if len(self._kept) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]

    def change(self, changed: Recording) -> None:
        """Replaces a recording, unless it was deleted meanwhile."""
        with self._lock:
            if changed.sid in self._kept:
                self._kept[changed.sid] = changed

    def of(self, call: str) -> tuple[Recording, ...]:
        """The recordings of a call, the oldest first."""
        with self._lock:
            return tuple(kept for kept in self._kept.values() if kept.call == call)

    def named(self, sid: str) -> Recording | None:
        return self._kept.get(sid)

    def delete(self, sid: str) -> None:
        """Deletes a recording, if it exists."""
        with self._lock:
            self._kept.pop(sid, None)
