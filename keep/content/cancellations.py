"""Cancellations by telephone: a text file that every process watches, and that staff may edit."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import date, datetime

from ivr.model.announcement import NotDone
from ivr.model.plan import Plan
from reading.cancellations import FILE, CancellationFile, CancelledDays, not_text, read_cancellations, unknown_groups
from reading.cancellations_edit import CancellationNote, notes, with_cancellation, without_cancellation, without_past
from reading.problem import Problem
from reading.text.pieces import fold
from storage.background_refresh import BackgroundRefresh
from storage.store import Store

log = logging.getLogger(__name__)
ONE_AT_A_TIME = "absagen"
LOOKS_EVERY = 1.0
# A leader who calls a meeting off, with the keypad or on the page: nobody's name is known.
BY_TELEPHONE, BY_BROWSER = "Leitung am Telefon", "Leitung im Browser"


class Cancellations:
    """The days that are called off, the same for every process. `now` is the time of day (aware). Thread-safe."""

    def __init__(self, store: Store, now: Callable[[], datetime], clock: Callable[[], float] = time.monotonic):
        self._store = store
        self._now = now
        self._clock = clock
        self._looked = float("-inf")
        self._raw: bytes | None = None
        self._sheet = CancellationFile()
        self._days: CancelledDays = frozenset()
        self._wrong: tuple[Problem, ...] = ()
        # Held while the file is read, so that nothing older comes after what this process has written.
        self._lock = threading.Lock()
        self._refresh = BackgroundRefresh(self._look)

    def days(self) -> CancelledDays:
        """What is called off: the same object while nothing changes. Never raises, and never waits long: it is what was
        known last while the file cannot be read."""
        if self._clock() >= self._looked + LOOKS_EVERY:
            self._looked = self._clock()
            self._refresh.run()
        return self._days

    def problems(self, plan: Plan) -> tuple[Problem, ...]:
        """What is wrong in the file: nobody hears of it until it is mended."""
        self.days()
        return self._wrong or (*self._sheet.problems, *unknown_groups(self._sheet, plan))

    def note(self, group: str, day: date) -> CancellationNote | None:
        """When and by whom that day of a group was called off, as far as it stands in the file."""
        return notes(self._sheet).get((fold(group), day))

    def cancel(self, group: str, day: date, by: str = "") -> None:
        """The meetings of a group on that day do not take place; `by` is the name that is noted. Raises NotDone."""
        self._change(lambda sheet: with_cancellation(sheet, group, day, self._now(), by))

    def reopen(self, group: str, day: date) -> None:
        """They do, as far as they were called off by telephone. Raises NotDone."""
        self._change(lambda sheet: without_cancellation(sheet, group, day))

    def _change(self, how: Callable[[CancellationFile], CancellationFile]) -> None:
        """Change the file as it stands now, whatever staff and other processes have made of it."""
        try:
            with self._store.alone(ONE_AT_A_TIME):
                raw = self._store.read(FILE)
                before = _read(raw)
                after = how(before)
                if after != before:
                    after = without_past(after, self._now().date())
                    raw = after.raw
                    self._store.write(FILE, raw)
                # Before anybody else may write, so that nothing older is taken for the newest.
                with self._lock:
                    self._take(raw, after)
        except OSError as error:
            raise NotDone(f"{FILE}: {type(error).__name__}") from error

    def _look(self) -> None:
        with self._lock:
            self._read_file()

    def _read_file(self) -> None:
        try:
            raw = self._store.read(FILE)
            if raw != self._raw:
                self._take(raw, _read(raw))
        except NotDone:
            self._raw, self._wrong = raw, (not_text(),)
        except OSError as error:
            log.warning("%s cannot be read: %s", FILE, type(error).__name__)

    def _take(self, raw: bytes | None, sheet: CancellationFile) -> None:
        self._raw, self._sheet, self._wrong = raw, sheet, ()
        if sheet.days != self._days:
            self._days = sheet.days


def _read(raw: bytes | None) -> CancellationFile:
    try:
        return read_cancellations(raw or b"")
    except ValueError as error:
        raise NotDone(f"{FILE} is no text") from error
