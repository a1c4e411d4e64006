"""The dates of a calendar file (.ics), in local time of Berlin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import icalendar

from ivr.model.moment import BERLIN
from ivr.model.recurrence import Span
from reading.calendar.bounds import check_bounds
from reading.calendar.content_lines import ALL_DAY, AT_LINE, DATES, SAVE_IT_AGAIN, UnreadableCalendar, content_lines
from reading.calendar.distant import without_distant
from reading.calendar.engine import Series, end_of
from reading.calendar.repairs import repaired
from reading.calendar.series import MIDNIGHT, Event, moment_of, series_of, with_exception_times

# An event in progress and one that was just moved are still known; whoever plans ahead does so for two years.
BEHIND, AHEAD = timedelta(days=31), timedelta(days=800)
DAY = timedelta(days=1)
# In days; so many are computed before it is known whether that is enough.
AT_ONCE = 90
# Of more occurrences only the first are announced. And so many may lie before the first that is looked for.
ENOUGH, MOST_PAST = 1100, 200_000
# From long before a series that still runs could begin: every occurrence since then is computed.
YEARS = range(1990, 2200)


@dataclass(frozen=True)
class Occurrence:
    """One date of an event; no `span`: it has no time, or (`too_long`) it lasts longer than a day.

    `instead_at`: the line at which an event without a span begins that stands for a meeting of a series; else 0.
    """

    title: str
    day: date
    span: Span | None
    too_long: bool = False
    cancelled: bool = False
    instead_at: int = 0


@dataclass(frozen=True)
class UnreadableEvent:
    """An event whose dates cannot be understood, and the line of the file in which it begins."""

    title: str
    line: int


def occurrences(text: str, today: date) -> tuple[list[Occurrence], list[UnreadableEvent]]:
    """The occurrences around a day, in order, and the events that make no sense and may yet come.

    Raises UnreadableCalendar for a file that cannot be used.
    """
    lines = list(repaired(content_lines(text)))
    if not any(line.name == "BEGIN" and line.value == "VEVENT" for line in lines):
        raise UnreadableCalendar("In diesem Kalender steht kein Termin.", SAVE_IT_AGAIN)
    check_bounds(lines)
    near = without_distant(lines, today - BEHIND, today + AHEAD)
    found: list[Occurrence] = []
    senseless: list[UnreadableEvent] = []
    readable: list[ReadableSeries] = []
    for series in series_of(near):
        try:
            readable.append(_readable(series, today))
        # Whatever is wrong with an event, in words of ours or of two libraries, costs only this event.
        except Exception:
            senseless += _not_over(series.walk("VEVENT"), today)
    _refuse_long_past(readable)
    for first in range(-BEHIND.days, AHEAD.days, AT_ONCE):
        for each in tuple(readable) if len(found) <= ENOUGH else ():
            try:
                found += _of_series(each, today + DAY * first, today + DAY * min(first + AT_ONCE, AHEAD.days))
            except Exception:
                senseless += _not_over(each.events, today)
                readable.remove(each)
    in_order = sorted(set(found), key=lambda each: (each.day, each.span.start if each.span else MIDNIGHT, each.title))
    return in_order, senseless


def _not_over(events: Sequence[Event], today: date) -> list[UnreadableEvent]:
    """The first of the unreadable events; [] if all of them are surely in the past."""
    if all(map(lambda event: _is_over(event, today), events)):
        return []
    return [UnreadableEvent(_title(events[0]), int(events[0][AT_LINE]))]


def _is_over(event: Event, today: date) -> bool:
    start = moment_of(event, "DTSTART")
    day = start.date() if isinstance(start, datetime) else start
    return isinstance(day, date) and day < today - DAY and not {"RRULE", "RDATE"} & event.keys()


@dataclass
class ReadableSeries:
    """A series, its events, and the lines of its exceptions that stand for a meeting without being one."""

    series: Series
    events: Sequence[Event]
    instead: set[int]


def _readable(series: icalendar.Calendar, today: date) -> ReadableSeries:
    events = series.walk("VEVENT")
    if not all(map(_makes_sense, events)):
        raise ValueError("an event whose dates cannot be trusted")
    instead = _instead_of_meetings(events)
    return ReadableSeries(Series(with_exception_times(series), today - BEHIND), events, instead)


def _of_series(one: ReadableSeries, first: date, last: date) -> Iterator[Occurrence]:
    for event, start, end in one.series.between(first, last):
        at = int(event[AT_LINE])
        yield replace(_occurrence(event, start, end), instead_at=at if at in one.instead else 0)


def _refuse_long_past(readable: Sequence[ReadableSeries]) -> None:
    cost = 0
    for one in readable:
        cost += one.series.cost
        if cost > MOST_PAST:
            text = "Die Serien in diesem Kalender beginnen vor zu langer Zeit."
            remedy = "Löschen Sie darin die alten Serien, oder lassen Sie sie im Kalenderprogramm heute neu beginnen."
            raise UnreadableCalendar(text, remedy, int(one.events[0][AT_LINE]))


def _instead_of_meetings(events: Sequence[Event]) -> set[int]:
    """The lines of the exceptions without a span in a series whose meetings have one."""
    series = [event for event in events if "RECURRENCE-ID" not in event] or events
    if not any(_alone(event).span for event in series):
        return set()
    exceptions = (event for event in events if "RECURRENCE-ID" in event and not _alone(event).span)
    return {int(event[AT_LINE]) for event in exceptions}


def _makes_sense(event: Event) -> bool:
    start = event["DTSTART"].dt
    return not any(name in DATES for name, _ in event.errors) and start.year in YEARS and bool(start <= end_of(event))


def _alone(event: Event) -> Occurrence:
    return _occurrence(event, event["DTSTART"].dt, end_of(event))


def _occurrence(event: Event, start: Any, end: Any) -> Occurrence:
    title = _title(event)
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    if not isinstance(start, datetime):
        return Occurrence(title, start, None, cancelled=cancelled)
    local, ends = _wall(start), _wall(end)
    is_day = _is_midnight(start, end) or (ends > local and _is_midnight(local, ends))
    if is_day or str(event.get(ALL_DAY, "")).upper() == "TRUE":
        return Occurrence(title, local.date(), None, cancelled=cancelled)
    span = Span(local.time(), ends.time() if ends > local else None)
    too_long = ends - local > DAY
    return Occurrence(title, local.date(), None if too_long else span, too_long, cancelled)


def _is_midnight(start: datetime, end: datetime) -> bool:
    """Whether it begins and ends at midnight: a day that some program has made a moment of."""
    return start.time() == end.time() == MIDNIGHT


def _wall(moment: datetime) -> datetime:
    local = moment.astimezone(BERLIN) if moment.tzinfo else moment
    return local.replace(tzinfo=None, second=0, microsecond=0)


def _title(event: Event) -> str:
    words = " ".join(str(event.get("SUMMARY", "")).split())
    return words[:60] or "ohne Titel"
