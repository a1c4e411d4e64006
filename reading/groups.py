"""The blocks of a group file, read into groups: "Gruppe: …", "Regel: …", "Zugang: …"."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ivr.model.exceptions import Off
from ivr.model.meeting import spans_on
from ivr.model.plan import Group, Moved
from ivr.model.recurrence import Rule, Span
from reading.codes import OPEN, read_access, read_code, read_stray_code
from reading.external_entrance import read_entrance
from reading.external_room import elsewhere, read_ends, read_mute_key, read_wait
from reading.group_block import Written
from reading.problem import Problem
from reading.room_fields import read_minutes, read_seats, read_yes_or_no
from reading.text.fields import WHOLE, Fields, read_fields, text_up_to
from reading.text.lines import Entry, entries, once_each
from reading.text.pieces import Line, Piece, collect
from reading.when.clarifications import HOW_TO_MOVE
from reading.when.clock import no_time
from reading.when.days import dotted
from reading.when.exceptions import read_off
from reading.when.recurrence import read_recurrence, read_rules
from reading.when.single_dates import DATES_END, Appointment, read_appointments, read_moved
from reading.when.start import Start, no_meeting, no_start, read_start, starting

# What does not belong among words, and where it does.
NO_WORDS: tuple[tuple[Callable[[Piece], Any], str], ...] = (
    (read_rules, "Regel"),
    (read_appointments, "Termine"),
    (read_stray_code, "Zugang"),
    (read_entrance, "Raum"),
)


def words_up_to(longest: int) -> Callable[[Piece], str]:
    """Reads words of at most so many characters, and refuses what was written into the wrong line."""
    read = text_up_to(longest)

    def read_words(piece: Piece) -> str:
        for read_it, key in NO_WORDS if re.search("[0-9]", piece.text) else ():
            understood, _ = collect(read_it, [piece])
            if understood:
                raise piece.mistake("Das steht in der falschen Zeile.", f"Schreiben Sie es hinter »{key}:«.")
        return read(piece)

    return read_words


FIELDS: Fields = {
    "Gruppe": (WHOLE, words_up_to(60)),
    "Thema": (WHOLE, words_up_to(60)),
    "Regel": (";", read_recurrence),
    "Start": (WHOLE, read_start),
    "Termine": (DATES_END, read_appointments),
    "Kalender": (WHOLE, text_up_to(120)),
    "Ausfall": (DATES_END, read_off),
    "Verlegt": (";", read_moved),
    "Ort": (WHOLE, words_up_to(120)),
    "Zugang": (WHOLE, read_access),
    "Leitung": (WHOLE, read_code),
    "Raum": (WHOLE, read_entrance),
    "Wartezeit": (WHOLE, read_wait),
    "Abschluss": (WHOLE, read_ends),
    "Stumm-Taste": (WHOLE, read_mute_key),
    "Einlass": (WHOLE, read_minutes),
    "Nachlauf": (WHOLE, read_minutes),
    "Plätze": (WHOLE, read_seats),
    "Zusage": (WHOLE, read_yes_or_no),
    "Hinweis": (WHOLE, words_up_to(200)),
}
# What has a default in the plan.
OF_THE_ROOM = {"Einlass": "opens_before", "Nachlauf": "closes_after", "Plätze": "seats", "Zusage": "consent"}
REPEATABLE = ("Regel", "Termine", "Ausfall", "Verlegt")


def read_groups(lines: Iterable[Line]) -> tuple[list[Written], list[Problem]]:
    """Every group of a file, broken ones too; and the problems of the lines before the first group."""
    found = entries(lines, tuple(FIELDS))
    starts = [number for number, entry in enumerate(found) if entry.key == "Gruppe"] or [len(found)]
    blocks = [found[start:end] for start, end in zip(starts, [*starts[1:], len(found)], strict=True)]
    return [_read_group(block) for block in blocks if block], [_stray(entry) for entry in found[: starts[0]]]


def _read_group(entries_of_it: Sequence[Entry]) -> Written:
    block = tuple(once_each(entries_of_it, REPEATABLE))
    good, bad = read_fields(block, FIELDS)
    rules, not_started = _started(good, bool(bad["Start"]))
    single: list[Appointment] = [found for of_piece in good["Termine"] for found in of_piece]
    off: list[tuple[Off, Piece]] = [(found, piece) for of_piece, piece in good["Ausfall"] for found in of_piece]
    dates, untimed = _timed(single, rules, bool(bad["Regel"]))
    room, not_dialled = elsewhere(good)
    group = replace(_group(good, rules, dates, [found for found, _ in off]), elsewhere=room)
    moved, not_moved = collect(lambda found: _moved(group, *found), good["Verlegt"])
    bad["Regel"] += [*not_started, *_words_twice(good)]
    bad["Termine"] += untimed
    bad["Raum"] += not_dialled
    bad["Verlegt"] += [*not_moved, *_moved_twice(good)]
    return Written(
        group=replace(group, moved=tuple(move for of_piece in moved for move in of_piece)),
        block=block,
        problems=tuple(problem for of_key in bad.values() for problem in of_key),
        broken=frozenset(key for key, of_key in bad.items() if of_key),
        off=(*off, *((found, of_rule.piece) for of_rule in good["Regel"] for found in of_rule.off)),
        moved=tuple((day, instead.piece) for day, instead in good["Verlegt"]),
        ends=tuple((rule.until, of_rule.piece) for of_rule in good["Regel"] for rule in of_rule.rules if rule.until),
        single=tuple((found.day, found.piece) for found in single),
    )


def _words_twice(good: dict[str, list[Any]]) -> Iterator[Problem]:
    for found in [found for found in good["Regel"] if found.by_words][1:]:
        yield found.piece.problem("Das steht schon in anderen Worten da.", "Lassen Sie nur eines davon stehen.")


def _moved_twice(good: dict[str, list[Any]]) -> Iterator[Problem]:
    seen: set[date] = set()
    for day, instead in good["Verlegt"]:
        if day in seen:
            text = f"Das Treffen am {dotted(day)} ist schon verlegt."
            yield instead.piece.problem(text, "Lassen Sie nur eine der beiden Angaben stehen.")
        seen.add(day)


def _started(good: dict[str, list[Any]], start_is_broken: bool) -> tuple[list[Rule], list[Problem]]:
    """The rules, those without a start of their own from that of the group."""
    start: Start | None = next(iter(good["Start"]), None)

    def started(written: tuple[Rule, Piece]) -> Rule:
        rule, piece = written
        if start and not rule.since:
            return starting(rule, start)
        if rule.every > 1 and not rule.since and not start_is_broken:
            raise no_start(piece, rule)
        return rule

    written = [(rule, found.piece) for found in good["Regel"] for rule in found.rules]
    rules, problems = collect(started, written)
    if start and written and all(rule.since for rule, _ in written):
        text, remedy = "Die Regel hat schon einen eigenen Anfang.", "Schreiben Sie nur einen von beiden."
        problems.append(start.piece.problem(text, remedy))
    if start and start.exact and rules and not problems and not any(rule.days(start.day, start.day) for rule in rules):
        problems.append(no_meeting(start).problem)
    return rules, problems


def _timed(
    single: list[Appointment], rules: list[Rule], rule_is_broken: bool
) -> tuple[list[tuple[date, Span]], list[Problem]]:
    """The single dates; one without a time takes that of the rule, if there is just one."""
    spans = {rule.span for rule in rules}
    usual = spans.pop() if len(spans) == 1 else None
    dates = [(found.day, span) for found in single if (span := found.span or usual)]
    untimed = [no_time(found.piece).problem for found in single if not (found.span or usual or rule_is_broken)]
    return dates, list(dict.fromkeys(untimed))


def _moved(group: Group, day: date, instead: Appointment) -> list[Moved]:
    """The meeting of that day, with its usual time if no other is written; [] if there is none, which is told later."""
    usual = spans_on(group, day)
    if len(usual) > 1:
        text = f"Am {dotted(day)} sind es mehrere Treffen: Welches verlegt ist, kann ich nicht wissen."
        raise instead.piece.mistake(text, "Schreiben Sie die Treffen dieses Tages unter »Termine:«.")
    moved = [Moved(day, instead.day, instead.span or span) for span in usual]
    if usual and moved == [Moved(day, day, span) for span in usual]:
        raise instead.piece.mistake("So bleibt das Treffen, wann es ist.", HOW_TO_MOVE)
    return moved


def _group(good: dict[str, list[Any]], rules: list[Rule], dates: list[tuple[date, Span]], off: list[Off]) -> Group:
    first = {key: next(iter(values), "") for key, values in good.items()}
    return Group(
        name=first["Gruppe"],
        topic=first["Thema"],
        rules=tuple(rules),
        by_words=next((found.by_words for found in good["Regel"] if found.by_words), ""),
        dates=tuple(dict.fromkeys(dates)),
        off=tuple(dict.fromkeys(off)),
        place=first["Ort"],
        note=first["Hinweis"],
        code=first["Zugang"].removeprefix(OPEN),
        leader_code=first["Leitung"],
        open=first["Zugang"] == OPEN,
        **{field: value for key, field in OF_THE_ROOM.items() for value in good[key][:1]},
    )


def _stray(entry: Entry) -> Problem:
    remedy = "Beginnen Sie jede Gruppe mit einer Zeile »Gruppe:« und ihrem Namen."
    return next(iter(entry.troubles), entry.name.problem("Diese Zeile steht vor der ersten Gruppe.", remedy))
