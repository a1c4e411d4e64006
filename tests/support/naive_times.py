"""When something takes place, reckoned day by day and by nothing but the calendar: a second opinion on every phrase."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

import holidays

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@cache
def thuringian(category: str) -> frozenset[date]:
    """The public or school holidays of Thüringen."""
    return frozenset(holidays.country_holidays("DE", subdiv="TH", years=range(2025, 2030), categories=(category,)))


@dataclass(frozen=True)
class Naive:
    """Meetings on some weekdays (Monday = 0): each, the `nths` of the month, or every so many weeks from `since`."""

    weekdays: frozenset[int]
    times: tuple[tuple[time, time | None], ...]
    nths: frozenset[int] = frozenset()
    every: int = 1
    months: frozenset[int] = frozenset(range(1, 13))
    since: date = date.min
    until: date = date.max
    without: frozenset[str] = frozenset()
    odd: bool | None = None

    def is_on(self, day: date) -> bool:
        """Whether there is a meeting on this day."""
        return (
            day.weekday() in self.weekdays
            and day.month in self.months
            and self.since <= day <= self.until
            and self._counts(day)
            and not any(day in thuringian(category) for category in self.without)
        )

    def _counts(self, day: date) -> bool:
        left = monthrange(day.year, day.month)[1] - day.day
        of_the_month = {(day.day + 6) // 7, -(left // 7 + 1)}
        if self.nths:
            return bool(self.nths & of_the_month)
        if self.odd is not None and day.isocalendar().week % 2 != self.odd:
            return False
        return self.every == 1 or (day - self.since).days // 7 % self.every == 0

    def starts(self, first: date, last: date) -> set[datetime]:
        """When meetings begin from one day to another."""
        return {datetime.combine(day, start) for day in days(first, last) if self.is_on(day) for start, _ in self.times}


def days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def in_notation(written: str) -> list[Naive]:
    """ "N:2:FR 16:00-20:00 NOT7,8 FERIEN FROM2027-11-05" is the second Friday; "W:" is every week, "X:" joins several,
    "D:" are single days."""
    return [_one(part) for part in written.split(" + ")]


def _one(written: str) -> Naive:
    kind, *rest = written.split()
    letter, *counted, named = kind.split(":")
    times = tuple(_times(word) for word in rest if re.match("[0-9]{2}:", word))
    flags = {found[1]: found[2] for word in rest if (found := re.fullmatch("([A-Z]+)([0-9,-]*)", word))}
    months = frozenset(map(int, filter(None, flags.get("NOT", "").split(","))))
    only = frozenset(map(int, filter(None, flags.get("ONLY", "").split(","))))
    return Naive(
        weekdays=frozenset(map(DAYS.index, named.split(","))),
        times=times,
        nths=frozenset(map(int, counted[0].split(","))) if letter == "N" else frozenset(),
        every=int(flags.get("EVERY") or 1),
        months=(only or frozenset(range(1, 13))) - months,
        since=date.fromisoformat(flags["FROM"]) if "FROM" in flags else date.min,
        until=date.fromisoformat(flags["UNTIL"]) if "UNTIL" in flags else date.max,
        without=frozenset(name for flag, name in (("FERIEN", "school"), ("FEIERTAGE", "public")) if flag in flags),
        odd={"ODD": True, "EVEN": False}.get(next((flag for flag in flags if flag in ("ODD", "EVEN")), "")),
    )


def _times(written: str) -> tuple[time, time | None]:
    start, _, end = written.partition("-")
    return time.fromisoformat(start), time.fromisoformat(end) if end else None


def all_starts(several: Iterable[Naive], first: date, last: date) -> set[datetime]:
    """When any of them begins."""
    return {start for one in several for start in one.starts(first, last)}
