"""When somebody answers a telephone: that of the office, or of the one to ask about a group."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from ivr.model.meeting import bounds
from ivr.model.recurrence import Rule

DAY = timedelta(days=1)


def spells(hours: Sequence[Rule], first: date, days: int) -> Iterator[tuple[datetime, datetime]]:
    """From when to when somebody answers, of all that begins on so many days from `first` on."""
    for day in (first + number * DAY for number in range(days)):
        yield from (bounds(day, rule.span) for rule in _on(hours, day) if not any(off.covers(day) for off in rule.off))


def is_within(hours: Sequence[Rule], now: datetime) -> bool:
    """Whether somebody answers now; what began yesterday may last over midnight."""
    return any(start <= now < end for start, end in spells(hours, now.date() - DAY, days=2))


def answers_again(hours: Sequence[Rule], now: datetime) -> datetime | None:
    """When somebody answers next, if that is today or tomorrow."""
    return min((start for start, _ in spells(hours, now.date(), days=2) if start > now), default=None)


def _on(hours: Iterable[Rule], day: date) -> list[Rule]:
    """The hours of a day; those that say so stand instead of all others."""
    found = [rule for rule in hours if rule.is_on(day)]
    return [rule for rule in found if rule.instead] or found
