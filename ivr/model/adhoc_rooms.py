"""Rooms beside the plan: the practice room, and those that callers open for themselves."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from ivr.model.moment import later
from ivr.model.plan import QUARTER_OF_AN_HOUR, Group
from ivr.model.recurrence import Rule, Span

PRACTICE_ID = "ueben"
PRACTICE = Group("Übungsraum", rules=(Rule(tuple(range(7)), Span(time(), time())),), open=True, consent=False)

LASTS = timedelta(hours=2)
# Each costs as long as somebody talks in it; a hotline for three counties has some twenty groups at a time.
MOST_OPENED = 10


@dataclass(frozen=True)
class Opened:
    """A room that a caller has opened: the number that leads into it, since when, and by whom (a keyed hash)."""

    number: str
    since: datetime
    caller: str

    @property
    def until(self) -> datetime:
        """When its two hours are over."""
        return later(self.since, LASTS)

    @property
    def group(self) -> Group:
        """The room as a group that meets once."""
        span = Span(self.since.time(), self.until.time())
        dates = ((self.since.date(), span),)
        return Group(f"Eigener Raum {self.number}", dates=dates, code=self.number, opens_before=timedelta())


def still_open(opened: Iterable[Opened], now: datetime) -> tuple[Opened, ...]:
    """Those whose two hours are not over, or in which people may still say goodbye."""
    return tuple(room for room in opened if now < room.until + QUARTER_OF_AN_HOUR)


def proposed_number(key: bytes, seed: str, digits: int, taken: Iterable[str]) -> str:
    """A number nobody can guess and nobody has; the same again for the same seed."""
    used = set(taken)
    for attempt in range(len(used) + 1):
        drawn = int.from_bytes(hmac.digest(key, f"opened\n{seed}\n{attempt}".encode(), "sha256"))
        number = f"{drawn % 10**digits:0{digits}}"
        if number not in used:
            break
    return number
