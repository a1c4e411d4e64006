"""The blocks of a group file, read into groups: "Gruppe: …", "Regel: …", "Zugang: …"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ivr.off import single
from ivr.plan import Group
from ivr.rule import Span
from reading.clock import no_time
from reading.days import DATES_END, DAYS_END, Appointment, read_appointment, read_day
from reading.fields import WHOLE, Fields, read_code, read_fields, text_up_to
from reading.lines import Entry, entries, once_each
from reading.pieces import Line, Piece
from reading.problem import Problem
from reading.recurrence import read_rule

FIELDS: Fields = {
    "Gruppe": (WHOLE, text_up_to(60)),
    "Thema": (WHOLE, text_up_to(60)),
    "Regel": (";", read_rule),
    "Termine": (DATES_END, read_appointment),
    "Kalender": (WHOLE, text_up_to(120)),
    "Ausfall": (DAYS_END, read_day),
    "Ort": (WHOLE, text_up_to(120)),
    "Zugang": (WHOLE, read_code),
    "Leitung": (WHOLE, read_code),
    "Hinweis": (WHOLE, text_up_to(200)),
}
REPEATABLE = ("Regel", "Termine", "Ausfall")
# With one of these wrong, callers would come on the wrong day or into the wrong room: better no group than such a one.
VITAL = frozenset(("Gruppe", "Regel", "Termine", "Kalender", "Ausfall", "Zugang", "Leitung"))


@dataclass(frozen=True)
class Written:
    """A group as read, the days it says it does not meet, its lines, what is wrong with them, and with which keys."""

    group: Group
    days_off: tuple[Appointment, ...]
    block: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[str]

    @property
    def lost(self) -> bool:
        """Whether something is wrong that would mislead callers."""
        return bool(VITAL & self.broken)

    def at(self, key: str) -> Piece:
        """Where the value of a key stands, or else the word "Gruppe" that begins the block."""
        return next((entry.value for entry in self.block if entry.key == key and entry.value.text), self.block[0].name)

    def has(self, *keys: str) -> bool:
        """Whether something is written after one of the keys, readable or not."""
        return any(entry.key in keys and entry.value.text for entry in self.block)


def read_groups(lines: Iterable[Line]) -> tuple[list[Written], list[Problem]]:
    """Every group of a file, broken ones too; and the problems of the lines before the first group."""
    found = entries(lines, tuple(FIELDS))
    starts = [number for number, entry in enumerate(found) if entry.key == "Gruppe"] or [len(found)]
    blocks = [found[start:end] for start, end in zip(starts, [*starts[1:], len(found)], strict=True)]
    return [_read_group(block) for block in blocks if block], [_stray(entry) for entry in found[: starts[0]]]


def _read_group(entries_of_it: Sequence[Entry]) -> Written:
    block = tuple(once_each(entries_of_it, REPEATABLE))
    good, bad = read_fields(block, FIELDS)
    dates, untimed = _timed(good, bool(bad["Regel"]))
    bad["Termine"] += untimed
    problems = tuple(problem for of_key in bad.values() for problem in of_key)
    broken = frozenset(key for key, of_key in bad.items() if of_key)
    return Written(_group(good, dates), tuple(good["Ausfall"]), block, problems, broken)


def _timed(good: dict[str, list[Any]], rule_is_broken: bool) -> tuple[list[tuple[date, Span]], list[Problem]]:
    """The single dates; one without a time takes that of the rule, if there is just one."""
    spans: set[Span] = {rule.span for rule in good["Regel"]}
    usual = spans.pop() if len(spans) == 1 else None
    appointments: list[Appointment] = good["Termine"]
    dates = [(found.day, span) for found in appointments if (span := found.span or usual)]
    untimed = [no_time(found.piece).problem for found in appointments if not (found.span or usual or rule_is_broken)]
    return dates, untimed


def _group(good: dict[str, list[Any]], dates: list[tuple[date, Span]]) -> Group:
    first = {key: next(iter(values), "") for key, values in good.items()}
    return Group(
        name=first["Gruppe"],
        topic=first["Thema"],
        rules=tuple(good["Regel"]),
        dates=tuple(dict.fromkeys(dates)),
        off=tuple(single(off.day) for off in good["Ausfall"]),
        place=first["Ort"],
        note=first["Hinweis"],
        code=first["Zugang"],
        leader_code=first["Leitung"],
    )


def _stray(entry: Entry) -> Problem:
    remedy = "Beginnen Sie jede Gruppe mit einer Zeile »Gruppe:« und ihrem Namen."
    return next(iter(entry.troubles), entry.name.problem("Diese Zeile steht vor der ersten Gruppe.", remedy))
