"""The recordings that the carrier keeps until the hotline deletes them."""

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
        """Whether it can be fetched, in the words of whoever asks from outside."""
        return "ready" if self.status == "completed" else "pending"


class Recordings:
    """At most 50 of them; a new one displaces the oldest."""

    def __init__(self) -> None:
        self._kept: dict[str, Recording] = {}

    def add(self, new: Recording) -> None:
        self._kept[new.sid] = new
        if len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]

    def change(self, changed: Recording) -> None:
        """It goes on as this one, unless it was deleted meanwhile."""
        if changed.sid in self._kept:
            self._kept[changed.sid] = changed

    def of(self, call: str) -> tuple[Recording, ...]:
        """Those of one call, the oldest first."""
        return tuple(kept for kept in self._kept.values() if kept.call == call)

    def named(self, sid: str) -> Recording | None:
        return self._kept.get(sid)

    def delete(self, sid: str) -> None:
        """Forget it; one that is not there is no error."""
        self._kept.pop(sid, None)
