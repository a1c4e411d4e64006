"""From the clauses of a recurrence to its rules, unless what they leave open together has to be asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ivr.model.recurrence import WEEKDAYS, Rule
from reading.text.pieces import Piece
from reading.when.clarifications import (
    ENDS_FIRST,
    EVERY_NTH_ODD,
    EVERY_SECOND,
    FIRST_ON_ANOTHER_DAY,
    HOW_LONG,
    NO_DAY,
    NOT_AMONG_THE_DAYS,
    NTH_OF_QUARTER,
    ONCE_A_MONTH,
    UNCLEAR,
    WEEKS_OR_MONTHS,
    WHICH_DAY,
)
from reading.when.clauses import (
    ANY_TIME,
    BY_TURNS,
    CLARIFIED_AT,
    CLAUSE,
    CLAUSES,
    SURE_IN_QUARTER,
    Clause,
    Parity,
    Part,
    nths_of,
)
from reading.when.days import german_date, weekdays_of
from reading.when.limits import IN_MONTHS, IN_WEEKS
from reading.when.start import SOME_YEARS, Start, with_start
from reading.when.tokens import Token, clarification, shape
from reading.when.vocabulary import COUNTED
from reading.when.word_kinds import Kind


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
    if not limits.since:
        return rule
    if limits.is_first and not rule.months and limits.since.weekday() not in rule.weekdays:
        text, remedy = FIRST_ON_ANOTHER_DAY
        name = WEEKDAYS[limits.since.weekday()]
        raise piece.mistake(text.format(day=german_date(limits.since), name=name), remedy)
    return with_start(rule, Start(limits.since, limits.exact, piece))


def _parities(piece: Piece, words: list[Token]) -> list[Parity | None]:
    """ "in ungeraden und … in geraden Monaten": the last one says of what."""
    noun = next((found for word in reversed(words) if (found := word.get("noun"))), "")
    if words and not noun:
        raise piece.mistake("Gerade Wochen oder gerade Monate?", "Schreiben Sie es dazu.", words[0].at)
    unit = IN_MONTHS if noun.lower().startswith("monat") else IN_WEEKS
    return [Parity(unit, bool(word.get("un"))) for word in words]
