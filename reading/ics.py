"""Calendar files (.ics): text in, single dates by Berlin's wall clock out."""

import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Any
from zoneinfo import available_timezones

import icalendar
import recurring_ical_events
from icalendar.timezone import tzp

from ivr.meeting import BERLIN
from ivr.rule import Span
from reading.bounds import SAVE_IT_AGAIN, Unreadable, refuse_what_takes_too_long

# An event in progress and one that was just moved are still known; whoever plans ahead does so for two years.
BEHIND, AHEAD = timedelta(days=31), timedelta(days=800)
DAY = timedelta(days=1)
# From long before a series that still runs could begin: every occurrence since then is computed.
YEARS = range(1990, 2200)

# What an event's dates come from: with one of them unreadable, none of its dates can be trusted.
DATES = {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}

# icalendar keeps the time zones of a file for the next one, which may use their names for others.
_one_at_a_time = Lock()


@dataclass(frozen=True)
class Occurrence:
    """One date of an event; no `span`: it has no time, or (`too_long`) it lasts longer than a day."""

    title: str
    day: date
    span: Span | None
    too_long: bool = False
    cancelled: bool = False


def occurrences(text: str, today: date) -> tuple[list[Occurrence], list[str]]:
    """The occurrences around a day, in order, and the titles of the events that make no sense; raises Unreadable."""
    refuse_what_takes_too_long(text)
    found: list[Occurrence] = []
    senseless: list[str] = []
    for series in _series(_calendars(text)):
        try:
            found += _of_series(series, today)
        # Whatever is wrong with an event, in words of ours or of two libraries, costs only this event.
        except Exception:
            senseless.append(_title(series.walk("VEVENT")[0]))
    return sorted(found, key=lambda each: (each.day, each.span.start if each.span else datetime.min.time())), senseless


def _calendars(text: str) -> list[icalendar.Calendar]:
    try:
        with _one_at_a_time, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tzp.use_default()
            return list(icalendar.Calendar.from_ical(text, multiple=True))
    except Exception as error:
        raise Unreadable("Diesen Kalender verstehe ich nicht.", SAVE_IT_AGAIN) from error


def _series(calendars: Iterable[icalendar.Calendar]) -> Iterator[icalendar.Calendar]:
    """Every event with its exceptions, as a calendar of its own."""
    for calendar in calendars:
        by_uid: dict[object, list[icalendar.Component]] = defaultdict(list)
        for number, event in enumerate(calendar.walk("VEVENT")):
            by_uid[str(event["UID"]) if "UID" in event else number].append(event)
        # What Google writes instead of a time zone of each event.
        zone = str(calendar.get("X-WR-TIMEZONE", ""))
        for events in by_uid.values():
            series = icalendar.Calendar({"X-WR-TIMEZONE": zone} if zone and zone in available_timezones() else {})
            series.subcomponents = events
            yield series


def _of_series(series: icalendar.Calendar, today: date) -> list[Occurrence]:
    if not all(map(_makes_sense, series.walk("VEVENT"))):
        raise ValueError("an event whose dates cannot be trusted")
    return list(map(_occurrence, recurring_ical_events.of(series).between(today - BEHIND, today + AHEAD)))


# icalendar's types leave open what stands in each line of an event.
def _makes_sense(event: Any) -> bool:
    start, end = event["DTSTART"].dt, (event.get("DTEND") or event["DTSTART"]).dt
    return not any(name in DATES for name, _ in event.errors) and start.year in YEARS and bool(start <= end)


def _occurrence(event: Any) -> Occurrence:
    start, end, title = event["DTSTART"].dt, event["DTEND"].dt, _title(event)
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    if not isinstance(start, datetime):
        return Occurrence(title, start, None, cancelled=cancelled)
    start, end = _wall(start), _wall(end)
    span = Span(start.time(), end.time() if end > start else None)
    too_long = end - start > DAY
    return Occurrence(title, start.date(), None if too_long else span, too_long, cancelled)


def _wall(moment: datetime) -> datetime:
    local = moment.astimezone(BERLIN) if moment.tzinfo else moment
    return local.replace(tzinfo=None, second=0, microsecond=0)


def _title(event: Any) -> str:
    words = " ".join(str(event.get("SUMMARY", "")).split())
    return words[:60] or "ohne Titel"
