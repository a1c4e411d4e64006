"""Statistics of a month by group and by place, and of a day by hour."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ivr.statistics import CALLS, GIVEN_UP, JOINS, ROOM_SECONDS, SECONDS, VISITS, Counts, of_month

HOURS = tuple(f"{hour:02}" for hour in range(24))


@dataclass(frozen=True)
class GroupCounts:
    """How often somebody joined the room of a group, and the sum of the seconds in it."""

    name: str
    joins: int
    seconds: int


@dataclass(frozen=True)
class PlaceCounts:
    """How often somebody came to a place of the call, and how often somebody hung up there."""

    name: str
    visits: int
    given_up: int


@dataclass(frozen=True)
class MonthlyCounts:
    """A month: its first day, its calls and their seconds, its groups and places in the order of their names."""

    first: date
    calls: int
    seconds: int
    groups: tuple[GroupCounts, ...]
    places: tuple[PlaceCounts, ...]


def monthly_counts(counts: Counts, first: date) -> MonthlyCounts:
    """The statistics of the month that begins on `first`."""
    sums = {
        kind: sums_by_name(kind, of_month(counts, first))
        for kind in (CALLS, SECONDS, JOINS, ROOM_SECONDS, VISITS, GIVEN_UP)
    }
    groups = sorted({*sums[JOINS], *sums[ROOM_SECONDS]})
    places = {*sums[VISITS], *sums[GIVEN_UP]}
    return MonthlyCounts(
        first=first,
        calls=sums[CALLS].total(),
        seconds=sums[SECONDS].total(),
        groups=tuple(GroupCounts(name, sums[JOINS][name], sums[ROOM_SECONDS][name]) for name in groups),
        places=tuple(PlaceCounts(name, sums[VISITS][name], sums[GIVEN_UP][name]) for name in sorted(places)),
    )


def calls_by_hour(counts: Counts, day: date) -> Mapping[str, int]:
    """The calls of a day by the hour in which they came in, "00" to "23"."""
    by_hour = sums_by_name(CALLS, {one: count for one, count in counts.items() if one.day == day})
    return {hour: by_hour[hour] for hour in HOURS}


def sums_by_name(kind: str, counts: Counts) -> Counter[str]:
    """The counts of a kind, by what they are of."""
    sums: Counter[str] = Counter()
    for one, count in counts.items():
        if one.kind == kind:
            sums[one.of] += count
    return sums
