"""Recurrences as people write them: "montags", "jeden 2. und 4. Dienstag im Monat", "alle zwei Wochen ab 12.4.2027".

The words of a rule become letters (vocabulary.py). A rule with several times falls into a part for each. What limits a
part (LIMITS) is taken out of it; what is left must have the shape of CLAUSES, or the question of its shape is asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time

from ivr.plan import OfficeHours
from ivr.rule import EVEN_WEEKS, LAST, ODD_WEEKS, SECOND_TO_LAST, WEEKDAYS, Rule, Span
from reading.clock import lasting, no_time, read_span
from reading.days import dotted, weekdays_of
from reading.limits import MONTHS, WEEKS, Limits, Start, take_limits
from reading.pieces import Mistake, Piece, fold
from reading.questions import A_RULE, DOUBTS, HOURS_EXAMPLE, NEVER_GUESSED, ONE_BY_ONE, UNCLEAR
from reading.tokens import Token, asked, shape, tokens
from reading.vocabulary import COUNTED

WHOLE_WEEK, WORKING_DAYS, WEEKEND = tuple(range(7)), tuple(range(5)), (5, 6)
NAMED_DAYS = {"D": WHOLE_WEEK, "K": WORKING_DAYS, "k": WEEKEND}
NTHS = {
    "erst": 1,
    "zweit": 2,
    "dritt": 3,
    "viert": 4,
    "fünft": 5,
    "fuenft": 5,
    "letzt": LAST,
    "vorletzt": SECOND_TO_LAST,
}
FIRST_OF_QUARTER, LAST_OF_QUARTER = {1, 4, 7, 10}, {3, 6, 9, 12}
ALL_MONTHS = range(1, 13)
MOST_WORDS = 100
# Stands in until it is told that the time is missing: a missing day is told first.
ANY_TIME = Span(time(0))

# One or several weekdays, or the nth ones of a month; several such; in odd and even weeks or months by turns.
CLAUSE = "[Jn]?(?:[DKk]|(?:O(?:[UV]?[Jn]?O)*+)?W(?:BW)?(?:[UV]?[Jn]?W(?:BW)?)*+)"
CLAUSES = re.compile(f"[MQ]*{CLAUSE}(?:[UV]?[MQ]*{CLAUSE})*[MQ]*")
BY_TURNS = re.compile(f"[MQ]*(?:{CLAUSE}G(?:[UV]?{CLAUSE}G)+|G{CLAUSE}(?:[UV]?G{CLAUSE})+)[MQ]*")


@dataclass(frozen=True)
class Parity:
    """In odd weeks (`unit` WEEKS) or months only, or in even ones."""

    unit: str
    odd: bool


@dataclass(frozen=True)
class Part:
    """What belongs to one time of a rule: the words for its days, and what limits them."""

    words: list[Token]
    limits: Limits
    span: Span | None


def read_rules(piece: Piece) -> tuple[Rule, ...]:
    """The recurrences a piece tells, each with its time."""
    for pattern, text, remedy in NEVER_GUESSED:
        if match := pattern.search(piece.text):
            raise piece.mistake(text, remedy, match.start())
    words = tokens(piece, A_RULE)
    if len(words) > MOST_WORDS:
        raise piece.mistake("Diese Regel ist zu lang.", ONE_BY_ONE)
    parts = list(_parts(piece, words))
    rules = [rule for part in parts for rule in _rules(piece, part)]
    if any(part.span is None for part in parts):
        raise no_time(piece)
    return tuple(dict.fromkeys(rules))


def read_hours(piece: Piece) -> list[OfficeHours]:
    """The office's hours: weekdays with a beginning and an end."""
    try:
        rules = read_rules(piece)
    except Mistake as mistake:
        raise Mistake(replace(mistake.problem, remedy=HOURS_EXAMPLE)) from None
    for rule in rules:
        if rule != Rule(rule.weekdays, rule.span) or rule.span.end is None:
            raise piece.mistake("Sprechzeiten brauchen Wochentage, einen Anfang und ein Ende.", HOURS_EXAMPLE)
    return [OfficeHours(rule.weekdays, rule.span) for rule in rules]


def starting(rule: Rule, start: Start) -> Rule:
    """The rule, limited to what comes after its start and counted from there."""
    since = replace(rule, since=start.day)
    if rule.every > 1 and not (start.exact or rule.nths):
        raise no_start(start.piece, rule)
    if rule.every > 1 and start.exact and not since.days(start.day, start.day):
        day = f"{dotted(start.day)}, ein {WEEKDAYS[start.day.weekday()]}"
        text = f"Der {day}, ist nach dieser Regel kein Tag eines Treffens."
        raise start.piece.mistake(text, "Nehmen Sie als Start den Tag des ersten Treffens.")
    return since


def no_start(piece: Piece, rule: Rule) -> Mistake:
    """For a rule that must be counted from a start and has none."""
    number = COUNTED[rule.every - 1] if rule.every <= len(COUNTED) else rule.every
    text = f"Alle {number} {MONTHS if rule.nths else WEEKS}: Mit welchem Tag es beginnt, kann ich nicht wissen."
    return piece.mistake(text, "Schreiben Sie den Tag des ersten Treffens dazu, in einer Zeile wie »Start: 12.4.2027«.")


def _parts(piece: Piece, words: list[Token]) -> Iterator[Part]:
    """The words up to each time. Those after the last belong to it if it is the only one."""
    ends = (
        [match.end() for match in re.finditer("t[LN]*", shape(words))] if shape(words).count("t") > 1 else [len(words)]
    )
    before: Part | None = None
    for start, end in zip([0, *ends], ends, strict=False):
        before = _part(piece, words[start:end], before)
        yield before
    if left := words[ends[-1] :]:
        raise piece.mistake("Zu welcher der Uhrzeiten das gehört, kann ich nicht wissen.", ONE_BY_ONE, left[0].at)


def _part(piece: Piece, words: list[Token], before: Part | None) -> Part:
    span = next((read_span(piece, word.match) for word in words if word.kind == "t"), None)
    _refuse_half_a_clock(piece, words, span)
    joined = words[:1] if before and shape(words[:1]) in ("U", "V") else []
    limits, left = take_limits(piece, [word for word in words[len(joined) :] if word.kind not in "tN"])
    if span and limits.length:
        span = lasting(piece, span, limits.length)
    limits = replace(limits, length=None)
    if before and not left:
        # "Heiligabend/Silvester 19/20 Uhr" has a time for each day, "montags 9-12/14-16 Uhr" two for one.
        if shape(joined) == "V" and "V" in shape(before.words):
            raise piece.mistake("Welche Uhrzeit zu welchem Tag gehört, kann ich nicht wissen.", ONE_BY_ONE, words[0].at)
        return Part(before.words, before.limits if limits == Limits() else limits, span)
    if before and limits == Limits() != before.limits:
        text = "Ob das, was davor steht, auch hierfür gilt, kann ich nicht wissen."
        raise piece.mistake(text, ONE_BY_ONE, left[0].at)
    return Part(left, limits, span)


def _refuse_half_a_clock(piece: Piece, words: list[Token], span: Span | None) -> None:
    """ "abends, 7 Uhr" would be announced for the morning."""
    for word in words:
        if span and span.start.hour < 12 and (later := word.get("later")):
            text = f"»{later}« und eine Uhrzeit am Vormittag passen nicht zusammen."
            remedy = "Zählen Sie die Stunden bis 24, zum Beispiel »19 Uhr« statt »7 Uhr«."
            raise piece.mistake(text, remedy, word.match.start("later"))


def _rules(piece: Piece, part: Part) -> list[Rule]:
    words = part.words
    by_turns = shape(words).count("G") > 1
    if by_turns:
        words = [word for word in words if word.kind != "a"]
    if not (BY_TURNS if by_turns else CLAUSES).fullmatch(shape(words)):
        raise asked(piece, part.words, UNCLEAR)
    clauses = [words[match.start() : match.end()] for match in re.finditer(CLAUSE, shape(words))]
    odds = [word for word in words if word.kind == "G"] or ([part.limits.odd] if part.limits.odd else [])
    parities = _parities(piece, odds) or [None]
    pairs = zip(clauses, parities if by_turns else parities * len(clauses), strict=True)
    rules = [_rule(piece, part, clause, parity) for clause, parity in pairs]
    days = sum(max(1, len(rule.nths)) * len(rule.weekdays) for rule in rules)
    if part.limits.count not in (0, days):
        text = f"Es sollen {part.limits.count} Tage sein, genannt sind aber {days}."
        raise piece.mistake(text, "Schreiben Sie nur, was gilt.", clauses[0][0].at)
    return rules


def _rule(piece: Piece, part: Part, clause: list[Token], parity: Parity | None) -> Rule:
    limits, nths, weekdays = part.limits, _nths(clause), _weekdays(clause, part.limits)
    months, in_quarter = set(limits.months or ALL_MONTHS), "Q" in shape(part.words)
    in_month = in_quarter or "M" in shape(part.words) or limits.unit == MONTHS
    by_week = limits.unit == WEEKS or (parity is not None and parity.unit == WEEKS)
    if parity and parity.unit == MONTHS:
        months &= {month for month in ALL_MONTHS if month % 2 == parity.odd}
    every_second = (len(nths) == 1 and nths[0] > 1 and "J" in shape(clause)) or (nths == (2,) and "n" in shape(clause))
    doubts = {
        "monthly": in_month and not nths,
        "every second": every_second and not in_month and len(months) == 12,
        "weeks or months": bool(nths) and by_week,
        "nth of quarter": in_quarter and not (set(nths) <= {1, 2, 3, 4} or set(nths) <= {LAST, SECOND_TO_LAST}),
        "every nth odd": parity is not None and limits.every > 2,
        "no weekday": not weekdays,
        "over before it begins": bool(limits.since and limits.until and limits.until < limits.since),
    }
    for name, (text, remedy) in DOUBTS.items():
        if doubts[name]:
            at = next((word.at for word in part.words if word.kind in "OMQ"), clause[0].at)
            raise piece.mistake(text.format(wie_viele=COUNTED[max(nths, default=1) - 1]), remedy, at)
    if in_quarter:
        months &= FIRST_OF_QUARTER if nths[0] > 0 else LAST_OF_QUARTER
    # "alle drei Monate, im Januar, April, Juli und Oktober" is told by the months, "14-tägig in geraden KW" by those.
    told = parity is not None or (limits.unit == MONTHS and len(months) * limits.every == 12)
    rule = Rule(
        weekdays,
        part.span or ANY_TIME,
        nths,
        every=1 if told else max(1, limits.every),
        weeks=(ODD_WEEKS if parity.odd else EVEN_WEEKS) if parity and parity.unit == WEEKS else (),
        months=() if len(months) == 12 else tuple(sorted(months)),
        until=limits.until,
        off=limits.off,
    )
    return starting(rule, Start(limits.since, limits.exact, piece)) if limits.since else rule


def _parities(piece: Piece, words: list[Token]) -> list[Parity | None]:
    """ "in ungeraden und … in geraden Monaten": the last one says of what."""
    noun = next((found for word in reversed(words) if (found := word.get("noun"))), "")
    if words and not noun:
        raise piece.mistake("Gerade Wochen oder gerade Monate?", "Schreiben Sie es dazu.", words[0].at)
    unit = MONTHS if noun.lower().startswith("monat") else WEEKS
    return [Parity(unit, bool(word.get("un"))) for word in words]


def _nths(words: list[Token]) -> tuple[int, ...]:
    nths = {int(word.get("number") or 0) or NTHS[fold(word.get("word"))] for word in words if word.kind == "O"}
    return tuple(sorted(nths, key=lambda nth: (nth < 0, nth)))


def _weekdays(words: list[Token], limits: Limits) -> tuple[int, ...]:
    named = {day for word in words for day in NAMED_DAYS.get(word.kind, ())}
    return tuple(sorted(named.union(weekdays_of(words)).difference(limits.without)))
