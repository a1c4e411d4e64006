"""Recurrences as people write them: "montags", "jeden 2. und 4. Dienstag im Monat", "alle zwei Wochen ab 12.4.2027".

The words of a rule become letters (vocabulary.py). A rule with several times falls into a part for each. What limits a
part (LIMITS) is taken out of it; what is left must have the shape of CLAUSES, or the question of its shape is asked.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import combinations, pairwise

from ivr.plan import OfficeHours
from ivr.rule import EVEN_WEEKS, LAST, ODD_WEEKS, SECOND_TO_LAST, WEEKDAYS, Rule, Span
from reading.clock import lasting, no_time, read_span
from reading.days import SOME_WEEKDAYS, dotted, weekdays_of
from reading.doubts import (
    A_RULE,
    ENDS_FIRST,
    EVERY_NTH_ODD,
    EVERY_SECOND,
    HOURS_EXAMPLE,
    INSTEAD_OR_BESIDES,
    NEVER_GUESSED,
    NO_DAY,
    NOT_AMONG_THE_DAYS,
    NTH_OF_QUARTER,
    ONCE_A_MONTH,
    ONE_BY_ONE,
    UNCLEAR,
    WEEKS_OR_MONTHS,
    WHICH_DAY,
)
from reading.limits import IN_MONTHS, IN_WEEKS, Limits, Start, limited, take_limits
from reading.pieces import Mistake, Piece, fold
from reading.tokens import Token, asked, shape, tokens
from reading.vocabulary import COUNTED

WHOLE_WEEK, WORKING_DAYS, WEEKEND = tuple(range(7)), tuple(range(5)), (5, 6)
NAMED_DAYS = {"D": WHOLE_WEEK, "K": WORKING_DAYS, "k": WEEKEND}
NTHS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fuenft": 5, "vorletzt": SECOND_TO_LAST, "letzt": LAST}
FIRST_OF_QUARTER, LAST_OF_QUARTER = {1, 4, 7, 10}, {3, 6, 9, 12}
# A fifth Monday may be one of the quarter's second month.
SURE_IN_QUARTER = ({1, 2, 3, 4}, {LAST, SECOND_TO_LAST})
ALL_MONTHS = range(1, 13)
MOST_WORDS = 100
# What two rules have in common comes again within so long, from whatever day one looks.
ANY_DAY, SOME_YEARS = date(2026, 1, 1), timedelta(days=5 * 366)
# Stands in until it is told that the time is missing: a missing day is told first.
ANY_TIME = Span(time(0))

# One or several weekdays, or the nth ones of a month; several such; in odd and even weeks or months by turns.
# "am ersten Montag und jeden Mittwoch" are two of them.
NTH_DAYS = "O(?:[UV]?[Jn]?O)*+W(?:BW)?(?:[UV]?W(?:BW)?)*+"
CLAUSE = f"[Jn]?(?:[DKk]|{NTH_DAYS}|{SOME_WEEKDAYS})"
CLAUSES = re.compile(f"[MQ]*{CLAUSE}(?:[MQ]*[UV]?[MQ]*{CLAUSE})*[MQ]*")
BY_TURNS = re.compile(f"[MQ]*(?:{CLAUSE}G(?:[UV]?{CLAUSE}G)+|G{CLAUSE}(?:[UV]?G{CLAUSE})+)[MQ]*")


# How the words of a part begin that have a limit before their first day.
LIMIT_FIRST = re.compile("[UV]?[XPABRbdmeEwGMQ]")


@dataclass(frozen=True)
class Parity:
    """In odd weeks (`unit` IN_WEEKS) or months only, or in even ones."""

    unit: str
    odd: bool


@dataclass(frozen=True)
class Part:
    """What belongs to one time of a rule: the words for its days, and what limits them; where it begins, and whether
    with a limit."""

    words: list[Token]
    limits: Limits
    span: Span | None
    at: int
    limit_first: bool


@dataclass(frozen=True)
class Clause:
    """Some days of a part: which weekdays, which ones of the month, and in which months and weeks."""

    words: list[Token]
    part: Part
    parity: Parity | None

    @property
    def letters(self) -> str:
        return shape(self.words)

    @property
    def nths(self) -> tuple[int, ...]:
        words = (word for word in self.words if word.kind == "O")
        nths = {int(word.get("number") or 0) or NTHS[fold(word.get("word"))] for word in words}
        return tuple(sorted(nths, key=lambda nth: (nth < 0, nth)))

    @property
    def named(self) -> set[int]:
        """The weekdays, those too that are taken out again."""
        return {day for word in self.words for day in NAMED_DAYS.get(word.kind, ())}.union(weekdays_of(self.words))

    @property
    def weekdays(self) -> tuple[int, ...]:
        return tuple(sorted(self.named.difference(self.part.limits.without)))

    @property
    def in_quarter(self) -> bool:
        return "Q" in shape(self.part.words)

    @property
    def in_month(self) -> bool:
        return self.in_quarter or "M" in shape(self.part.words) or self.part.limits.unit == IN_MONTHS

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
        """1 if it is told by the months ("alle drei Monate, im Januar, April, Juli und Oktober") or by odd weeks."""
        limits = self.part.limits
        if self.parity and self.parity.unit == limits.unit:
            return 1
        months = sorted(self.months)
        apart = {(after - before) % 12 for before, after in pairwise((*months, *months[:1]))}
        return 1 if limits.unit == IN_MONTHS and apart == {limits.every} else max(1, limits.every)


def read_rules(piece: Piece) -> tuple[Rule, ...]:
    """The recurrences a piece tells, each with its time."""
    for pattern, text, remedy in NEVER_GUESSED:
        if match := pattern.search(piece.text):
            raise piece.mistake(text, remedy, match.start())
    words = tokens(piece, A_RULE)
    if len(words) > MOST_WORDS:
        raise piece.mistake("Diese Regel ist zu lang.", ONE_BY_ONE)
    parts = list(_parts(piece, words))
    rules = tuple(dict.fromkeys(rule for part in parts for rule in _rules(piece, part)))
    if any(part.span is None for part in parts):
        raise no_time(piece)
    if any(_overlap(*pair) for pair in combinations(rules, 2)):
        raise piece.mistake(*INSTEAD_OR_BESIDES)
    return rules


def _overlap(one: Rule, other: Rule) -> bool:
    """Whether two rules of one line share days that the one limits and the other does not."""
    if replace(one, span=other.span) == other or not set(one.weekdays) & set(other.weekdays):
        return False
    since = max(each.since or ANY_DAY for each in (one, other))
    return not _days_from(one, since).isdisjoint(_days_from(other, since))


# Of many rules in one line each is compared with all others.
@lru_cache(maxsize=MOST_WORDS)
def _days_from(rule: Rule, since: date) -> frozenset[date]:
    return frozenset(rule.days(since, since + SOME_YEARS))


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
        raise no_meeting(start)
    if rule.every > 1 and not rule.nths and min(rule.weekdays) < start.day.weekday():
        text = "Ob die Tage davor in dieselbe Woche gehören, kann ich nicht wissen."
        raise start.piece.mistake(text, "Nehmen Sie als Start den ersten Wochentag der Regel.")
    if rule.every > 1 and rule.months and not since.days(start.day, start.day + SOME_YEARS):
        raise start.piece.mistake(*NO_DAY)
    return since


def no_meeting(start: Start) -> Mistake:
    """For a start on which no rule has a meeting."""
    day = f"{dotted(start.day)}, ein {WEEKDAYS[start.day.weekday()]}"
    text = f"Der {day}, ist nach dieser Regel kein Tag eines Treffens."
    return start.piece.mistake(text, "Nehmen Sie als Start den Tag des ersten Treffens.")


def no_start(piece: Piece, rule: Rule) -> Mistake:
    """For a rule that must be counted from a start and has none."""
    number = COUNTED[rule.every - 1] if rule.every <= len(COUNTED) else rule.every
    text = f"Alle {number} {IN_MONTHS if rule.nths else IN_WEEKS}: Mit welchem Tag es beginnt, kann ich nicht wissen."
    return piece.mistake(text, "Schreiben Sie den Tag des ersten Treffens dazu, in einer Zeile wie »Start: 12.4.2027«.")


def _parts(piece: Piece, words: list[Token]) -> Iterator[Part]:
    """The words up to each time. Those after the last belong to it if it is the only one."""
    ends = [match.end() for match in re.finditer("t[LN]*", shape(words))]
    if len(ends) < 2:
        ends = [len(words)]
    before: Part | None = None
    for start, end in zip([0, *ends], ends, strict=False):
        before = _part(piece, words[start:end], before)
        yield before
    if left := words[ends[-1] :]:
        raise piece.mistake("Zu welcher der Uhrzeiten das gehört, kann ich nicht wissen.", ONE_BY_ONE, left[0].at)


def _part(piece: Piece, words: list[Token], before: Part | None) -> Part:
    span = next((read_span(piece, word.match) for word in words if word.kind == "t"), None)
    _refuse_half_a_clock(piece, words, span)
    limits, left = take_limits(piece, [word for word in words if word.kind != "N"])
    left = [word for word in left if word.kind != "t"]
    if span and limits.length:
        span = lasting(piece, span, limits.length)
    at = next((word.at for word in words if word.kind not in "UV"), 0)
    part = Part(left, replace(limits, length=None), span, at, bool(LIMIT_FIRST.match(shape(words))))
    return _after(piece, part, before) if before else part


def _after(piece: Piece, part: Part, before: Part) -> Part:
    """A part that follows another: with days of its own, or at another time or season of the same days."""
    joined, days = (part.words[:1], part.words[1:]) if shape(part.words[:1]) in ("U", "V") else ([], part.words)
    own = replace(part, words=days)
    # "Heiligabend/Silvester 19/20 Uhr" has a time for each day, "montags 9-12/14-16 Uhr" two for one.
    if not days and shape(joined) == "V" and "V" in shape(before.words):
        raise _unsure(piece, "Welche Uhrzeit zu welchem Tag gehört, kann ich nicht wissen.", part)
    if not days and part.limits == Limits():
        return replace(own, words=before.words, limits=before.limits)
    # "montags 18 Uhr (außer im Juli), dienstags 19 Uhr": what stands behind a time may belong to it or to the next.
    alike = limited(part.limits) == limited(before.limits) and (before.limit_first or not days)
    if part.limit_first and not alike:
        raise _unsure(piece, "Zu welcher der Uhrzeiten das gehört, kann ich nicht wissen.", part)
    if days and part.limits == Limits() and before.limits != Limits():
        raise _unsure(piece, "Ob das, was davor steht, auch hierfür gilt, kann ich nicht wissen.", part)
    return own if days else replace(own, words=before.words)


def _unsure(piece: Piece, text: str, part: Part) -> Mistake:
    return piece.mistake(text, ONE_BY_ONE, part.at)


def _refuse_half_a_clock(piece: Piece, words: list[Token], span: Span | None) -> None:
    """ "abends, 7 Uhr" would be announced for the morning."""
    for word in words:
        if span and span.start.hour < 12 and (later := word.get("later")):
            text = f"»{later}« und eine Uhrzeit am Vormittag passen nicht zusammen."
            remedy = "Zählen Sie die Stunden bis 24, zum Beispiel »19 Uhr« statt »7 Uhr«."
            raise piece.mistake(text, remedy, word.match.start("later"))


def _rules(piece: Piece, part: Part) -> list[Rule]:
    by_turns = shape(part.words).count("G") > 1
    words = [word for word in part.words if not (by_turns and word.kind == "a")]
    if not (BY_TURNS if by_turns else CLAUSES).fullmatch(shape(words)):
        raise asked(piece, part.words, UNCLEAR)
    found = [words[match.start() : match.end()] for match in re.finditer(CLAUSE, shape(words))]
    odds = [word for word in (*words, part.limits.odd) if word and word.kind == "G"]
    parities = _parities(piece, odds) or [None]
    pairs = zip(found, parities if by_turns else parities * len(found), strict=True)
    rules = [_rule(piece, Clause(clause, part, parity)) for clause, parity in pairs]
    twice = any(len(set(days)) < len(days) for days in map(weekdays_of, found))
    if twice or {"M", "Q"} <= set(shape(words)):
        raise piece.mistake(*WHICH_DAY, found[-1][0].at)
    days = sum(max(1, len(rule.nths)) * len(rule.weekdays) for rule in rules)
    if part.limits.count not in (0, days):
        text = f"Es sollen {part.limits.count} Tage sein, genannt sind aber {days}."
        raise piece.mistake(text, "Schreiben Sie nur, was gilt.", found[0][0].at)
    return rules


def _rule(piece: Piece, clause: Clause) -> Rule:
    limits = clause.part.limits
    for doubtful, (text, remedy) in DOUBTS:
        if doubtful(clause):
            at = next((word.at for word in clause.part.words if word.kind in "OMQ"), clause.words[0].at)
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
    )
    return starting(rule, Start(limits.since, limits.exact, piece)) if limits.since else rule


def _every_second(clause: Clause) -> bool:
    """ "jeden zweiten Montag", where nothing says that it is of the month."""
    each = {"J": clause.nths > (1,), "n": clause.nths == (2,)}.get(clause.letters[:1], False)
    return each and len(clause.nths) == 1 and not clause.in_month and len(clause.months) > 1


# What two or three words that are clear by themselves leave open together.
DOUBTS: tuple[tuple[Callable[[Clause], bool], tuple[str, str]], ...] = (
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


def _parities(piece: Piece, words: list[Token]) -> list[Parity | None]:
    """ "in ungeraden und … in geraden Monaten": the last one says of what."""
    noun = next((found for word in reversed(words) if (found := word.get("noun"))), "")
    if words and not noun:
        raise piece.mistake("Gerade Wochen oder gerade Monate?", "Schreiben Sie es dazu.", words[0].at)
    unit = IN_MONTHS if noun.lower().startswith("monat") else IN_WEEKS
    return [Parity(unit, bool(word.get("un"))) for word in words]
