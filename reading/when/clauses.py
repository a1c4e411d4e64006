"""The clauses of a recurrence: "jeden 2. Dienstag im Monat", "montags in geraden Wochen"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from ivr.model.recurrence import EVEN_WEEKS, LAST, ODD_WEEKS, SECOND_TO_LAST, Span
from reading.text.pieces import fold
from reading.when.days import SOME_WEEKDAYS, weekdays_of
from reading.when.limits import IN_MONTHS, IN_WEEKS, Limits
from reading.when.tokens import Token, shape
from reading.when.word_kinds import Kind, shape_pattern

WHOLE_WEEK, WORKING_DAYS, WEEKEND = tuple(range(7)), tuple(range(5)), (5, 6)
NAMED_DAYS = {Kind.DAILY: WHOLE_WEEK, Kind.WORKDAYS: WORKING_DAYS, Kind.WEEKEND: WEEKEND}
NTHS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fuenft": 5, "vorletzt": SECOND_TO_LAST, "letzt": LAST}
FIRST_OF_QUARTER, LAST_OF_QUARTER = {1, 4, 7, 10}, {3, 6, 9, 12}
# A fifth Monday may be one of the quarter's second month.
SURE_IN_QUARTER = ({1, 2, 3, 4}, {LAST, SECOND_TO_LAST})
ALL_MONTHS = range(1, 13)
# The words at which a clarification is put, if there are any.
CLARIFIED_AT = (Kind.ORDINAL, Kind.IN_MONTH, Kind.IN_QUARTER)
# Stands in until it is told that the time is missing: a missing day is told first.
ANY_TIME = Span(time(0))

# "jeden 2. und 4. Dienstag": the nth weekdays of a month.
NTHS_OF = "ORDINAL (?:[AND SLASH]? [EACH ON_EACH]? ORDINAL)*+"
NTH_DAYS = f"{NTHS_OF} WEEKDAY (?:TO WEEKDAY)? (?:[AND SLASH]? WEEKDAY (?:TO WEEKDAY)?)*+"
# One or several weekdays, or the nth ones of a month. "am ersten Montag und jeden Mittwoch" are two clauses.
A_CLAUSE = f"[EACH ON_EACH]? (?:[DAILY WORKDAYS WEEKEND] | {NTH_DAYS} | {SOME_WEEKDAYS})"
CLAUSE = shape_pattern(A_CLAUSE)
OF_WHAT = "[IN_MONTH IN_QUARTER]*"
CLAUSES = shape_pattern(f"{OF_WHAT} {A_CLAUSE} (?:{OF_WHAT} [AND SLASH]? {OF_WHAT} {A_CLAUSE})* {OF_WHAT}")
# In odd and even weeks or months by turns: each clause has its own parity, before or behind it.
PARITY_BEHIND = f"{A_CLAUSE} PARITY (?:[AND SLASH]? {A_CLAUSE} PARITY)+"
PARITY_BEFORE = f"PARITY {A_CLAUSE} (?:[AND SLASH]? PARITY {A_CLAUSE})+"
BY_TURNS = shape_pattern(f"{OF_WHAT} (?:{PARITY_BEHIND} | {PARITY_BEFORE}) {OF_WHAT}")


@dataclass(frozen=True)
class Parity:
    """In odd weeks (`unit` IN_WEEKS) or months only, or in even ones."""

    unit: str
    odd: bool


@dataclass(frozen=True)
class Part:
    """The part of a rule that belongs to one clock time: the words for its days, their limits, its offset in the text,
    and whether a limit comes before its first day."""

    words: list[Token]
    limits: Limits
    span: Span | None
    at: int
    limit_first: bool


@dataclass(frozen=True)
class Clause:
    """Some days of a part: weekdays, nths of the month, months and weeks."""

    words: list[Token]
    part: Part
    parity: Parity | None

    @property
    def nths(self) -> tuple[int, ...]:
        return nths_of(self.words) or self._other_nths

    @property
    def _other_nths(self) -> tuple[int, ...]:
        """ "montags außer am 1. Montag": the other ones of the month."""
        without = nths_of(self.part.limits.without_nths)
        return tuple(nth for nth in range(1, 6) if nth not in without) if without else ()

    @property
    def named(self) -> set[int]:
        """The weekdays, those too that are taken out again."""
        return {day for word in self.words for day in NAMED_DAYS.get(word.kind, ())}.union(weekdays_of(self.words))

    @property
    def weekdays(self) -> tuple[int, ...]:
        return tuple(sorted(self.named.difference(self.part.limits.without)))

    @property
    def in_quarter(self) -> bool:
        return Kind.IN_QUARTER in shape(self.part.words)

    @property
    def in_month(self) -> bool:
        return self.in_quarter or Kind.IN_MONTH in shape(self.part.words) or self.part.limits.unit == IN_MONTHS

    @property
    def months(self) -> set[int]:
        months = set(self.part.limits.months or ALL_MONTHS)
        if self.in_quarter and self.nths:
            months &= FIRST_OF_QUARTER if self.nths[0] > 0 else LAST_OF_QUARTER
        if self.parity and self.parity.unit == IN_MONTHS:
            months &= {month for month in ALL_MONTHS if month % 2 == self.parity.odd}
        return months

    @property
    def weeks(self) -> tuple[int, ...]:
        if not self.parity or self.parity.unit != IN_WEEKS:
            return ()
        return ODD_WEEKS if self.parity.odd else EVEN_WEEKS

    @property
    def every(self) -> int:
        """The interval of the rule; 1 if the months or the parity already express it.

        "alle drei Monate, im Januar, April, Juli und Oktober" is every such month.
        """
        limits = self.part.limits
        if self.parity and self.parity.unit == limits.unit:
            return 1
        months = sorted(self.months)
        apart = {(after - before) % 12 for before, after in pairwise((*months, *months[:1]))}
        return 1 if limits.unit == IN_MONTHS and apart == {limits.every} else max(1, limits.every)


def nths_of(words: Iterable[Token]) -> tuple[int, ...]:
    """Which of the month the ordinals among some words name."""
    ordinals = (word for word in words if word.kind is Kind.ORDINAL)
    nths = {int(word.get("number") or 0) or NTHS[fold(word.get("word"))] for word in ordinals}
    return tuple(sorted(nths, key=lambda nth: (nth < 0, nth)))
