"""The days of a recurrence: "jeden 2. Dienstag im Monat", "montags in geraden Wochen"; and their clarifications."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import pairwise

from ivr.model.recurrence import EVEN_WEEKS, LAST, ODD_WEEKS, SECOND_TO_LAST, Rule, Span
from reading.text.pieces import Piece, fold
from reading.when.clarifications import (
    ENDS_FIRST,
    EVERY_NTH_ODD,
    EVERY_SECOND,
    HOW_LONG,
    NO_DAY,
    NOT_AMONG_THE_DAYS,
    NTH_OF_QUARTER,
    ONCE_A_MONTH,
    UNCLEAR,
    WEEKS_OR_MONTHS,
    WHICH_DAY,
)
from reading.when.days import SOME_WEEKDAYS, weekdays_of
from reading.when.limits import IN_MONTHS, IN_WEEKS, Limits
from reading.when.start import SOME_YEARS, Start, with_start
from reading.when.tokens import Token, clarification, shape
from reading.when.vocabulary import COUNTED
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


def _without_others(clause: Clause) -> bool:
    """ "montags außer am 1. Dienstag", "am 1. und 3. Montag außer am letzten": what is left cannot be counted."""
    without = clause.part.limits.without_nths
    named = weekdays_of(without) or clause.weekdays
    among = len(named) == 1 and named == clause.weekdays and min(nths_of(without), default=1) > 0
    return bool(without) and (not among or Kind.ORDINAL in shape(clause.words) or clause.part.limits.unit != "")


def _every_second(clause: Clause) -> bool:
    """ "jeden zweiten Montag", where nothing says that it is of the month."""
    each = {Kind.EACH: clause.nths > (1,), Kind.ON_EACH: clause.nths == (2,)}.get(clause.words[0].kind, False)
    return each and len(clause.nths) == 1 and not clause.in_month and len(clause.months) > 1


# What two or three words that are clear by themselves leave open together.
CLARIFICATIONS: tuple[tuple[Callable[[Clause], bool], tuple[str, str]], ...] = (
    (lambda clause: _without_others(clause), NOT_AMONG_THE_DAYS),
    (lambda clause: clause.in_month and not clause.nths, ONCE_A_MONTH),
    (_every_second, EVERY_SECOND),
    (lambda clause: bool(clause.nths and (clause.part.limits.unit == IN_WEEKS or clause.weeks)), WEEKS_OR_MONTHS),
    (
        lambda clause: clause.in_quarter and not any(set(clause.nths) <= nths for nths in SURE_IN_QUARTER),
        NTH_OF_QUARTER,
    ),
    (lambda clause: bool(clause.parity and clause.part.limits.every > 2), EVERY_NTH_ODD),
    (lambda clause: not clause.named.issuperset(clause.part.limits.without), NOT_AMONG_THE_DAYS),
    (lambda clause: not clause.weekdays or not clause.months, NO_DAY),
    (lambda clause: (clause.part.limits.until or date.max) < (clause.part.limits.since or date.min), ENDS_FIRST),
)


def rules_of(piece: Piece, part: Part) -> list[Rule]:
    """The rules of a part, one for each clause; raises Mistake."""
    if not part.words and part.limits.since and part.limits.exact and part.limits.unit == IN_WEEKS:
        return [_on_its_weekday(piece, part, part.limits.since)]
    by_turns = shape(part.words).count(Kind.PARITY) > 1
    words = [word for word in part.words if not (by_turns and word.kind is Kind.ALTERNATING)]
    if not (BY_TURNS if by_turns else CLAUSES).fullmatch(shape(words)):
        raise clarification(piece, part.words, UNCLEAR)
    found = [words[match.start() : match.end()] for match in CLAUSE.finditer(shape(words))]
    odds = [word for word in (*words, part.limits.odd) if word and word.kind is Kind.PARITY]
    parities = _parities(piece, odds) or [None]
    pairs = zip(found, parities if by_turns else parities * len(found), strict=True)
    rules = [_rule(piece, Clause(clause, part, parity)) for clause, parity in pairs]
    twice = any(len(set(days)) < len(days) for days in map(weekdays_of, found))
    if twice or {Kind.IN_MONTH, Kind.IN_QUARTER} <= set(shape(words)):
        raise piece.mistake(*WHICH_DAY, found[-1][0].at)
    days = sum(max(1, len(rule.nths)) * len(rule.weekdays) for rule in rules)
    if part.limits.count not in (0, days):
        text = f"Es sollen {part.limits.count} Tage sein, genannt sind aber {days}."
        raise piece.mistake(text, "Schreiben Sie nur, was gilt.", found[0][0].at)
    return [_so_often(piece, part, rule) for rule in rules]


def _on_its_weekday(piece: Piece, part: Part, since: date) -> Rule:
    """ "alle zwei Wochen, ab Montag, 7.12.2026": the weekday is that of the first day."""
    limits = part.limits
    if limits.odd or limits.without or limits.without_nths:
        raise clarification(piece, part.words, UNCLEAR)
    rule = Rule(
        (since.weekday(),),
        part.span or ANY_TIME,
        every=limits.every,
        months=limits.months,
        until=limits.until,
        off=limits.off,
        instead=limits.instead,
    )
    return _so_often(piece, part, with_start(rule, Start(since, True, piece)))


def _so_often(piece: Piece, part: Part, rule: Rule) -> Rule:
    """The rule, over after so many meetings."""
    times = part.limits.times
    if not times:
        return rule
    if not (rule.since and part.limits.exact) or rule.until or rule.off or rule.months:
        raise piece.mistake(*HOW_LONG)
    days = rule.days(rule.since, rule.since + SOME_YEARS)
    return replace(rule, until=days[times - 1]) if times <= len(days) else rule


def _rule(piece: Piece, clause: Clause) -> Rule:
    limits = clause.part.limits
    for doubtful, (text, remedy) in CLARIFICATIONS:
        if doubtful(clause):
            at = next((word.at for word in clause.part.words if word.kind in CLARIFIED_AT), clause.words[0].at)
            wie_viele = COUNTED[max(clause.nths, default=1) - 1]
            raise piece.mistake(text.format(wie_viele=wie_viele), remedy, at)
    rule = Rule(
        clause.weekdays,
        clause.part.span or ANY_TIME,
        clause.nths,
        every=clause.every,
        weeks=clause.weeks,
        months=() if len(clause.months) == 12 else tuple(sorted(clause.months)),
        until=limits.until,
        off=limits.off,
        instead=limits.instead,
    )
    return with_start(rule, Start(limits.since, limits.exact, piece)) if limits.since else rule


def _parities(piece: Piece, words: list[Token]) -> list[Parity | None]:
    """ "in ungeraden und … in geraden Monaten": the last one says of what."""
    noun = next((found for word in reversed(words) if (found := word.get("noun"))), "")
    if words and not noun:
        raise piece.mistake("Gerade Wochen oder gerade Monate?", "Schreiben Sie es dazu.", words[0].at)
    unit = IN_MONTHS if noun.lower().startswith("monat") else IN_WEEKS
    return [Parity(unit, bool(word.get("un"))) for word in words]
