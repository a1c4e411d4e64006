"""Life cycle of recordings: fetched from the carrier, mastered, stored, and only then deleted there."""

import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from carrier.events import RecordingReport
from carrier.port import Carrier, CarrierError
from ivr.model.announcement import NotDone, RecordingOutcome
from keep.announcements.announcements import Announcements
from keep.announcements.messages import Messages
from keep.announcements.recording_fetch import Mastered, RecordingFetch
from keep.announcements.recording_log import SAFE, RecordingLog, or_not_done
from keep.announcements.recording_note import Note
from keep.announcements.recording_polls import PollSchedule
from keep.announcements.recording_sounds import RecordingSounds
from storage.store import Store

log = logging.getLogger(__name__)

# Nobody waits so long for a recording; whatever keeps it from being fetched, it does not stay at the carrier.
GIVEN_UP = timedelta(minutes=15)
# A message may come late: nobody speaks it again.
MESSAGE_GIVEN_UP = timedelta(hours=6)

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
        self._sounds = RecordingSounds(self._book, announcements, Messages(store, now))
        self._fetching = RecordingFetch(carrier, mastered, self._book, self._sounds, self._tell)
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

    def expect(self, call: str, lasts: timedelta | None = None) -> None:
        """Somebody is about to be asked to speak: the recordings of this call are looked after. `lasts`: it is a
        message for the office, which is kept so long. Raises NotDone and CarrierError."""
        if not SAFE.fullmatch(call):
            raise NotDone("this is no call of the carrier")
        with or_not_done():
            self._fetching.settle_before(call, lasts)
            self._book.expect(call, lasts)

    def discard(self, call: str, recording: str) -> None:
        """Whoever spoke has hung up while speaking: of an announcement nothing is fetched, or kept if it was; a message
        is left. Raises NotDone."""
        with or_not_done():
            note = self._book.note(call)
            if note and note.lasts is not None:
                self._book.over(call)
            elif note and SAFE.fullmatch(recording):
                self._sounds.drop(recording, call)

    def leave(self, call: str, recording: str) -> None:
        """The office gets this message. Raises NotDone."""
        with or_not_done():
            self._sounds.leave(recording, call)

    def drop(self, call: str, recording: str) -> None:
        """Nobody gets this message. Raises NotDone."""
        with or_not_done():
            self._sounds.drop(recording, call)

    def call_ended(self, call: str) -> None:
        """A call is over: a message that was spoken in it is left, and an announcement that was not saved goes soon."""
        try:
            self._book.over(call)
            if (note := self._book.note(call)) and note.lasts is not None:
                self._sounds.call_ended(call)
        except OSError as error:
            self._tell(error)

    def report(self, report: RecordingReport) -> bool:
        """Take in how a recording stands; False if it should be told again. Twice or late changes nothing."""
        try:
            if note := self._book.note(report.call):
                return self._fetching.settle(note, report.recording, report.state)
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
                self._sounds.sweep()
            for note in self._lookout.due(self._book.notes(), self._now()):
                self._look_after(note)
        except (OSError, CarrierError) as error:
            self._tell(error)
        else:
            self._trouble = ""

    def _look_after(self, note: Note) -> None:
        age = self._now() - note.since
        self._lookout.looks(note, self._now())
        # That a call is over may never be told.
        if note.is_over or (note.lasts is not None and age > GIVEN_UP):
            self._sounds.call_ended(note.call)
        listed = self._carrier.recordings(note.call)
        if listed:
            self._lookout.found(note)
        elif age > GIVEN_UP and note.is_over:
            self._book.forget(note)
        for found in listed:
            if age > (GIVEN_UP if note.lasts is None else MESSAGE_GIVEN_UP):
                self._fetching.give_up(note, found.sid, found.state)
            else:
                self._fetching.settle(note, found.sid, found.state)

    def _tell(self, error: Exception) -> None:
        # Only the kind of an error: its message may hold the names of files, and so of calls.
        kind = type(error).__name__
        if self._trouble != kind:
            log.warning("A recording has to wait: %s", kind)
        self._trouble = kind
