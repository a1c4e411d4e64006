"""The moments at which it changes what callers hear."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from ivr.model.moment import midnight
from ivr.model.office_hours import DAY, spells
from ivr.model.recurrence import Rule


def midnights(now: datetime, ahead: timedelta) -> list[datetime]:
    """The beginnings of this day and the next ones, until `ahead` is over."""
    return [midnight(now.date() + timedelta(days=n)) for n in range(_days(ahead))]


def answering_changes(hours: Sequence[Rule], now: datetime, ahead: timedelta) -> Iterator[datetime]:
    """When somebody begins and ceases to answer, from yesterday on, as that may last over midnight."""
    return (edge for spell in spells(hours, now.date() - DAY, _days(ahead) + 1) for edge in spell)


def from_now_on(changes: Iterable[datetime], now: datetime, ahead: timedelta) -> list[datetime]:
    """When it changed last, which is as good as now, and the changes to come until `ahead` is over. One of the
    `changes` has to be past."""
    moments = sorted(set(changes))
    last = max(moment for moment in moments if moment <= now)
    return [moment for moment in moments if last <= moment <= now + ahead]


def _days(ahead: timedelta) -> int:
    """How many days begin, this one counted, until `ahead` is over whenever it began."""
    return ahead.days + 3
