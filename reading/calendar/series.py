"""The series of a calendar: each event with its exceptions (RECURRENCE-ID), ready for `recurring_ical_events`."""

import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from threading import Lock
from typing import Any
from zoneinfo import available_timezones

import icalendar
from icalendar.prop import vDDDLists, vDDDTypes
from icalendar.timezone import tzp

from ivr.model.moment import BERLIN
from reading.calendar.content_lines import AT_LINE, LESS, SAVE_IT_AGAIN, ContentLine, UnreadableCalendar

MIDNIGHT, LAST_MOMENT = time(), time(23, 59, 59)
# Exceptions belong to every event of their name, so that many of both would take long.
MOST_OF_A_NAME = 3000

# icalendar keeps the time zones of a file for the next one, which may use their names for others.
_one_at_a_time = Lock()

# icalendar's types leave open what stands in each line of an event.
Event = Any


def series_of(lines: Iterable[ContentLine]) -> Iterator[icalendar.Calendar]:
    """Each event with its exceptions, as a calendar of its own; raises UnreadableCalendar."""
    for calendar in _calendars("\n".join(map(str, lines))):
        # What Google writes instead of a time zone of each event.
        zone = str(calendar.get("X-WR-TIMEZONE", ""))
        whole = {"X-WR-TIMEZONE": zone} if zone and zone in available_timezones() else {}
        for events in _by_name(calendar.walk("VEVENT")):
            if str(calendar.get("METHOD", "")).upper() == "CANCEL":
                for event in events:
                    event["STATUS"] = "CANCELLED"
            series = icalendar.Calendar(whole)
            series.subcomponents = events
            yield series


def _calendars(text: str) -> list[icalendar.Calendar]:
    try:
        with _one_at_a_time, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tzp.use_default()
            return list(icalendar.Calendar.from_ical(text, multiple=True))
    except Exception as error:
        raise UnreadableCalendar("Diesen Kalender verstehe ich nicht.", SAVE_IT_AGAIN) from error


def _by_name(events: Iterable[Event]) -> Iterator[list[Event]]:
    """The events of one UID, each with its exceptions; several without RECURRENCE-ID are several meetings."""
    by_uid: dict[object, list[Event]] = defaultdict(list)
    for number, event in enumerate(events):
        by_uid[str(event["UID"]) if "UID" in event else number].append(event)
    for named in by_uid.values():
        exceptions = [event for event in named if "RECURRENCE-ID" in event]
        newest = _newest([event for event in named if "RECURRENCE-ID" not in event])
        if len(newest) * len(exceptions) > MOST_OF_A_NAME:
            text = "In diesem Kalender haben zu viele Termine dieselbe Kennung (UID)."
            raise UnreadableCalendar(text, LESS, int(newest[0][AT_LINE]))
        yield from ([event, *exceptions] for event in newest) if newest else [exceptions]


def _newest(events: list[Event]) -> list[Event]:
    """The events with the highest SEQUENCE; of those with the same start the last written (DTSTAMP)."""
    newest = max(map(_sequence, events), default=0)
    in_order = sorted((event for event in events if _sequence(event) == newest), key=_stamp)
    return list({_begins(event): event for event in in_order}.values())


def _sequence(event: Event) -> int:
    return int(event.get("SEQUENCE", 0))


def _stamp(event: Event) -> str:
    return str(moment_of(event, "DTSTAMP") or "")


def _begins(event: Event) -> str:
    return str(moment_of(event, "DTSTART") or "")


def moment_of(event: Event, name: str) -> date | datetime | None:
    """The day or moment of a property; None if it is missing or invalid."""
    if any(broken == name for broken, _ in event.errors):
        return None
    found: date | datetime | None = getattr(event.get(name), "dt", None)
    return found


def with_exception_times(series: icalendar.Calendar) -> icalendar.Calendar:
    """The series with the time of its meetings in EXDATE, RDATE, RECURRENCE-ID and UNTIL that are only days."""
    events: list[Event] = list(series.walk("VEVENT"))
    start = events[0]["DTSTART"].dt if "RECURRENCE-ID" not in events[0] else None
    if isinstance(start, datetime):
        _with_end_of_last_day(events[0], start)
        for event in events:
            _with_times(event, start)
    return series


def _with_times(event: Event, start: datetime) -> None:
    for name in ("EXDATE", "RDATE"):
        if name in event:
            of_name = event[name] if isinstance(event[name], list) else [event[name]]
            event[name] = [vDDDLists([_at_its_time(each.dt, start) for each in values.dts]) for values in of_name]
    if "RECURRENCE-ID" in event:
        moved, parameters = event["RECURRENCE-ID"].dt, event["RECURRENCE-ID"].params
        event["RECURRENCE-ID"] = vDDDTypes(_at_its_time(moved, start))
        event["RECURRENCE-ID"].params.update({name: parameters[name] for name in parameters if name == "RANGE"})


def _at_its_time(meant: Any, start: datetime) -> Any:
    """The moment of the meeting on that day; a moment with a time of its own is returned unchanged."""
    if isinstance(meant, tuple):
        return meant
    if not isinstance(meant, datetime):
        return datetime.combine(meant, start.time(), start.tzinfo)
    local = meant.astimezone(start.tzinfo) if meant.tzinfo and start.tzinfo else meant
    if local.time() != start.time() and MIDNIGHT in (local.time(), meant.time()):
        day = local.date() if local.time() == MIDNIGHT else meant.date()
        return datetime.combine(day, start.time(), start.tzinfo)
    return meant


def _with_end_of_last_day(event: Event, start: datetime) -> None:
    """UNTIL as a moment that includes its day (RFC 5545, 3.3.10), in UTC as dateutil requires."""
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        if "UNTIL" in rule:
            rule["UNTIL"] = [_until(rule["UNTIL"][0], start)]


def _until(last: date, start: datetime) -> datetime:
    until = last if isinstance(last, datetime) else datetime.combine(last, LAST_MOMENT, start.tzinfo)
    if start.tzinfo is None:
        return until.astimezone(BERLIN).replace(tzinfo=None) if until.tzinfo else until
    return (until if until.tzinfo else until.replace(tzinfo=start.tzinfo)).astimezone(UTC)
