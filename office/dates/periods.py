"""Weeks and months as spans of days, and the meetings of all groups on each of them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ivr.model.meeting import Meeting, bounds, meetings
from ivr.model.plan import Group

DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Period:
    """The days from Monday to Sunday of one week or several; `shown` is a day in the week or month that was asked for,
    `before` and `after` are days in those beside it."""

    first: date
    last: date
    shown: date
    before: date
    after: date

    @property
    def weeks(self) -> list[list[date]]:
        """The days, by week."""
        mondays = [self.first + WEEK * number for number in range(((self.last - self.first).days + 1) // 7)]
        return [[monday + DAY * number for number in range(7)] for monday in mondays]


@dataclass(frozen=True)
class DatedMeeting:
    """A meeting on its day; `moved_from` is the day on which it would have been. `can_change`: it has not begun, and
    is neither off nor moved."""

    meeting: Meeting
    moved_from: date | None
    can_change: bool


def week_of(day: date) -> Period:
    """The week around a day."""
    monday = day - DAY * day.weekday()
    return Period(monday, monday + 6 * DAY, monday, monday - WEEK, monday + WEEK)


def month_of(day: date) -> Period:
    """The month around a day, with whole weeks at both ends."""
    first = day.replace(day=1)
    following = (first + 31 * DAY).replace(day=1)
    last = following - DAY
    return Period(first - DAY * first.weekday(), last + DAY * (6 - last.weekday()), first, first - DAY, following)


def by_day(groups: Iterable[Group], first: date, last: date, now: datetime) -> Mapping[date, list[DatedMeeting]]:
    """The meetings from one day to another, in order; days without any are left out."""
    found: dict[date, list[DatedMeeting]] = {}
    for group in groups:
        came_from = {bounds(move.to, move.span)[0]: move.day for move in group.moved}
        for meeting in meetings(group, first, last):
            moved_from = came_from.get(meeting.start)
            can_change = meeting.start > now and not meeting.cancelled
            found.setdefault(meeting.start.date(), []).append(DatedMeeting(meeting, moved_from, can_change))
    return {day: sorted(several, key=_order) for day, several in found.items()}


def changeable_meeting(group: Group, day: date, now: datetime) -> Meeting | None:
    """The first meeting of a group on a day that has not begun and is neither off nor moved."""
    return next((one for one in meetings(group, day, day) if one.start > now and not one.cancelled), None)


def day_of(written: str) -> date | None:
    """An ISO date of a form or an address; None for everything else."""
    try:
        asked = date.fromisoformat(written)
    except ValueError:
        return None
    # The week and the month beside it must be days as well.
    return asked if 2000 <= asked.year <= 2100 else None


def _order(one: DatedMeeting) -> tuple[datetime, str]:
    return (one.meeting.start, one.meeting.group.name)
