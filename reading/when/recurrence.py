"""Recurrences as people write them: "montags", "jeden 2. und 4. Dienstag im Monat", "alle zwei Wochen ab 12.4.2027".

Each word of a rule has a kind (word_kinds.py, vocabulary.py). A rule with several times is divided into parts, one for
each time. The words that limit a part (limits.py) are taken out; the rest are the clauses for its days (clauses.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from ivr.model.exceptions import Off
from ivr.model.recurrence import Rule
from reading.text.pieces import Mistake, Piece
from reading.when.clarifications import A_RULE, INSTEAD_OR_BESIDES, NEVER_GUESSED, ONE_BY_ONE, WHICH_DAY
from reading.when.clauses import Part
from reading.when.clock import read_span, time_missing, with_duration
from reading.when.exceptions import only_exceptions
from reading.when.fillers import without_fillers
from reading.when.limits import NAMES_A_DAY, Limits, limited, take_limits
from reading.when.rules import rules_of
from reading.when.single_dates import SingleDate, only_single_dates, read_single_dates
from reading.when.span_overlap import overlap
from reading.when.start import Start, days_from, only_start
from reading.when.tokens import Token, shape, tokens
from reading.when.word_kinds import Kind, shape_pattern

# A rule that only words can tell: the way is spoken as it stands.
WAYS = (
    r"(?:nach|auf|bei)\s+(?:\w+er\s+)?(?:Absprache|Vereinbarung|Anfrage|Bedarf|Anmeldung|Ankündigung)"
    r"|unregelmäßig|in\s+unregelmäßigen\s+Abständen"
)
BY_WORDS = re.compile(rf"(?:nur\s+|(?:Termine?|Treffen|Zeiten)\s+)?(?P<way>{WAYS})\.?", re.IGNORECASE)

MOST_WORDS = 100
# From whatever day one looks, what two rules have in common comes within some years.
ANY_DAY = date(2026, 1, 1)
# How the words of a part begin that have a limit before their first day.
LIMIT_FIRST = shape_pattern(
    "[AND SLASH]? [EXCEPT NOT SINCE TO UNTIL DAY DATE MONTH EVERY_N_WEEKS EVERY_N_MONTHS WEEKLY PARITY"
    " IN_MONTH IN_QUARTER]"
)
TIME_AND_LENGTH = shape_pattern("TIME [DURATION PART_OF_DAY]*")
NO_DAYS = "[^TIME WEEKDAY EVERY_WEEKDAY DAILY WORKDAYS WEEKEND SINCE TO UNTIL ORDINAL INSTEAD]"
SEVERAL_TIMES = shape_pattern(
    "(?P<days>[^TIME]*) TIME [DURATION PART_OF_DAY]* (?:AND? TIME [DURATION PART_OF_DAY]*)+"
    f"(?P<limits>{NO_DAYS}* [EXCEPT NOT INCLUDE SCHOOL_TIME] {NO_DAYS}*)"
)


@dataclass(frozen=True)
class Recurrence:
    """The rules of a piece, or single dates, or what holds for all rules: their first day, or days off; or
    words instead ("nach Absprache")."""

    piece: Piece
    rules: tuple[Rule, ...] = ()
    by_words: str = ""
    start: Start | None = None
    without: tuple[Off, ...] = ()
    single: tuple[SingleDate, ...] = ()

    @property
    def off(self) -> Iterator[Off]:
        """The exceptions of the rules."""
        return (off for rule in self.rules for off in rule.off)


def read_recurrence(piece: Piece) -> Recurrence:
    """A recurrence; raises Mistake."""
    if match := BY_WORDS.fullmatch(piece.words):
        return Recurrence(piece, by_words=match["way"][0].lower() + match["way"][1:])
    refuse_to_guess(piece)
    if off := only_exceptions(piece):
        return Recurrence(piece, without=off)
    if start := only_start(piece):
        return Recurrence(piece, start=start)
    if only_single_dates(piece):
        return Recurrence(piece, single=tuple(read_single_dates(piece)))
    return Recurrence(piece, read_rules(piece))


def read_rules(piece: Piece, several_a_day: bool = False) -> tuple[Rule, ...]:
    """The rules of a piece, each with its time; raises Mistake. `several_a_day`: they may share days at other times."""
    refuse_to_guess(piece)
    words = tokens(piece, A_RULE)
    if len(words) > MOST_WORDS:
        raise piece.mistake("Diese Regel ist zu lang.", ONE_BY_ONE)
    parts = list(_parts(piece, words))
    rules = tuple(dict.fromkeys(rule for part in parts for rule in rules_of(piece, part)))
    if any(part.span is None for part in parts):
        raise time_missing(piece)
    pairs = (pair for pair in combinations(rules, 2) if not several_a_day or overlap(pair[0].span, pair[1].span))
    if any(_share_days(*pair) for pair in pairs):
        raise piece.mistake(*INSTEAD_OR_BESIDES)
    return rules


def refuse_to_guess(piece: Piece) -> None:
    """Raises Mistake where words leave it open which of two things holds, or when."""
    plain = without_fillers(piece)
    for pattern, text, remedy in NEVER_GUESSED:
        if match := pattern.search(plain.text):
            raise piece.mistake(text, remedy, match.start())


def _share_days(one: Rule, other: Rule) -> bool:
    """Whether two rules of one line share days that the one limits and the other does not."""
    if (
        one.instead != other.instead
        or replace(one, span=other.span) == other
        or not set(one.weekdays) & set(other.weekdays)
    ):
        return False
    since = max(each.since or ANY_DAY for each in (one, other))
    return not days_from(one, since).isdisjoint(days_from(other, since))


def _parts(piece: Piece, words: list[Token]) -> Iterator[Part]:
    """The words up to each time. Those after the last belong to it if it is the only one."""
    if match := SEVERAL_TIMES.fullmatch(shape(words)):
        yield from _each_time(piece, words, match)
        return
    ends = [match.end() for match in TIME_AND_LENGTH.finditer(shape(words))]
    if len(ends) < 2:
        ends = [len(words)]
    before: Part | None = None
    for start, end in zip([0, *ends], ends, strict=False):
        before = _part(piece, words[start:end], before)
        yield before
    if left := words[ends[-1] :]:
        raise piece.mistake("Zu welcher der Uhrzeiten das gehört, kann ich nicht wissen.", ONE_BY_ONE, left[0].at)


def _each_time(piece: Piece, words: list[Token], match: re.Match[str]) -> Iterator[Part]:
    """ "montags um 10 und 14 Uhr, außer im Juli": what stands behind the times belongs to all of them."""
    around = words[: match.end("days")], words[match.start("limits") :]
    for time in TIME_AND_LENGTH.finditer(shape(words)):
        yield _part(piece, [*around[0], *words[time.start() : time.end()], *around[1]], None)


def _part(piece: Piece, words: list[Token], before: Part | None) -> Part:
    parts_of_day = {part_of_day for word in words if (part_of_day := word.get("part", "early"))}
    span = next((read_span(piece, word.match, parts_of_day) for word in words if word.kind is Kind.TIME), None)
    limits, left = take_limits(piece, [word for word in words if word.kind is not Kind.PART_OF_DAY])
    left = [word for word in left if word.kind is not Kind.TIME]
    if span and limits.length:
        span = with_duration(piece, span, limits.length)
    _refuse_days_around_the_time(piece, words, left, limits)
    at = next((word.at for word in words if word.kind not in (Kind.AND, Kind.SLASH)), 0)
    part = Part(left, replace(limits, length=None), span, at, bool(LIMIT_FIRST.match(shape(words))))
    return _after(piece, part, before) if before else part


def _after(piece: Piece, part: Part, before: Part) -> Part:
    """A part that follows another: with days of its own, or at another time or season of the same days."""
    joined, days = (
        (part.words[:1], part.words[1:]) if shape(part.words[:1]) in (Kind.AND, Kind.SLASH) else ([], part.words)
    )
    own = replace(part, words=days)
    # "Heiligabend/Silvester 19/20 Uhr" has a time for each day, "montags 9-12/14-16 Uhr" two for one.
    if not days and shape(joined) == Kind.SLASH and Kind.SLASH in shape(before.words):
        raise _ambiguous(piece, "Welche Uhrzeit zu welchem Tag gehört, kann ich nicht wissen.", part)
    if not days and shape(joined) == Kind.SLASH and not (before.span and before.span.end):
        raise _ambiguous(piece, "Zwei Treffen, oder Anfang und Ende?", part)
    if not days and part.limits == Limits():
        return replace(own, words=before.words, limits=before.limits)
    # "montags 18 Uhr (außer im Juli), dienstags 19 Uhr": what stands behind a time may belong to it or to the next.
    if part.limits.instead:
        return own if days else replace(own, words=before.words)
    alike = limited(part.limits) == limited(before.limits) and (before.limit_first or not days)
    if part.limit_first and not alike:
        raise _ambiguous(piece, "Zu welcher der Uhrzeiten das gehört, kann ich nicht wissen.", part)
    if days and part.limits == Limits() and before.limits != Limits():
        raise _ambiguous(piece, "Ob das, was davor steht, auch hierfür gilt, kann ich nicht wissen.", part)
    return own if days else replace(own, words=before.words)


def _ambiguous(piece: Piece, text: str, part: Part) -> Mistake:
    return piece.mistake(text, ONE_BY_ONE, part.at)


def _refuse_days_around_the_time(piece: Piece, words: list[Token], left: list[Token], limits: Limits) -> None:
    """ "montags 18 Uhr, dienstags in geraden Wochen": which of them is limited?"""
    time = next((word.at for word in words if word.kind is Kind.TIME), 0)
    days = [word for word in left if NAMES_A_DAY.match(word.kind)]
    if limited(limits) - {"length"} and days and days[0].at < time < days[-1].at:
        raise piece.mistake(*WHICH_DAY, days[-1].at)
