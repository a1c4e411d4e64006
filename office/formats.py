"""Formats of days and times on pages (Jinja filters)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from ivr.model.meeting import Meeting
from ivr.model.moment import in_berlin
from ivr.model.recurrence import MONTHS, WEEKDAYS
from keep.accounts.account import OFFICE
from keep.content.cancellations import BY_BROWSER, BY_TELEPHONE
from reading.codes import spaced

MIDNIGHT = "00:00"


def weekday(day: date) -> str:
    """ "Dienstag"."""
    return WEEKDAYS[local(day).weekday()]


def written_day(day: date) -> str:
    """ "10.03.2026"."""
    return f"{local(day):%d.%m.%Y}"


def month(day: date) -> str:
    """ "März 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def clock(time: datetime) -> str:
    """ "18:30"."""
    return f"{local(time):%H:%M}"


def local(day: date) -> date:
    """A moment in Berlin's local time; a day is returned unchanged."""
    return in_berlin(day) if isinstance(day, datetime) else day


def hours(meeting: Meeting) -> str:
    """ "18:30 bis 20:00 Uhr", or "rund um die Uhr"."""
    if clock(meeting.end) == clock(meeting.start):
        return "rund um die Uhr"
    return f"{clock(meeting.start)} bis {clock(meeting.end)} Uhr"


def until(end: datetime | None) -> str:
    """ "bis Dienstag, 10.03.2026, 20:00 Uhr"; at midnight the last day, as on the telephone; None = never."""
    if end is None:
        return "bis sie gelöscht wird"
    if clock(end) == MIDNIGHT:
        last = end - timedelta.resolution
        return f"bis einschließlich {weekday(last)}, {written_day(last)}"
    return f"bis {weekday(end)}, {written_day(end)}, {clock(end)} Uhr"


def author(name: str) -> str:
    """ "von Frau Ahrens", "vom Büro", "von der Leitung am Telefon"."""
    if name == OFFICE:
        return f"vom {name}"
    return f"von der {name}" if name in (BY_TELEPHONE, BY_BROWSER) else f"von {name}"


FILTERS: Mapping[str, Callable[..., str]] = {
    "weekday": weekday,
    "day": written_day,
    "month": month,
    "clock": clock,
    "hours": hours,
    "until": until,
    "spaced": spaced,
    "author": author,
}
