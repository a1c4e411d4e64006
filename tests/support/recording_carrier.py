"""A carrier on which somebody speaks, and which may fail; and a mastering that may refuse."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from carrier.events import RecordingReport, RecordingState
from carrier.nobody import Nobody
from carrier.port import CarrierError
from keep.announcements.recording_fetch import RecordingFailed

CALL = "CA" + "0" * 32


def sid(number: int) -> str:
    """A RecordingSid."""
    return f"RE{number:032x}"


@dataclass
class Recording:
    """What lies at the carrier: it is there until it is deleted."""

    sid: str
    call: str = CALL
    state: RecordingState = "ready"
    wav: bytes | None = b"spoken"


@dataclass
class SpokenCarrier(Nobody):
    """A carrier that can do nothing but keep recordings. `asked` is all that was asked of it, in order."""

    here: dict[str, Recording] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    works: bool = True

    def speak(self, number: int = 1, **more: str | bytes | None) -> RecordingReport:
        """Somebody speaks; what the carrier tells of it."""
        spoken = self.here[sid(number)] = Recording(sid(number), **more)  # type: ignore[arg-type]
        return RecordingReport(spoken.call, spoken.sid, spoken.state)

    def recordings(self, call: str) -> Sequence[Recording]:  # type: ignore[override]
        self._ask("list")
        return [one for one in self.here.values() if one.call == call]

    def recording(self, sid: str) -> bytes | None:  # type: ignore[override]
        self._ask("fetch")
        return self.here[sid].wav if sid in self.here else None

    def delete_recording(self, sid: str) -> None:
        self._ask("delete")
        self.here.pop(sid, None)

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if not self.works:
            raise CarrierError("the carrier answers 500")


def mastered(wav: bytes) -> bytes:
    """Anything spoken gets the level of the voice; b"silent" is refused, b"broken" breaks the mastering."""
    if wav == b"silent":
        raise RecordingFailed("silent")
    if wav == b"broken":
        raise RuntimeError("no ffmpeg")
    return b"RIFF" + wav
