"""The moments at which it changes what callers hear."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from ivr.model.moment import midnight


def midnights(now: datetime, ahead: timedelta) -> list[datetime]:
    """The beginnings of this day and the next ones, until `ahead` is over."""
    return [midnight(now.date() + timedelta(days=n)) for n in range(ahead.days + 3)]


def from_now_on(changes: Iterable[datetime], now: datetime, ahead: timedelta) -> list[datetime]:
    """When it changed last, which is as good as now, and the changes to come until `ahead` is over. One of the
    `changes` has to be past."""
    moments = sorted(set(changes))
    last = max(moment for moment in moments if moment <= now)
    return [moment for moment in moments if last <= moment <= now + ahead]
