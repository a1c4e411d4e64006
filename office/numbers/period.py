"""The sums of a period of whole months, for the application for funding."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ivr.statistics import CALLS, JOINS, OFF, PLANNED, ROOM_SECONDS, SECONDS, Counted, Counts, of_month
from office.numbers.blurred import FEW
from office.numbers.monthly import sums_by_name

NO_TOPIC = "ohne Thema"


@dataclass(frozen=True)
class Sums:
    """What is told of a group, a topic or all: meetings planned and called off, meetings held in the telephone room,
    how often somebody joined, and the seconds of all of them together."""

    planned: int = 0
    off: int = 0
    held: int = 0
    joins: int = 0
    seconds: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.planned + other.planned,
            self.off + other.off,
            self.held + other.held,
            self.joins + other.joins,
            self.seconds + other.seconds,
        )


@dataclass(frozen=True)
class MonthOfCalls:
    """A month of a period: its first day, its calls, and what is told of its groups together."""

    first: date
    calls: int
    sums: Sums


@dataclass(frozen=True)
class Period:
    """A period: its months in order, the seconds of its calls, the sums by group and by topic, and the first day of
    which the planned meetings are known (None: of no day)."""

    months: tuple[MonthOfCalls, ...]
    seconds: int
    groups: Mapping[str, Sums]
    topics: Mapping[str, Sums]
    planned_since: date | None

    @property
    def calls(self) -> int:
        """The calls of all months."""
        return sum(month.calls for month in self.months)

    @property
    def sums(self) -> Sums:
        """The sums of all groups."""
        return sum(self.groups.values(), Sums())


def period(counts: Mapping[date, Counts], topics: Mapping[str, str]) -> Period:
    """The sums of months (by their first days); `topics` are those of groups by their names.

    A month in which fewer than FEW joined a group adds neither joins nor seconds nor held meetings to any sum, so that
    no difference of two periods tells how few they were.
    """
    by_month = {first: _groups_of_month(of_month(counts[first], first)) for first in sorted(counts)}
    groups = _summed((name, one) for month in by_month.values() for name, one in month.items())
    days = [one.day for month in counts.values() for one in month if one.kind == PLANNED]
    return Period(
        tuple(
            MonthOfCalls(first, _total(counts[first], CALLS), sum(found.values(), Sums()))
            for first, found in by_month.items()
        ),
        sum(_total(month, SECONDS) for month in counts.values()),
        groups,
        _summed((topics.get(name) or NO_TOPIC, one) for name, one in groups.items()),
        min(days, default=None),
    )


def _groups_of_month(counts: Counts) -> dict[str, Sums]:
    by_group: dict[str, list[tuple[Counted, int]]] = {}
    for one, count in counts.items():
        if one.kind in (JOINS, ROOM_SECONDS, PLANNED, OFF):
            by_group.setdefault(one.of, []).append((one, count))
    return {name: _group_of_month(Counter(dict(found))) for name, found in by_group.items()}


def _group_of_month(counts: Counts) -> Sums:
    planned, off, joins = (_total(counts, kind) for kind in (PLANNED, OFF, JOINS))
    if joins < FEW:
        return Sums(planned, off)
    # Somebody alone has met nobody.
    held = sum(1 for one, count in counts.items() if one.kind == JOINS and count > 1)
    return Sums(planned, off, held, joins, _total(counts, ROOM_SECONDS))


def _summed(parts: Iterable[tuple[str, Sums]]) -> dict[str, Sums]:
    sums: dict[str, Sums] = {}
    for name, one in parts:
        sums[name] = sums.get(name, Sums()) + one
    return dict(sorted(sums.items()))


def _total(counts: Counts, kind: str) -> int:
    return sums_by_name(kind, counts).total()
