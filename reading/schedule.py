"""When a group meets: the lines of its block that speak of dates, taken together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ivr.model.exceptions import Off
from ivr.model.meeting import spans_on
from ivr.model.plan import Group, Moved
from ivr.model.recurrence import Rule, Span
from reading.problem import Problem
from reading.text.fields import FieldValues
from reading.text.pieces import Piece, collect
from reading.when.clarifications import HOW_TO_MOVE
from reading.when.clock import time_missing
from reading.when.days import german_date
from reading.when.recurrence import Recurrence
from reading.when.single_dates import SingleDate
from reading.when.start import Start, not_a_meeting_day, start_missing, with_start


@dataclass(frozen=True)
class Schedule:
    """What the lines "Regel", "Start", "Termine", "Ausfall" and "Verlegt" of a block say, each with its piece.

    `moved`: the day of a meeting, and when it takes place instead.
    """

    recurrences: Sequence[Recurrence]
    starts: Sequence[Start]
    single: Sequence[SingleDate]
    exceptions: Sequence[tuple[Off, Piece]]
    moved: Sequence[tuple[date, SingleDate]]

    @classmethod
    def of(cls, read: FieldValues) -> "Schedule":
        """The schedule of the fields of a block."""
        starts = [*read.values["Start"], *(found.start for found in read.values["Regel"] if found.start)]
        in_rules = [found.single for found in read.values["Regel"]]
        return cls(
            recurrences=read.values["Regel"],
            starts=starts,
            single=[found for of_piece in (*read.values["Termine"], *in_rules) for found in of_piece],
            exceptions=[
                *((found, piece) for of_piece, piece in read.values["Ausfall"] for found in of_piece),
                *((off, found.piece) for found in read.values["Regel"] for off in found.without),
            ],
            moved=read.values["Verlegt"],
        )

    @property
    def start(self) -> Start | None:
        """The first day of all rules that have none of their own."""
        return next(iter(self.starts), None)

    @property
    def rules(self) -> list[tuple[Rule, Piece]]:
        """The rules as written, before the start of the group counts for them."""
        return [(rule, found.piece) for found in self.recurrences for rule in found.rules]

    @property
    def all_exceptions(self) -> tuple[tuple[Off, Piece], ...]:
        """The exceptions of the group and of its rules."""
        return (*self.exceptions, *((off, found.piece) for found in self.recurrences for off in found.off))

    @property
    def ends(self) -> tuple[tuple[date, Piece], ...]:
        """The last days of the rules that have one."""
        return tuple((rule.until, piece) for rule, piece in self.rules if rule.until)


def started_rules(schedule: Schedule, start_is_broken: bool) -> tuple[tuple[Rule, ...], list[Problem]]:
    """The rules, those without a start of their own from that of the group; and the problems of the rules."""
    start = schedule.start

    def started(written: tuple[Rule, Piece]) -> Rule:
        rule, piece = written
        if start and not rule.since:
            return with_start(rule, start)
        if rule.every > 1 and not rule.since and not start_is_broken:
            raise start_missing(piece, rule)
        return rule

    rules, problems = collect(started, schedule.rules)
    if start:
        problems += _start_problems(start, schedule.rules, rules, bool(problems))
    return tuple(rules), [*problems, *_words_twice(schedule), *_start_twice(schedule)]


def _start_problems(
    start: Start, written: Sequence[tuple[Rule, Piece]], rules: Sequence[Rule], has_problems: bool
) -> Iterator[Problem]:
    if written and all(rule.since for rule, _ in written):
        text, remedy = "Die Regel hat schon einen eigenen Anfang.", "Schreiben Sie nur einen von beiden."
        yield start.piece.problem(text, remedy)
    elif start.exact and rules and not has_problems and not any(rule.days(start.day, start.day) for rule in rules):
        yield not_a_meeting_day(start).problem


def _start_twice(schedule: Schedule) -> Iterator[Problem]:
    for start in schedule.starts[1:]:
        yield start.piece.problem("Ein Anfang steht schon da.", "Schreiben Sie nur einen von beiden.")


def _words_twice(schedule: Schedule) -> Iterator[Problem]:
    for found in [found for found in schedule.recurrences if found.by_words][1:]:
        yield found.piece.problem("Das steht schon in anderen Worten da.", "Lassen Sie nur eines davon stehen.")


def timed_dates(
    schedule: Schedule, rules: Sequence[Rule], rule_is_broken: bool
) -> tuple[tuple[tuple[date, Span], ...], list[Problem]]:
    """The single dates, each once; one without a time takes that of the rules, if they have just one."""
    spans = {rule.span for rule in rules}
    usual = spans.pop() if len(spans) == 1 else None
    dates = dict.fromkeys((found.day, span) for found in schedule.single if (span := found.span or usual))
    untimed = [found for found in schedule.single if not (found.span or usual or rule_is_broken)]
    return tuple(dates), list(dict.fromkeys(time_missing(found.piece).problem for found in untimed))


def moved_meetings(schedule: Schedule, group: Group) -> tuple[tuple[Moved, ...], list[Problem]]:
    """The moved meetings of a group, whose rules and dates are known."""
    found, problems = collect(lambda each: _moved(group, *each), schedule.moved)
    return tuple(move for of_day in found for move in of_day), [*problems, *_moved_twice(schedule)]


def _moved(group: Group, day: date, instead: SingleDate) -> list[Moved]:
    """The meeting of that day, with its usual time if no other is written; [] if there is none (checks.py)."""
    usual = spans_on(group, day)
    if len(usual) > 1:
        text = f"Am {german_date(day)} sind es mehrere Treffen: Welches verlegt ist, kann ich nicht wissen."
        raise instead.piece.mistake(text, "Schreiben Sie die Treffen dieses Tages unter »Termine:«.")
    moved = [Moved(day, instead.day, instead.span or span) for span in usual]
    if usual and moved == [Moved(day, day, span) for span in usual]:
        raise instead.piece.mistake("So bleibt das Treffen, wann es ist.", HOW_TO_MOVE)
    return moved


def _moved_twice(schedule: Schedule) -> Iterator[Problem]:
    seen: set[date] = set()
    for day, instead in schedule.moved:
        if day in seen:
            text = f"Das Treffen am {german_date(day)} ist schon verlegt."
            yield instead.piece.problem(text, "Lassen Sie nur eine der beiden Angaben stehen.")
        seen.add(day)
