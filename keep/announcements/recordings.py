"""Life cycle of recordings: fetched from the carrier, mastered, stored, and only then deleted there."""

import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from carrier.events import RecordingReport, RecordingState
from carrier.port import Carrier, CarrierError
from ivr.model.announcement import NotDone, RecordingOutcome
from keep.announcements.announcements import Announcements
from keep.announcements.recording_fetch import Mastered, RecordingFetch
from keep.announcements.recording_log import SAFE, Note, RecordingLog
from keep.announcements.recording_polls import PollSchedule
from storage.store import Store

log = logging.getLogger(__name__)

# Nobody waits so long for a recording; whatever keeps it from being fetched, it does not stay at the carrier.
GIVEN_UP = timedelta(minutes=15)

Now = Callable[[], datetime]


class Recordings(Mapping[str, RecordingOutcome]):
    """What became of recordings, by the carrier's ids, for a day; reading never raises but KeyError.

    `mastered` makes the sound that callers hear of the WAV that the carrier has; it raises RecordingFailed where that
    cannot be, and anything else is tried again. Thread-safe, and the same for every process.
    """

    def __init__(self, store: Store, carrier: Carrier, mastered: Mastered, announcements: Announcements, now: Now):
        self._book = RecordingLog(store, now)
        self._carrier = carrier
        self._announcements = announcements
        self._fetching = RecordingFetch(carrier, mastered, announcements, self._tell)
        self._now = now
        self._lookout = PollSchedule()
        self._trouble = ""

    def __getitem__(self, recording: str) -> RecordingOutcome:
        try:
            take = self._book.outcome(recording)
        except OSError as error:
            self._tell(error)
            take = None
        if take is None:
            raise KeyError(recording)
        return take

    def __iter__(self) -> Iterator[str]:
        return iter(self._book.recordings())

    def __len__(self) -> int:
        return len(self._book.recordings())

    def expect(self, call: str) -> None:
        """Somebody is about to be asked to speak: the recordings of this call are looked after. Raises NotDone."""
        if not SAFE.fullmatch(call):
            raise NotDone("this is no call of the carrier")
        try:
            self._book.expect(call)
        except OSError as error:
            raise NotDone(f"the store fails ({type(error).__name__})") from error

    def discard(self, call: str, recording: str) -> None:
        """Whoever spoke has hung up while speaking: nothing of it is fetched, or kept if it was. Raises NotDone."""
        try:
            if SAFE.fullmatch(recording) and self._book.note(call):
                self._drop(recording, call)
        except OSError as error:
            raise NotDone(f"the store fails ({type(error).__name__})") from error

    def call_ended(self, call: str) -> None:
        """A call is over: what was spoken in it and not saved goes soon."""
        try:
            self._book.over(call)
        except OSError as error:
            self._tell(error)

    def report(self, report: RecordingReport) -> bool:
        """Take in how a recording stands; False if it should be told again. Twice or late changes nothing."""
        try:
            if note := self._book.note(report.call):
                return self._settle(note, report.recording, report.state)
        except (OSError, CarrierError) as error:
            self._tell(error)
            return False
        return True

    def sweep(self) -> None:
        """A look, every few seconds, at what was not reported; a store or a carrier that fails ends it."""
        try:
            if self._lookout.is_time_to_tidy(self._now()):
                self._book.tidy()
                self._announcements.sweep(self._now())
            for note in self._lookout.due(self._book.notes(), self._now()):
                self._look_after(note)
        except (OSError, CarrierError) as error:
            self._tell(error)
        else:
            self._trouble = ""

    def _look_after(self, note: Note) -> None:
        is_old = self._now() - note.since > GIVEN_UP
        self._lookout.looks(note, self._now())
        for one in self._book.kept() if note.is_over else ():
            if one.call == note.call:
                self._drop(one.recording, one.call)
        listed = self._carrier.recordings(note.call)
        if listed:
            self._lookout.found(note)
        elif is_old and note.is_over:
            self._book.forget(note)
        for found in listed:
            if is_old:
                self._book.settle(found.sid, note.call, RecordingOutcome(failure="absent"))
            self._settle(note, found.sid, found.state)

    def _drop(self, recording: str, call: str) -> None:
        """Nobody wants this recording any more; what is or was on air is kept all the same."""
        take = self._book.outcome(recording)
        self._book.discard(recording, call)
        self._forget(take)

    def _forget(self, take: RecordingOutcome | None) -> None:
        if take and take.sound and take.sound not in {one.sound for one in self._book.kept()}:
            self._announcements.forget_sound(take.sound)

    def _settle(self, note: Note, recording: str, state: RecordingState) -> bool:
        """Whether there is nothing more to do."""
        if self._book.outcome(recording) is None:
            take = RecordingOutcome(failure="discarded") if note.is_over else self._fetching.take(recording, state)
            if take is None:
                return state != "ready" or self._book.outcome(recording) is not None
            if not self._book.settle(recording, note.call, take):
                self._forget(take)
            log.info("A recording: %s", take.failure or "kept")
        self._carrier.delete_recording(recording)
        return True

    def _tell(self, error: Exception) -> None:
        # Only the kind of an error: its message may hold the names of files, and so of calls.
        kind = type(error).__name__
        if self._trouble != kind:
            log.warning("A recording has to wait: %s", kind)
        self._trouble = kind
