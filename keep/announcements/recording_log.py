"""Log of recordings: which calls are watched, and the outcome of each recording; small files, for a day."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ivr.model.announcement import RecordingOutcome
from keep.announcements.announcement_file import SOUND, moment, moment_in
from reading.text.encodings import decode
from storage.store import Store

RECORDINGS, CALLS = "aufnahmen", "anrufe"
NOTING = f"{RECORDINGS}/neu"
# An id of the carrier's that can be the name of a file.
SAFE = re.compile("[A-Za-z0-9]{2,64}")
NOTE = re.compile(rf"({SAFE.pattern})\.txt")
SOUND_IS, FAILURE_IS, SPOKEN_IN, SINCE, IS_OVER = "Ton: ", "Kein Ton: ", "Anruf: ", "Zeit: ", "Aufgelegt"
KEPT = timedelta(days=1)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
# What stands where nobody can read what became of a recording.
UNKNOWN = RecordingOutcome(failure="absent")


@dataclass(frozen=True)
class Note:
    """A call in which somebody is asked to speak, and since when (UTC); or that it is over, and since when."""

    call: str
    since: datetime
    is_over: bool = False


@dataclass(frozen=True)
class Kept:
    """A recording of which the sound is kept, and the call in which it was spoken."""

    recording: str
    call: str
    sound: str


class RecordingLog:
    """In `store`; `now` is the time of day (aware). Every method raises OSError."""

    def __init__(self, store: Store, now: Callable[[], datetime]):
        self._store = store
        self._now = now

    def expect(self, call: str) -> None:
        """Note that somebody is about to be asked to speak in a call."""
        with self._store.alone(NOTING):
            self._store.write(_file(CALLS, call), f"{SINCE}{moment(self._now())}\n".encode())

    def over(self, call: str) -> None:
        """Note that a call is over, if it is looked after."""
        if self.note(call):
            with self._store.alone(NOTING):
                self._store.write(_file(CALLS, call), f"{SINCE}{moment(self._now())}\n{IS_OVER}\n".encode())

    def note(self, call: str) -> Note | None:
        """The note of a call, None if it is not looked after."""
        raw = self._store.read(_file(CALLS, call)) if SAFE.fullmatch(call) else None
        return None if raw is None else Note(call, _since(raw), IS_OVER in _lines(raw))

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
        return None if raw is None else _take_in(raw)

    def settle(self, recording: str, call: str, take: RecordingOutcome) -> bool:
        """Note what became of a recording in a call; what was noted first stays. Whether it is this."""
        return self._store.create(_file(RECORDINGS, recording), self._written(call, take))

    def discard(self, recording: str, call: str) -> None:
        """Note that it is not wanted any more, whatever has become of it."""
        self._store.write(_file(RECORDINGS, recording), self._written(call, RecordingOutcome(failure="discarded")))

    def kept(self) -> list[Kept]:
        """All recordings of which the sound is kept."""
        found = {sid: self._store.read(_file(RECORDINGS, sid)) or b"" for sid in self.recordings()}
        return [
            Kept(sid, _after(SPOKEN_IN, raw), sound) for sid, raw in found.items() if (sound := _take_in(raw).sound)
        ]

    def recordings(self) -> list[str]:
        """All recordings of which it is known what became of them."""
        return self._ids(RECORDINGS)

    def tidy(self) -> None:
        """Forget whatever was noted more than a day ago."""
        for name in (*self._store.names(RECORDINGS), *self._store.names(CALLS)):
            if self._now() - _since(self._store.read(name) or b"") > KEPT:
                self._store.remove(name)

    def _ids(self, folder: str) -> list[str]:
        names = (name.removeprefix(f"{folder}/") for name in self._store.names(folder))
        return [found[1] for name in names if (found := NOTE.fullmatch(name))]

    def _written(self, call: str, take: RecordingOutcome) -> bytes:
        what = f"{SOUND_IS}{take.sound}" if take.sound else f"{FAILURE_IS}{take.failure}"
        return f"{what}\n{SPOKEN_IN}{call}\n{SINCE}{moment(self._now())}\n".encode()


def _file(folder: str, name: str) -> str:
    return f"{folder}/{name}.txt"


def _take_in(raw: bytes) -> RecordingOutcome:
    sound, failure = _after(SOUND_IS, raw), _after(FAILURE_IS, raw)
    if SOUND.fullmatch(sound):
        return RecordingOutcome(sound=sound)
    return RecordingOutcome(failure=failure) if failure else UNKNOWN


def _since(raw: bytes) -> datetime:
    try:
        return moment_in(_after(SINCE, raw)).astimezone(UTC)
    except ValueError:  # as if it had been there for ever
        return LONG_AGO


def _after(heading: str, raw: bytes) -> str:
    return next((line.removeprefix(heading) for line in _lines(raw) if line.startswith(heading)), "")


def _lines(raw: bytes) -> list[str]:
    try:
        return [line.strip() for line in decode(raw).split("\n")]
    except ValueError:  # as if nothing stood there
        return []
