"""What is noted of recordings: whose calls are looked after, and what became of each; as small files, for a day."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ivr.announcement import RECORDING, Take
from keep.store import Store
from keep.written import SOUND, moment, moment_in
from reading.encodings import decode

FOLDER = "aufnahmen"
NOTING = f"{FOLDER}/neu"
CALL = re.compile(r"CA[0-9a-f]{32}")
SOUND_IS, FAILURE_IS, SINCE = "Ton: ", "Kein Ton: ", "Zeit: "
KEPT = timedelta(days=1)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
# What stands where nobody can read what became of a recording.
UNKNOWN = Take(failure="absent")


@dataclass(frozen=True)
class Note:
    """A call in which somebody is asked to speak, and since when (UTC)."""

    call: str
    since: datetime


class Notebook:
    """In `store`; `now` is the time of day (aware). Every method raises OSError."""

    def __init__(self, store: Store, now: Callable[[], datetime]):
        self._store = store
        self._now = now

    def expect(self, call: str) -> None:
        """Note that somebody is about to be asked to speak in a call."""
        with self._store.alone(NOTING):
            self._store.write(_file(call), f"{SINCE}{moment(self._now())}\n".encode())

    def expects(self, call: str) -> bool:
        """Whether a call is looked after."""
        return bool(CALL.fullmatch(call)) and self._store.read(_file(call)) is not None

    def notes(self) -> list[Note]:
        """All calls that are looked after."""
        return [Note(call, self._since(_file(call))) for call in self._sids(CALL)]

    def forget(self, note: Note) -> None:
        """Look after a call no longer, unless somebody has been asked to speak in it again meanwhile."""
        with self._store.alone(NOTING):
            if self._since(_file(note.call)) == note.since:
                self._store.remove(_file(note.call))

    def outcome(self, recording: str) -> Take | None:
        """What became of a recording, None if that is open."""
        raw = self._store.read(_file(recording)) if RECORDING.fullmatch(recording) else None
        return None if raw is None else _take_in(raw)

    def settle(self, recording: str, take: Take) -> None:
        """Note what became of a recording; what was noted first stays."""
        what = f"{SOUND_IS}{take.sound}" if take.sound else f"{FAILURE_IS}{take.failure}"
        self._store.create(_file(recording), f"{what}\n{SINCE}{moment(self._now())}\n".encode())

    def recordings(self) -> list[str]:
        """All recordings of which it is known what became of them."""
        return self._sids(RECORDING)

    def tidy(self) -> None:
        """Forget whatever was noted more than a day ago."""
        for name in self._store.names(FOLDER):
            if self._now() - self._since(name) > KEPT:
                self._store.remove(name)

    def _sids(self, shape: re.Pattern[str]) -> list[str]:
        names = (name.rpartition("/")[2].removesuffix(".txt") for name in self._store.names(FOLDER))
        return [name for name in names if shape.fullmatch(name)]

    def _since(self, name: str) -> datetime:
        for line in _lines(self._store.read(name) or b""):
            if line.startswith(SINCE):
                return _moment(line.removeprefix(SINCE))
        return LONG_AGO


def _file(sid: str) -> str:
    return f"{FOLDER}/{sid}.txt"


def _take_in(raw: bytes) -> Take:
    for line in _lines(raw):
        if line.startswith(SOUND_IS) and SOUND.fullmatch(line.removeprefix(SOUND_IS)):
            return Take(sound=line.removeprefix(SOUND_IS))
        if line.startswith(FAILURE_IS):
            return Take(failure=line.removeprefix(FAILURE_IS))
    return UNKNOWN


def _lines(raw: bytes) -> list[str]:
    try:
        return [line.strip() for line in decode(raw).split("\n")]
    except ValueError:  # as if nothing stood there
        return []


def _moment(text: str) -> datetime:
    try:
        return moment_in(text).astimezone(UTC)
    except ValueError:  # as if it had been there for ever
        return LONG_AGO
