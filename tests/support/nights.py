"""Nights by the minute: those in which clocks are changed, and that of New Year's Eve."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

from ivr.model.moment import in_berlin
from ivr.model.plan import Group, Plan
from ivr.model.recurrence import Rule, Span
from ivr.world import World

MINUTE = timedelta(minutes=1)
# From 23:30 or 0:30 in Berlin, for six hours.
NIGHTS = {
    "autumn": datetime(2026, 10, 24, 22, 30, tzinfo=UTC),
    "spring": datetime(2027, 3, 27, 22, 30, tzinfo=UTC),
    "the next autumn": datetime(2027, 10, 30, 22, 30, tzinfo=UTC),
    "New Year's Eve": datetime(2026, 12, 31, 20, 0, tzinfo=UTC),
}
# What a group may write, some in or up to the hour that is left out or comes twice.
HOURS = ("22-1", "22-4", "0-24", "23-2:30", "1:30-2:30", "1:30-3:30", "2:15-2:45", "2-3", "2:30-3:15", "3-4", "2-")


def minutes(night: str, hours: float = 6) -> Iterator[datetime]:
    """Every minute of a night, as the clocks show it."""
    first = NIGHTS[night]
    return (in_berlin(first + MINUTE * n) for n in range(round(hours * 60)))


def meets(*hours: str) -> Group:
    """A group that meets at these hours ("22-1") every day."""
    rules = tuple(Rule(tuple(range(7)), Span(*map(clock, filter(None, one.split("-"))))) for one in hours)
    return Group("Krokus", rules=rules, code="582917", leader_code="64028195")


def clock(written: str) -> time:
    """ "2:15"."""
    hour, _, minute = written.partition(":")
    return time(int(hour) % 24, int(minute or 0))


@lru_cache
def plan_of(*groups: Group) -> Plan:
    return Plan(groups=groups)


def world_at(moment: datetime, *groups: Group) -> World:
    """Nobody has called yet."""
    return World(moment, plan_of(*groups), b"key", person="me", caller="mine")


def seconds(later: datetime, earlier: datetime) -> float:
    """Real seconds from one moment to another."""
    return later.timestamp() - earlier.timestamp()
