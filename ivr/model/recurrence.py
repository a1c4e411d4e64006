"""Recurrence rules and the days they fall on. Times are wall-clock times, so clock changes move nothing."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil import rrule

from ivr.model.exceptions import Off

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)

LAST, SECOND_TO_LAST = -1, -2

# ISO 8601 counts weeks from the Monday of the week with the year's first Thursday; some years have 53.
ODD_WEEKS, EVEN_WEEKS = tuple(range(1, 54, 2)), tuple(range(2, 54, 2))


@dataclass(frozen=True)
class Span:
    """From one clock time to another. No `end`: nobody wrote one. An end not after the start is the next day's."""

    start: time
    end: time | None = None


@dataclass(frozen=True)
class Rule:
    """A recurrence: `weekdays` (Monday = 0), in every week or only the `nths` of the month (1 to 5, or from its end).

    `every` = 2 is every second week, or with `nths` month, counted from `since`. `weeks` are the ISO weeks and `months`
    the months it is limited to (none: all); `since` and `until` its first and last day; `off` its own exceptions.
    `instead`: on its days the other rules of the group do not count.
    """

    weekdays: tuple[int, ...]
    span: Span
    nths: tuple[int, ...] = ()
    every: int = 1
    weeks: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    off: tuple[Off, ...] = ()
    instead: bool = False

    def days(self, since: date, until: date) -> list[date]:
        """Every day of this rule with since <= day <= until, those that are off too."""
        first, last = max(since, self.since or since), min(until, self.until or until)
        found = self._recurrence(self.since if self.since and self.every > 1 else first)
        return [day.date() for day in found.between(_midnight(first), _midnight(last), inc=True)]

    def is_on(self, day: date) -> bool:
        """Whether it falls on this day; it may be off."""
        if self.every == 1 and not (self.nths or self.weeks or self.months or self.since or self.until):
            return day.weekday() in self.weekdays
        return bool(self.days(day, day))

    def _recurrence(self, anchor: date) -> rrule.rrule:
        months = self.months or None
        if self.nths:
            wanted = [rrule.weekday(day, nth) for nth in self.nths for day in self.weekdays]
            start = _midnight(anchor.replace(day=1))
            return rrule.rrule(rrule.MONTHLY, start, interval=self.every, byweekday=wanted, bymonth=months)
        if self.weeks:
            start = _midnight(anchor.replace(month=1, day=1))
            return rrule.rrule(rrule.YEARLY, start, byweekno=self.weeks, byweekday=self.weekdays, bymonth=months)
        start = _midnight(anchor - timedelta(days=anchor.weekday()))
        return rrule.rrule(rrule.WEEKLY, start, interval=self.every, byweekday=self.weekdays, bymonth=months)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
