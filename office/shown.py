"""How days and times stand on pages."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from ivr.meeting import Meeting
from ivr.rule import WEEKDAYS


def weekday(day: date) -> str:
    """ "Dienstag"."""
    return WEEKDAYS[day.weekday()]


def written_day(day: date) -> str:
    """ "10.03.2026"."""
    return f"{day:%d.%m.%Y}"


def clock(time: datetime) -> str:
    """ "18:30"."""
    return f"{time:%H:%M}"


def hours(meeting: Meeting) -> str:
    """ "18:30 bis 20:00 Uhr", or "rund um die Uhr"."""
    if meeting.end - meeting.start >= timedelta(days=1):
        return "rund um die Uhr"
    return f"{clock(meeting.start)} bis {clock(meeting.end)} Uhr"


FILTERS: Mapping[str, Callable[..., str]] = {"weekday": weekday, "day": written_day, "clock": clock, "hours": hours}
