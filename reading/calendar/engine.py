"""The occurrences of a series, computed by `recurring_ical_events` from not long before the days asked for."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import recurring_ical_events
from recurring_ical_events.occurrence import Occurrence
from recurring_ical_events.selection.name import ComponentsWithName

Event = Any
Moment = date | datetime
# An event, and the begin and end of one of its occurrences.
Found = tuple[Event, Moment, Moment]

# A series begins at least so long before: its beginning counts as an occurrence even where its rule leaves it out.
BEFORE = timedelta(days=400)
DAY = timedelta(days=1)
MONTHS = 12
# More occurrences than any calendar has days.
MOST = 10**9
RECURS = {"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}


class _Bare(Occurrence):
    """An occurrence without a copy of its event, which would take most of the time."""

    def as_component(self, keep_recurrence_attributes: bool) -> Any:
        return self._adapter._component, self.start, self.end


class Series:
    """A series, to be asked for days from `first` on. `cost`: how many occurrences have to be computed before them."""

    def __init__(self, series: Any, first: date):
        events = series.walk("VEVENT")
        masters = [event for event in events if "RRULE" in event and "RECURRENCE-ID" not in event]
        # What counts from an exception on counts from its day in the series.
        if not any("RANGE" in event["RECURRENCE-ID"].params for event in events if "RECURRENCE-ID" in event):
            for event in masters:
                _forward(event, first - BEFORE)
        self.cost = sum(_cost(event, first) for event in masters)
        self._alone = events[0] if len(events) == 1 and not (RECURS & events[0].keys() or series.keys()) else None
        every = [ComponentsWithName("VEVENT", occurrence=_Bare)]
        self._query: Any = None if self._alone else recurring_ical_events.of(series, components=every)

    def between(self, first: date, last: date) -> Sequence[Found]:
        """The occurrences from `first` on and before `last`, and perhaps some on the days beside."""
        if self._alone is None:
            found: Sequence[Found] = self._query.between(first, last)
            return found
        start = self._alone["DTSTART"].dt
        is_near = first - DAY <= _day(start) <= last + DAY
        return [(self._alone, start, end_of(self._alone))] if is_near else []


def end_of(event: Event) -> Any:
    """The day or moment at which an event ends; where none is written, it is that at which it begins."""
    start = event["DTSTART"].dt
    if "DTEND" in event:
        return event["DTEND"].dt
    return start + event["DURATION"].dt if "DURATION" in event else start


def _forward(event: Event, until: date) -> None:
    """Moves the beginning of an endless series towards a day, by whole turns of its rule."""
    rule, start = event["RRULE"], event["DTSTART"].dt
    if isinstance(rule, list) or "COUNT" in rule:
        return
    day = _day(start)
    moved = _moved(rule, day, until) if day < until else day
    for name in ("DTSTART", "DTEND"):
        if name in event:
            event[name].dt += moved - day


def _cost(event: Event, first: date) -> int:
    rules = event["RRULE"] if isinstance(event["RRULE"], list) else [event["RRULE"]]
    days = max((first - _day(event["DTSTART"].dt)).days, 0)
    return sum(min(_count(rule), days // _days_apart(rule)) for rule in rules)


def _count(rule: Any) -> int:
    return int(rule.get("COUNT", [MOST])[0])


def _days_apart(rule: Any) -> int:
    """About how many days lie between two of its occurrences, rather fewer."""
    every, days = int(rule.get("INTERVAL", [1])[0]), len(rule.get("BYDAY", [""]))
    of_frequency = {"DAILY": 1, "WEEKLY": max(7 // days, 1)}
    return every * of_frequency.get(rule["FREQ"][0].upper(), 1)


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _moved(rule: Any, day: date, until: date) -> date:
    every, frequency = int(rule.get("INTERVAL", [1])[0]), rule["FREQ"][0].upper()
    if frequency in ("DAILY", "WEEKLY"):
        turn = every * (7 if frequency == "WEEKLY" else 1)
        return day + timedelta(days=(until - day).days // turn * turn)
    # Without these the day of the month is that of the beginning, and such a series has few days.
    if not {"BYDAY", "BYMONTHDAY", "BYWEEKNO"} & rule.keys():
        return day
    turn = every * (MONTHS if frequency == "YEARLY" else 1)
    months = ((until.year - day.year) * MONTHS + until.month - day.month) // turn * turn
    years, month = divmod(day.month - 1 + months, MONTHS)
    return date(day.year + years, month + 1, 1)
