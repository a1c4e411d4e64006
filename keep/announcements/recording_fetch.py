"""Fetches one recording from the carrier, masters and stores it, and only then deletes it there."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from carrier.events import RecordingState
from carrier.port import Carrier, CarrierError
from ivr.model.announcement import NotDone, RecordingOutcome
from keep.announcements.recording_log import RecordingLog
from keep.announcements.recording_note import Note
from keep.announcements.recording_sounds import RecordingSounds

log = logging.getLogger(__name__)

Mastered = Callable[[bytes], bytes]


class RecordingFailed(Exception):
    """A recording is of no use; `failure` says why, as in Take."""

    def __init__(self, failure: str):
        super().__init__(failure)
        self.failure = failure


class RecordingFetch:
    """`mastered` as for Recordings; `tell` is told of its errors. Every method raises OSError and CarrierError."""

    def __init__(
        self,
        carrier: Carrier,
        mastered: Mastered,
        book: RecordingLog,
        sounds: RecordingSounds,
        tell: Callable[[Exception], None],
    ):
        self._carrier = carrier
        self._mastered = mastered
        self._book = book
        self._sounds = sounds
        self._tell = tell

    def settle(self, note: Note, recording: str, state: RecordingState) -> bool:
        """Note what became of a recording of this call that the carrier has in this state; whether there is nothing
        more to do."""
        if self._book.outcome(recording) is None:
            take = self._take(note, recording, state)
            if take is None:
                return state != "ready" or self._book.outcome(recording) is not None
            if not self._book.settle(recording, note, take):
                self._sounds.forget(take)
            elif note.is_over:
                self._sounds.leave(recording, note.call)
            log.info("A recording: %s", take.failure or "kept")
        self._carrier.delete_recording(recording)
        return True

    def give_up(self, note: Note, recording: str, state: RecordingState) -> None:
        """The same for the last time: whatever keeps it from being fetched, it does not stay at the carrier. For an
        announcement it is too late, a message comes late all the same."""
        if note.lasts is not None:
            with suppress(CarrierError):
                self.settle(note, recording, state)
        self._book.settle(recording, note, RecordingOutcome(failure="absent"))
        self._carrier.delete_recording(recording)

    def settle_before(self, call: str, lasts: timedelta | None) -> None:
        """A call is about to speak what is kept otherwise than what it has spoken until now: that is settled first,
        because later nobody could tell which is which. Raises NotDone as well."""
        note = self._book.note(call)
        if note is None or (note.lasts is None) == (lasts is None):
            return
        for found in self._carrier.recordings(call):
            self.settle(note, found.sid, found.state)
            if self._book.outcome(found.sid) is None:
                raise NotDone("a recording before it is not here yet")

    def _take(self, note: Note, recording: str, state: RecordingState) -> RecordingOutcome | None:
        """What became of it, None if that is open."""
        if note.is_over and note.lasts is None:
            return RecordingOutcome(failure="discarded")
        if state == "nothing":
            return RecordingOutcome(failure="absent")
        wav = self._carrier.recording(recording) if state == "ready" else None
        return None if wav is None else self._kept(wav, note)

    def _kept(self, wav: bytes, note: Note) -> RecordingOutcome | None:
        try:
            mastered = self._mastered(wav)
        except RecordingFailed as failed:
            return RecordingOutcome(failure=failed.failure)
        except Exception as error:
            # It may be this machine's fault, and one recording must not keep the others from being looked after.
            self._tell(error)
            return None
        return RecordingOutcome(sound=self._sounds.keeper(note.lasts)(mastered))
