"""A calendar file: its meetings, what is left out of it, and the mistakes that keep it off the air."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING

from ivr.model.recent import recent_cache
from ivr.model.recurrence import Span
from reading.calendar.content_lines import UnreadableCalendar
from reading.files import decode_file
from reading.problem import Problem
from reading.text.pieces import Line, Mistake
from reading.when.days import german_date

if TYPE_CHECKING:
    from reading.calendar.dates import Occurrence, UnreadableEvent

MOST_DATES = 1000

MeetingDate = tuple[date, Span]
# Text and remedy of a problem.
Remark = tuple[str, str]
NO_TIMES = (
    "In diesem Kalender ist kein kommender Termin ein Treffen mit Anfang und Ende.",
    "Tragen Sie dort Anfang und Ende der Treffen ein.",
)


@dataclass(frozen=True)
class Calendar:
    """A calendar file: its meetings, its cancelled meetings, a remark for each event that was left out, and the
    mistakes that keep it off the air. `over`: it has no coming meeting."""

    dates: tuple[MeetingDate, ...]
    cancelled: tuple[MeetingDate, ...]
    remarks: tuple[Remark, ...]
    mistakes: tuple[Problem, ...] = ()
    over: bool = False


# Several times in a row the same files are read, of which none or one has changed.
@recent_cache(periods=2)
def read_calendar(name: str, raw: bytes, today: date) -> Calendar | Problem:
    # Its libraries take half a second, and most plans have no such file.
    from reading.calendar.dates import occurrences

    text = ""

    def problem(what: str, remedy: str, line: int = 1) -> Problem:
        return Problem(name, line, 1, what, remedy, "".join(text.split("\n")[line - 1 : line])[:80])

    try:
        text = decode_file(Line(name, 1, "", today), raw)
        found, senseless = occurrences(text, today)
    except Mistake as mistake:
        return mistake.problem
    except UnreadableCalendar as wrong:
        return problem(wrong.text, wrong.remedy, wrong.line)
    calendar = _calendar(found, today)
    instead = {each.instead_at: each for each in _coming_without_span(found, today) if each.instead_at}
    mistakes = [problem(*_not_understood(each)) for each in senseless]
    mistakes += [problem(*_in_a_series(each), line) for line, each in instead.items()]
    if calendar.over and calendar.remarks:
        mistakes.append(problem(*NO_TIMES))
    return replace(calendar, mistakes=tuple(dict.fromkeys(mistakes)), over=calendar.over and not mistakes)


def together(calendars: Sequence[Calendar]) -> Calendar:
    """Several calendars of one group as one: it is over only when all of them are."""
    dates = sorted({each for calendar in calendars for each in calendar.dates}, key=_in_order)
    cancelled = sorted({each for calendar in calendars for each in calendar.cancelled}, key=_in_order)
    remarks = dict.fromkeys(remark for calendar in calendars for remark in calendar.remarks)
    over = all(calendar.over for calendar in calendars)
    return Calendar(tuple(dates), tuple(cancelled), tuple(remarks), over=over)


def _in_order(meeting: MeetingDate) -> tuple[date, time]:
    return meeting[0], meeting[1].start


def _calendar(found: "Sequence[Occurrence]", today: date) -> Calendar:
    left_out = {each.title: each for each in _coming_without_span(found, today) if not each.instead_at}
    dates = _dates([each for each in found if not each.cancelled])
    cancelled = _dates([each for each in found if each.cancelled])
    over = not any(day >= today for day, _ in dates)
    remarks = (*map(_left_out, left_out.values()), *_too_many(dates))
    return Calendar(dates[:MOST_DATES], cancelled[:MOST_DATES], remarks, over=over)


def _coming_without_span(found: "Sequence[Occurrence]", today: date) -> "list[Occurrence]":
    """The last one first, so that of one name or line the first one counts."""
    return [each for each in reversed(found) if each.day >= today and not each.span and not each.cancelled]


def _dates(found: "Sequence[Occurrence]") -> tuple[MeetingDate, ...]:
    return tuple(dict.fromkeys((each.day, each.span) for each in found if each.span))


def _not_understood(event: "UnreadableEvent") -> tuple[str, str, int]:
    text = f"In diesem Kalender verstehe ich den Termin »{event.title}« nicht."
    return text, "Tragen Sie ihn dort neu ein, oder löschen Sie ihn.", event.line


def _left_out(each: "Occurrence") -> Remark:
    """Its day is in the remedy alone: with the text, the next day of a series would be another problem to be told."""
    return f"In diesem Kalender {_wrong(each, f'»{each.title}«')}.", _remedy(each)


def _in_a_series(each: "Occurrence") -> Remark:
    which = f"»{each.title}« am {german_date(each.day)}"
    return f"In einer Serie dieses Kalenders {_wrong(each, which)}.", _remedy(each)


def _wrong(each: "Occurrence", which: str) -> str:
    return f"dauert {which} länger als einen Tag" if each.too_long else f"hat {which} keine Uhrzeit"


def _remedy(each: "Occurrence") -> str:
    if each.too_long:
        return f"Tragen Sie ab {german_date(each.day)} für jeden Tag einen eigenen Termin ein."
    return f"Tragen Sie am {german_date(each.day)} Anfang und Ende ein, oder löschen Sie den Termin."


def _too_many(dates: Sequence[MeetingDate]) -> Iterator[Remark]:
    if len(dates) > MOST_DATES:
        remedy = "Löschen Sie darin, was nicht zu dieser Gruppe gehört."
        yield f"In diesem Kalender stehen mehr als {MOST_DATES} Termine; die ersten davon gelten.", remedy
