"""Adds the dates of the calendar that a group names ("Kalender: krokus.ics") to the group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ivr.model.exceptions import single
from ivr.model.plan import Group
from reading.calendar.file import Calendar, Remark, read_calendar, together
from reading.calendar.names import named_calendars
from reading.files import FOLDER, NOT_FETCHED, Files, is_calendar, is_fetched
from reading.group_block import GroupBlock
from reading.problem import Problem
from reading.text.pieces import nearest
from reading.when.days import german_date

KEY = "Kalender"
OVER = (
    "In diesem Kalender steht kein kommender Termin.",
    "Speichern Sie ihn im Kalenderprogramm neu, oder streichen Sie diese Zeile.",
)
AS_A_FILE = "Prüfen Sie die Adresse im Browser, oder speichern Sie den Kalender als Datei im Ordner »gruppen«."
NOT_HERE = "Legen Sie die Datei in den Ordner »gruppen«."
Calendars = Mapping[str, Calendar | Problem]


def with_calendars(groups: Sequence[GroupBlock], files: Files, today: date) -> tuple[list[GroupBlock], list[Problem]]:
    """The groups with the dates of their calendars, and the problems of the calendar files."""
    calendars = {name: read_calendar(name, files[name].raw, today) for name in files if _is_there(name, files)}
    named = {name for group in groups for name in _named(group, calendars)}
    wrong = [problem for name, found in calendars.items() if name in named for problem in _mistakes_of(found)]
    unnamed = [_unnamed(name) for name in calendars if name not in named and not is_fetched(name)]
    return [_with_calendars(group, calendars, files) for group in groups], wrong + unnamed


def _is_there(name: str, files: Files) -> bool:
    return is_calendar(name) or (is_fetched(name) and not files[name].raw.startswith(NOT_FETCHED))


def names_a_calendar(group: GroupBlock) -> bool:
    """Whether a group meets as a calendar says."""
    return group.has(KEY)


def _mistakes_of(found: Calendar | Problem) -> tuple[Problem, ...]:
    return (found,) if isinstance(found, Problem) else found.mistakes


def _named(group: GroupBlock, calendars: Calendars) -> list[str]:
    """The names of the calendars of a group, also of those that do not exist."""
    return named_calendars(group.at(KEY).words, calendars) if group.has(KEY) else []


def _with_calendars(group: GroupBlock, calendars: Calendars, files: Files) -> GroupBlock:
    if not group.has(KEY):
        return group
    names = _named(group, calendars)
    missing = [_missing(group, name, calendars, files) for name in names if name not in calendars]
    found = [calendars[name] for name in names if name in calendars]
    readable = [each for each in found if isinstance(each, Calendar)]
    wrong = [*_moved(group), *missing]
    if wrong or not readable or len(readable) < len(found):
        return replace(group, problems=(*group.problems, *wrong), broken_keys=group.broken_keys | {KEY})
    calendar = together(readable)
    told = (*calendar.remarks, *([OVER] if calendar.over else []), *_old(names, files))
    remarks = [replace(group.at(KEY).problem(*remark), harmless=True, urgent=True) for remark in told]
    return replace(group, group=_meeting_on(group.group, calendar), problems=(*group.problems, *remarks))


def _moved(group: GroupBlock) -> Iterator[Problem]:
    if group.has("Verlegt"):
        remedy = "Verschieben Sie das Treffen im Kalenderprogramm, und streichen Sie diese Zeile."
        yield group.at("Verlegt").problem("Bei einer Gruppe mit Kalender gilt, was im Kalender steht.", remedy)


def _meeting_on(group: Group, calendar: Calendar) -> Group:
    """The group with the dates of a calendar. Cancelled ones are exceptions, unless there is another date on that
    day; and the exceptions of the group (holidays) count for the dates of the calendar too."""
    dates = dict.fromkeys((*group.dates, *calendar.dates))
    held = {day for day, _ in dates}
    cancelled = [(day, span) for day, span in calendar.cancelled if day not in held]
    by_hand = {day for day, _ in group.dates}
    covered = [day for day, _ in calendar.dates if day not in by_hand and any(off.covers(day) for off in group.off)]
    off = (single(day) for day in dict.fromkeys([*(day for day, _ in cancelled), *covered]))
    return replace(group, dates=(*dates, *cancelled), off=tuple(dict.fromkeys((*group.off, *off))))


def _old(names: Sequence[str], files: Files) -> Iterator[Remark]:
    """A remark for each copy that could not be renewed for long."""
    for saved in (files[name].saved for name in names if is_fetched(name)):
        if saved:
            text = f"Dieser Kalender war zuletzt am {german_date(saved)} zu holen; es gilt, was damals darin stand."
            yield text, "Öffnen Sie die Adresse im Browser: Vielleicht ist der Kalender nicht mehr freigegeben."


def _missing(group: GroupBlock, name: str, calendars: Calendars, files: Files) -> Problem:
    piece = group.at(KEY)
    if is_fetched(name):
        if not name.lower().startswith("https://"):
            remedy = "Schreiben Sie die Adresse mit »https://« am Anfang."
            return piece.problem("Von dieser Adresse holt die Hotline keinen Kalender.", remedy)
        why = files[name].raw.removeprefix(NOT_FETCHED).decode(errors="replace") if name in files else ""
        if not why:
            text, remedy = "Dieser Kalender wird noch geholt.", "Warten Sie eine Minute."
        else:
            text, remedy = f"Von dieser Adresse ist kein Kalender zu holen: {why}.", AS_A_FILE
        return replace(piece.problem(text, remedy), waits=True)
    meant = nearest(name, tuple(name.removeprefix(FOLDER) for name in calendars))
    return piece.problem(f"Einen Kalender »{name}« gibt es nicht.", f"Meinten Sie »{meant}«?" if meant else NOT_HERE)


def _unnamed(name: str) -> Problem:
    remedy = f"Schreiben Sie bei einer Gruppe »Kalender: {name.removeprefix(FOLDER)}«, oder löschen Sie die Datei."
    return Problem(name, 1, 1, "Diesen Kalender nennt keine Gruppe.", remedy, harmless=True)
