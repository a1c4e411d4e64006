"""The calendar that a group names ("Kalender: krokus.ics"), joined to what else is written of the group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ivr.off import single
from ivr.plan import Group
from ivr.rule import Span
from reading.bounds import Unreadable
from reading.days import dotted
from reading.files import FOLDER, Files, is_calendar, text_of
from reading.ics import Occurrence, occurrences
from reading.pieces import Line, Mistake, nearest
from reading.problem import Problem
from reading.written import Written

KEY = "Kalender"
MOST_DATES, MOST_CALENDARS = 1000, 1000

Date = tuple[date, Span]
# What is wrong, and how to mend it.
Remark = tuple[str, str]


@dataclass(frozen=True)
class Calendar:
    """What a calendar file comes to: meetings, meetings that are off, and (text, remedy) of what was left out."""

    dates: tuple[Date, ...]
    cancelled: tuple[Date, ...]
    remarks: tuple[Remark, ...]


Calendars = Mapping[str, Calendar | Problem]


def with_calendars(groups: Sequence[Written], files: Files, today: date) -> tuple[list[Written], list[Problem]]:
    """The groups with the dates of their calendars, and what is wrong with a calendar as a whole."""
    calendars = {name: _read(name, files[name].raw, today) for name in files if is_calendar(name)}
    named = {_named(group, calendars) for group in groups}
    unusable = [found for name, found in calendars.items() if isinstance(found, Problem) and name in named]
    unnamed = [_unnamed(name) for name in calendars if name not in named]
    return [_joined(group, calendars) for group in groups], unusable + unnamed


# Several times in a row the same files are read, of which none or one has changed.
@lru_cache(maxsize=MOST_CALENDARS)
def _read(name: str, raw: bytes, today: date) -> Calendar | Problem:
    try:
        text = text_of(Line(name, 1, "", today), raw)
        return _calendar(*occurrences(text, today), today)
    except Mistake as mistake:
        return mistake.problem
    except Unreadable as wrong:
        return Problem(name, wrong.line, 1, wrong.text, wrong.remedy, text.split("\n")[wrong.line - 1][:80])


def _calendar(found: Sequence[Occurrence], senseless: Sequence[str], today: date) -> Calendar:
    held = [each for each in found if not each.cancelled]
    left_out = {each.title: each for each in reversed(held) if each.day >= today and not each.span}
    dates, cancelled = _dates(held), _dates([each for each in found if each.cancelled])
    remarks = [*map(_not_understood, dict.fromkeys(senseless)), *map(_left_out, left_out.values())]
    return Calendar(dates[:MOST_DATES], cancelled[:MOST_DATES], (*remarks, *_as_a_whole(dates, today)))


def _dates(found: Sequence[Occurrence]) -> tuple[Date, ...]:
    return tuple(dict.fromkeys((each.day, each.span) for each in found if each.span))


def _not_understood(title: str) -> Remark:
    return f"In diesem Kalender verstehe ich den Termin »{title}« nicht.", "Tragen Sie ihn dort neu ein."


def _left_out(each: Occurrence) -> Remark:
    which = f"»{each.title}« am {dotted(each.day)}"
    if each.too_long:
        remedy = "Tragen Sie für jeden Tag einen eigenen Termin ein."
        return f"In diesem Kalender dauert {which} länger als einen Tag.", remedy
    remedy = "Tragen Sie dort Anfang und Ende ein, oder löschen Sie den Termin."
    return f"In diesem Kalender hat {which} keine Uhrzeit.", remedy


def _as_a_whole(dates: Sequence[Date], today: date) -> Iterator[Remark]:
    if len(dates) > MOST_DATES:
        remedy = "Löschen Sie darin, was nicht zu dieser Gruppe gehört."
        yield f"In diesem Kalender stehen mehr als {MOST_DATES} Termine; die ersten davon gelten.", remedy
    if not any(day >= today for day, _ in dates):
        remedy = "Speichern Sie ihn im Kalenderprogramm neu, oder streichen Sie diese Zeile."
        yield "In diesem Kalender steht kein kommender Termin.", remedy


def _named(group: Written, calendars: Calendars) -> str | None:
    """The name of the file that a group means."""
    if not group.has(KEY):
        return None
    wanted = group.at(KEY).words.lower()
    return next((name for name in calendars if name.lower() in (wanted, FOLDER + wanted)), None)


def _joined(group: Written, calendars: Calendars) -> Written:
    if not group.has(KEY):
        return group
    name = _named(group, calendars)
    calendar, moved = calendars[name] if name else _missing(group, calendars), list(_moved(group))
    if isinstance(calendar, Calendar) and not moved:
        remarks = (replace(group.at(KEY).problem(*remark), harmless=True) for remark in calendar.remarks)
        return replace(group, group=_meeting_on(group.group, calendar), problems=(*group.problems, *remarks))
    told = [*moved, *([calendar] if isinstance(calendar, Problem) and not name else [])]
    return replace(group, problems=(*group.problems, *told), broken=group.broken | {KEY})


def _moved(group: Written) -> Iterator[Problem]:
    if group.has("Verlegt"):
        remedy = "Verschieben Sie das Treffen im Kalenderprogramm, und streichen Sie diese Zeile."
        yield group.at("Verlegt").problem("Bei einer Gruppe mit Kalender gilt, was im Kalender steht.", remedy)


def _meeting_on(group: Group, calendar: Calendar) -> Group:
    """What a calendar has cancelled is told as off, unless something else takes place on that day; and its series know
    no holidays, so that these are off as they are for a rule."""
    dates = dict.fromkeys((*group.dates, *calendar.dates))
    held = {day for day, _ in dates}
    cancelled = [(day, span) for day, span in calendar.cancelled if day not in held]
    by_hand = {day for day, _ in group.dates}
    covered = [day for day, _ in calendar.dates if day not in by_hand and any(off.covers(day) for off in group.off)]
    off = (single(day) for day in dict.fromkeys([*(day for day, _ in cancelled), *covered]))
    return replace(group, dates=(*dates, *cancelled), off=tuple(dict.fromkeys((*group.off, *off))))


def _missing(group: Written, calendars: Calendars) -> Problem:
    piece = group.at(KEY)
    if "://" in piece.text:
        remedy = "Speichern Sie den Kalender als Datei im Ordner »gruppen«, und schreiben Sie ihren Namen hierher."
        return piece.problem("Aus dem Internet holt die Hotline keinen Kalender.", remedy)
    meant = nearest(piece.words, tuple(name.removeprefix(FOLDER) for name in calendars))
    remedy = f"Meinten Sie »{meant}«?" if meant else "Legen Sie die Datei in den Ordner »gruppen«."
    return piece.problem(f"Einen Kalender »{piece.words}« gibt es nicht.", remedy)


def _unnamed(name: str) -> Problem:
    remedy = f"Schreiben Sie bei einer Gruppe »Kalender: {name.removeprefix(FOLDER)}«, oder löschen Sie die Datei."
    return Problem(name, 1, 1, "Diesen Kalender nennt keine Gruppe.", remedy, harmless=True)
