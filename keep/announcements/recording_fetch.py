"""Fetches one recording from the carrier, masters and stores it."""

from collections.abc import Callable

from carrier.events import RecordingState
from carrier.port import Carrier
from ivr.model.announcement import RecordingOutcome
from keep.announcements.announcements import Announcements

Mastered = Callable[[bytes], bytes]


class RecordingFailed(Exception):
    """A recording is of no use; `failure` says why, as in Take."""

    def __init__(self, failure: str):
        super().__init__(failure)
        self.failure = failure


class RecordingFetch:
    """`mastered` as for Recordings; `tell` is told of its errors."""

    def __init__(
        self, carrier: Carrier, mastered: Mastered, announcements: Announcements, tell: Callable[[Exception], None]
    ):
        self._carrier = carrier
        self._mastered = mastered
        self._announcements = announcements
        self._tell = tell

    def take(self, recording: str, state: RecordingState) -> RecordingOutcome | None:
        """What became of a recording that the carrier has in this state, None if that is open. Raises OSError and
        CarrierError."""
        if state == "nothing":
            return RecordingOutcome(failure="absent")
        wav = self._carrier.recording(recording) if state == "ready" else None
        if wav is None:
            return None
        try:
            mastered = self._mastered(wav)
        except RecordingFailed as failed:
            return RecordingOutcome(failure=failed.failure)
        except Exception as error:
            # It may be this machine's fault, and one recording must not keep the others from being looked after.
            self._tell(error)
            return None
        return RecordingOutcome(sound=self._announcements.keep_sound(mastered))
