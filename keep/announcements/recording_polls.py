"""Polling schedule: when the carrier is asked again for the recordings of a call."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from keep.announcements.recording_note import Note

# So long the callback may take.
FIRST = timedelta(seconds=5)
# A message waits for a carrier that has been away.
LONGEST_REST = timedelta(minutes=10)
AT_ONCE = 20
TIDIES_EVERY = timedelta(hours=1)


class PollSchedule:
    """Remembers when each call was asked about. One of which no recording is there is asked about after 5, 10, 20, ...
    seconds; one of which there are some, at every look."""

    def __init__(self) -> None:
        self._looked: dict[Note, datetime] = {}
        self._empty: set[Note] = set()
        self._tidied: datetime | None = None

    def due(self, notes: Iterable[Note], now: datetime) -> list[Note]:
        """Those to ask about now: at most so many as AT_ONCE, those first who were not asked about for longest."""
        here = list(notes)
        self._looked = {note: self._looked[note] for note in here if note in self._looked}
        self._empty &= set(here)
        waiting = [note for note in here if now >= note.since + self._rest(note)]
        return sorted(waiting, key=lambda note: self._looked.get(note, note.since))[:AT_ONCE]

    def looks(self, note: Note, now: datetime) -> None:
        """It is being asked about."""
        self._looked[note] = now
        self._empty.add(note)

    def found(self, note: Note) -> None:
        """It has recordings."""
        self._empty.discard(note)

    def is_time_to_tidy(self, now: datetime) -> bool:
        """Whether an hour has passed since the last time."""
        if self._tidied and now - self._tidied < TIDIES_EVERY:
            return False
        self._tidied = now
        return True

    def _rest(self, note: Note) -> timedelta:
        if note not in self._empty:
            return FIRST
        rest = max(FIRST, 2 * (self._looked[note] - note.since))
        return rest if note.lasts is None else min(rest, self._looked[note] - note.since + LONGEST_REST)
