"""Reads the blocks of a group file: "Gruppe: …", "Regel: …", "Zugang: …"."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from ivr.model.plan import Group
from reading.codes import OPEN_TO_ALL, read_access, read_stray_code
from reading.contact import read_contact
from reading.external_entrance import read_dial_in, read_dial_in_line
from reading.external_room import external_room_of, read_mute_key, read_terminator, read_wait
from reading.group_block import GroupBlock
from reading.invitation import is_of_an_invitation
from reading.moderation_fields import ROUND, read_beginning, read_leader, read_speaking_minutes
from reading.newcomers import for_whom, read_newcomers
from reading.problem import Problem
from reading.room_fields import read_minutes, read_seats, read_yes_or_no
from reading.schedule import Schedule, moved_meetings, started_rules, timed_dates
from reading.text.fields import WHOLE, Fields, FieldValues, read_fields, text_up_to
from reading.text.lines import Entry, entries, mark_duplicates
from reading.text.list_marks import unquoted
from reading.text.pieces import Line, Piece, collect
from reading.when.exceptions import read_exceptions
from reading.when.fillers import without_fillers
from reading.when.recurrence import read_recurrence, read_rules
from reading.when.single_dates import DATES_END, read_moved, read_single_dates
from reading.when.start import read_start

# What does not belong in a text, and the key where it does.
NO_WORDS: tuple[tuple[Callable[[Piece], Any], str], ...] = (
    (read_rules, "Regel"),
    (read_single_dates, "Termine"),
    (read_stray_code, "Zugang"),
    (read_dial_in_line, "Raum"),
)
OF_TIMES = ("Regel", "Termine")


def words_up_to(longest: int) -> Callable[[Piece], str]:
    """A reader of texts of at most so many characters, which refuses a rule, date, code or dial-in."""
    read = text_up_to(longest)

    def read_words(piece: Piece) -> str:
        has_more = without_fillers(piece) != piece
        for read_it, key in NO_WORDS if re.search("[0-9]", piece.text) else ():
            # "Das Treffen am 12.12.2026 ist online" tells more than the day.
            if has_more and key in OF_TIMES:
                continue
            understood, _ = collect(read_it, [piece])
            if understood:
                raise piece.mistake("Das steht in der falschen Zeile.", f"Schreiben Sie es hinter »{key}:«.")
        return read(piece)

    return read_words


read_words_of_a_name = words_up_to(60)


def read_name(piece: Piece) -> str:
    """The name of a group, as callers hear it."""
    return unquoted(read_words_of_a_name(piece))


# Read out in a room, in about two minutes.
LONGEST_TEXT = 1500
FIELDS: Fields = {
    "Gruppe": (WHOLE, read_name),
    "Thema": (WHOLE, words_up_to(60)),
    "Für wen": (WHOLE, for_whom(words_up_to(120))),
    "Regel": (";", read_recurrence),
    "Start": (WHOLE, read_start),
    "Termine": (DATES_END, read_single_dates),
    "Kalender": (WHOLE, text_up_to(1000)),
    "Ausfall": (DATES_END, read_exceptions),
    "Verlegt": (";", read_moved),
    "Ort": (WHOLE, words_up_to(120)),
    "Zugang": (WHOLE, read_access),
    "Leitung": (WHOLE, read_leader),
    "Raum": (WHOLE, read_dial_in),
    "Wartezeit": (WHOLE, read_wait),
    "Abschluss": (WHOLE, read_terminator),
    "Stumm-Taste": (WHOLE, read_mute_key),
    "Einlass": (WHOLE, read_minutes),
    "Nachlauf": (WHOLE, read_minutes),
    "Plätze": (WHOLE, read_seats),
    "Zusage": (WHOLE, read_yes_or_no),
    "Beginn": (WHOLE, read_beginning),
    "Redezeit": (WHOLE, read_speaking_minutes),
    "Eröffnung": (WHOLE, text_up_to(LONGEST_TEXT)),
    "Schluss": (WHOLE, text_up_to(LONGEST_TEXT)),
    "Neue": (WHOLE, read_newcomers),
    "Kontakt": (WHOLE, read_contact),
    "Hinweis": (WHOLE, words_up_to(200)),
}
# The field of `Group` by key; each has a default there.
WITH_DEFAULT = {
    "Einlass": "opens_before",
    "Nachlauf": "closes_after",
    "Plätze": "seats",
    "Zusage": "consent",
    "Beginn": "begins_with_round",
    "Redezeit": "speaking_minutes",
    "Eröffnung": "opening",
    "Schluss": "closing",
    "Neue": "newcomers",
    "Kontakt": "contact",
}
REPEATABLE = ("Regel", "Termine", "Ausfall", "Verlegt")


def group_entries(lines: Iterable[Line]) -> list[Entry]:
    """The entries of a file of groups, block after block; each block begins with "Gruppe"."""
    return entries(lines, tuple(FIELDS), lambda key, text: key == "Raum" and is_of_an_invitation(text))


def read_groups(lines: Iterable[Line]) -> tuple[list[GroupBlock], list[Problem]]:
    """The blocks of a file, broken ones too; and the problems of the lines before the first block."""
    found = group_entries(lines)
    starts = [number for number, entry in enumerate(found) if entry.key == "Gruppe"] or [len(found)]
    blocks = [found[start:end] for start, end in zip(starts, [*starts[1:], len(found)], strict=True)]
    return [_read_group(block) for block in blocks if block], [_stray(entry) for entry in found[: starts[0]]]


def _read_group(of_block: Sequence[Entry]) -> GroupBlock:
    block = tuple(mark_duplicates(of_block, REPEATABLE))
    read = read_fields(block, FIELDS)
    schedule = Schedule.of(read)
    rules, of_rules = started_rules(schedule, start_is_broken=read.is_broken("Start"))
    dates, of_dates = timed_dates(schedule, rules, rule_is_broken=read.is_broken("Regel"))
    room, of_room = external_room_of(read)
    group = replace(_group(read, schedule), rules=rules, dates=dates, external_room=room)
    moved, of_moved = moved_meetings(schedule, group)
    problems = read.problems_with({"Regel": of_rules, "Termine": of_dates, "Raum": of_room, "Verlegt": of_moved})
    return GroupBlock(
        group=replace(group, moved=moved),
        entries=block,
        problems=tuple(problem for of_key in problems.values() for problem in of_key),
        broken_keys=frozenset(key for key, of_key in problems.items() if of_key),
        off=schedule.all_exceptions,
        moved=tuple((day, instead.piece) for day, instead in schedule.moved),
        ends=schedule.ends,
        single=tuple((found.day, found.piece) for found in schedule.single),
        dates=dates,
        rule_pieces=tuple(piece for _, piece in schedule.rules),
        dated_rules=tuple(found.piece for found in schedule.recurrences if found.single),
    )


def _group(read: FieldValues, schedule: Schedule) -> Group:
    """The group without its rules, dates and moved meetings."""
    first = {key: read.first(key, "") for key in FIELDS}
    return Group(
        name=first["Gruppe"],
        topic=first["Thema"],
        by_words=next((found.by_words for found in schedule.recurrences if found.by_words), ""),
        off=tuple(dict.fromkeys(off for off, _ in schedule.exceptions)),
        place=first["Ort"],
        note=first["Hinweis"],
        for_whom=first["Für wen"],
        code=first["Zugang"].removeprefix(OPEN_TO_ALL),
        leader_code=first["Leitung"].removeprefix(ROUND),
        is_peer_led=first["Leitung"] == ROUND,
        open=first["Zugang"] == OPEN_TO_ALL,
        **{field: value for key, field in WITH_DEFAULT.items() for value in read.values[key][:1]},
    )


def _stray(entry: Entry) -> Problem:
    remedy = "Beginnen Sie jede Gruppe mit einer Zeile »Gruppe:« und ihrem Namen."
    return next(iter(entry.problems), entry.name.problem("Diese Zeile steht vor der ersten Gruppe.", remedy))
