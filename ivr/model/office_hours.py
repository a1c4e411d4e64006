"""When somebody answers a telephone: that of the office, or of the one to ask about a group."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from ivr.model.meeting import bounds
from ivr.model.plan import OfficeHours

DAY = timedelta(days=1)


def spells(several: Iterable[OfficeHours], first: date, days: int) -> Iterator[tuple[datetime, datetime]]:
    """From when to when somebody answers, of all that begins on so many days from `first` on."""
    for hours in several:
        for day in (first + number * DAY for number in range(days)):
            if day.weekday() in hours.weekdays:
                yield bounds(day, hours.span)


def is_within(several: Iterable[OfficeHours], now: datetime) -> bool:
    """Whether somebody answers now; what began yesterday may last over midnight."""
    return any(start <= now < end for start, end in spells(several, now.date() - DAY, days=2))


def answers_again(several: Iterable[OfficeHours], now: datetime) -> datetime | None:
    """When somebody answers next, if that is today or tomorrow."""
    return min((start for start, _ in spells(several, now.date(), days=2) if start > now), default=None)
