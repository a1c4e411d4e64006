"""Leaves out what lies too far from today to be announced, so that the history of a calendar costs no time."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from reading.calendar.content_lines import LESS, MOMENTS, ContentLine, UnreadableCalendar

# A meeting that was moved stands at a distance from its day.
MARGIN = timedelta(days=62)
MOST_EVENTS, MOST_DAYS = 1000, 10_000
RECURS = {"RRULE", "RDATE", "EXRULE"}
IN_A_LIST = {"EXDATE", "RDATE"}
DAY = re.compile(r"(?:19|20|21)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?=T|$)", re.ASCII)

Event = list[ContentLine]


def without_distant(lines: Sequence[ContentLine], first: date, last: date) -> list[ContentLine]:
    """The lines without events and listed days that lie outside of these days; raises UnreadableCalendar if too many
    are left."""
    span = (f"{first - MARGIN:%Y%m%d}", f"{last + MARGIN:%Y%m%d}")
    parts = list(_parts(lines))
    masters = Counter(_value(part, "UID") for part in parts if _is_event(part) and not _has(part, "RECURRENCE-ID"))
    near = [part for part in parts if not (_is_event(part) and _is_distant(part, span, masters))]
    _refuse_too_many([part for part in near if _is_event(part)])
    kept = [kept for part in near for line in part for kept in _near_days(line, span)]
    _refuse_too_many_days(kept)
    return kept


def _parts(lines: Sequence[ContentLine]) -> Iterator[Event]:
    """Each event as a list of its lines, and every other line alone."""
    event: Event = []
    for line in lines:
        if event or (line.name, line.value) == ("BEGIN", "VEVENT"):
            event.append(line)
        if not event:
            yield [line]
        elif line.name == "END":
            yield event
            event = []
    yield from [event] if event else []


def _is_event(part: Event) -> bool:
    return part[0].value == "VEVENT"


def _has(part: Event, *names: str) -> bool:
    return any(line.name in names for line in part)


def _value(part: Event, name: str) -> str:
    return next((line.value for line in part if line.name == name), "")


def _is_distant(event: Event, span: tuple[str, str], masters: Counter[str]) -> bool:
    """Whether no other event depends on it, and all its days lie outside."""
    moments = [line for line in event if line.name in MOMENTS]
    if _has(event, *RECURS) or not _value(event, "DTSTART"):
        return False
    if any(parameter.startswith("RANGE") for line in moments for parameter in line.parameters):
        return False
    of_its_name = masters[_value(event, "UID")]
    if of_its_name == 0 or (of_its_name > 1 and _value(event, "UID")):
        return False
    return all(_is_outside(line.value, span) for line in moments)


def _is_outside(moment: str, span: tuple[str, str]) -> bool:
    day = DAY.match(moment)
    return bool(day) and not span[0] <= moment[:8] <= span[1]


def _near_days(line: ContentLine, span: tuple[str, str]) -> Iterator[ContentLine]:
    if line.name not in IN_A_LIST:
        yield line
        return
    days = [day for day in dict.fromkeys(line.value.split(",")) if not _is_outside(day, span)]
    if days:
        yield replace(line, value=",".join(days))


def _refuse_too_many(events: Sequence[Event]) -> None:
    for event in events[MOST_EVENTS : MOST_EVENTS + 1]:
        text = f"In diesem Kalender stehen mehr als {MOST_EVENTS} Termine, die noch kommen."
        raise UnreadableCalendar(text, LESS, event[0].number)


def _refuse_too_many_days(lines: Sequence[ContentLine]) -> None:
    left = MOST_DAYS
    for line in lines:
        left -= line.value.count(",") + 1 if line.name in IN_A_LIST else 0
        if left < 0:
            text = f"In den Serien dieses Kalenders stehen mehr als {MOST_DAYS} einzelne Tage."
            raise UnreadableCalendar(text, LESS, line.number)
