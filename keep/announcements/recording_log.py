"""Log of recordings: which calls are watched, and the outcome of each recording; small files, for a day."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from ivr.model.announcement import NotDone, RecordingOutcome
from keep.announcements.announcement_file import moment
from keep.announcements.recording_note import (
    FAILURE_IS,
    IS_OVER,
    SINCE,
    SOUND_IS,
    SPOKEN_IN,
    Kept,
    Note,
    after,
    lasts_in,
    lines,
    message_line,
    outcome_in,
    since_in,
)
from storage.store import Store

RECORDINGS, CALLS = "aufnahmen", "anrufe"
NOTING = f"{RECORDINGS}/neu"
# An id of the carrier's that can be the name of a file.
SAFE = re.compile("[A-Za-z0-9]{2,64}")
NOTE = re.compile(rf"({SAFE.pattern})\.txt")
KEPT = timedelta(days=1)


class RecordingLog:
    """In `store`; `now` is the time of day (aware). Every method raises OSError."""

    def __init__(self, store: Store, now: Callable[[], datetime]):
        self._store = store
        self._now = now

    def expect(self, call: str, lasts: timedelta | None = None) -> None:
        """Note that somebody is about to be asked to speak in a call."""
        with self._store.alone(NOTING):
            self._store.write(_file(CALLS, call), f"{self._time()}{message_line(lasts)}".encode())

    def over(self, call: str) -> None:
        """Note that a call is over, if it is looked after."""
        if note := self.note(call):
            with self._store.alone(NOTING):
                self._store.write(_file(CALLS, call), f"{self._time()}{message_line(note.lasts)}{IS_OVER}\n".encode())

    def note(self, call: str) -> Note | None:
        """The note of a call, None if it is not looked after."""
        raw = self._store.read(_file(CALLS, call)) if SAFE.fullmatch(call) else None
        return None if raw is None else Note(call, since_in(raw), IS_OVER in lines(raw), lasts_in(raw))

    def notes(self) -> list[Note]:
        """All calls that are looked after."""
        return [note for call in self._ids(CALLS) if (note := self.note(call))]

    def forget(self, note: Note) -> None:
        """Look after a call no longer, unless somebody has been asked to speak in it again meanwhile."""
        with self._store.alone(NOTING):
            if self.note(note.call) == note:
                self._store.remove(_file(CALLS, note.call))

    def outcome(self, recording: str) -> RecordingOutcome | None:
        """What became of a recording, None if that is open."""
        raw = self._store.read(_file(RECORDINGS, recording)) if SAFE.fullmatch(recording) else None
        return None if raw is None else outcome_in(raw)

    def settle(self, recording: str, note: Note, take: RecordingOutcome) -> bool:
        """Note what became of a recording in a call; what was noted first stays. Whether it is this."""
        return self._store.create(_file(RECORDINGS, recording), self._written(note.call, take, note.lasts))

    def discard(self, recording: str, call: str) -> None:
        """Note that it is not wanted any more, whatever has become of it."""
        self._store.write(_file(RECORDINGS, recording), self._written(call, RecordingOutcome(failure="discarded")))

    def kept(self) -> list[Kept]:
        """All recordings of which the sound is kept."""
        found = {sid: self._store.read(_file(RECORDINGS, sid)) or b"" for sid in self.recordings()}
        return [
            Kept(sid, after(SPOKEN_IN, raw), sound, lasts_in(raw))
            for sid, raw in found.items()
            if (sound := outcome_in(raw).sound)
        ]

    def recordings(self) -> list[str]:
        """All recordings of which it is known what became of them."""
        return self._ids(RECORDINGS)

    def tidy(self) -> None:
        """Forget whatever was noted more than a day ago."""
        for name in (*self._store.names(RECORDINGS), *self._store.names(CALLS)):
            if self._now() - since_in(self._store.read(name) or b"") > KEPT:
                self._store.remove(name)

    def _ids(self, folder: str) -> list[str]:
        names = (name.removeprefix(f"{folder}/") for name in self._store.names(folder))
        return [found[1] for name in names if (found := NOTE.fullmatch(name))]

    def _written(self, call: str, take: RecordingOutcome, lasts: timedelta | None = None) -> bytes:
        what = f"{SOUND_IS}{take.sound}" if take.sound else f"{FAILURE_IS}{take.failure}"
        return f"{what}\n{SPOKEN_IN}{call}\n{message_line(lasts)}{self._time()}".encode()

    def _time(self) -> str:
        return f"{SINCE}{moment(self._now())}\n"


@contextmanager
def or_not_done() -> Iterator[None]:
    """Where the store fails inside, a NotDone."""
    try:
        yield
    except OSError as error:
        raise NotDone(f"the store fails ({type(error).__name__})") from error


def _file(folder: str, name: str) -> str:
    return f"{folder}/{name}.txt"
