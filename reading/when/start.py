"""The start of a recurrence: the day of the first meeting, or a month."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from ivr.model.recurrence import WEEKDAYS, Rule
from reading.text.pieces import Mistake, Piece
from reading.when.clarifications import A_RULE, HOW_TO_START, NO_DAY, NO_START
from reading.when.days import calendar_days, days_of, german_date
from reading.when.limits import IN_MONTHS, IN_WEEKS
from reading.when.months import first_of
from reading.when.tokens import clarification, shape, tokens
from reading.when.vocabulary import COUNTED
from reading.when.word_kinds import Kind, shape_pattern

ONLY_START = shape_pattern("SINCE [DATE MONTH]")
# Whatever comes at all comes again within so long.
SOME_YEARS = timedelta(days=5 * 366)
# Of many rules each is compared with all others.
RULES_REMEMBERED = 100


@dataclass(frozen=True)
class Start:
    """The first day of a rule, or (not `exact`) the first of its first month; and its piece."""

    day: date
    exact: bool
    piece: Piece


def read_start(piece: Piece) -> Start:
    """The day of the first meeting, or its month; raises Mistake."""
    words = tokens(piece, HOW_TO_START)
    if shape(words) not in (Kind.DATE, Kind.MONTH):
        raise clarification(piece, words, NO_START)
    if words[0].kind is Kind.MONTH:
        return Start(first_of(piece, words[0]), False, piece)
    return Start(days_of(piece, calendar_days(piece, words))[0], True, piece)


def only_start(piece: Piece) -> Start | None:
    """The start, if a piece says nothing else: "ab 12.1.2027", "Beginn: Oktober 2027"; raises Mistake."""
    words = tokens(piece, A_RULE)
    if not ONLY_START.fullmatch(shape(words)) or not words[0].get("rule_begins", "since"):
        return None
    if words[1].kind is Kind.MONTH:
        return Start(first_of(piece, words[1]), False, piece)
    return Start(days_of(piece, calendar_days(piece, words[1:]))[0], True, piece)


@lru_cache(maxsize=RULES_REMEMBERED)
def days_from(rule: Rule, since: date) -> frozenset[date]:
    """The days of a rule in some years from this day on, without what is off."""
    return frozenset(rule.days(since, since + SOME_YEARS))


def with_start(rule: Rule, start: Start) -> Rule:
    """The rule from `start` on, its interval counted from there; raises Mistake."""
    since = replace(rule, since=start.day)
    if rule.every == 1:
        return since
    if not (start.exact or rule.nths):
        raise start_missing(start.piece, rule)
    if start.exact and not since.days(start.day, start.day):
        raise not_a_meeting_day(start)
    if not rule.nths and min(rule.weekdays) < start.day.weekday():
        text = "Ob die Tage davor in dieselbe Woche gehören, kann ich nicht wissen."
        raise start.piece.mistake(text, "Nehmen Sie als Start den ersten Wochentag der Regel.")
    if rule.months and not since.days(start.day, start.day + SOME_YEARS):
        raise start.piece.mistake(*NO_DAY)
    return since


def not_a_meeting_day(start: Start) -> Mistake:
    """The mistake of a start on which no rule has a meeting."""
    day = f"{german_date(start.day)}, ein {WEEKDAYS[start.day.weekday()]}"
    text = f"Der {day}, ist nach dieser Regel kein Tag eines Treffens."
    return start.piece.mistake(text, "Nehmen Sie als Start den Tag des ersten Treffens.")


def start_missing(piece: Piece, rule: Rule) -> Mistake:
    """The mistake of a rule that must be counted from a start and has none."""
    number = COUNTED[rule.every - 1] if rule.every <= len(COUNTED) else rule.every
    text = f"Alle {number} {IN_MONTHS if rule.nths else IN_WEEKS}: Mit welchem Tag es beginnt, kann ich nicht wissen."
    return piece.mistake(text, "Schreiben Sie den Tag des ersten Treffens dazu, in einer Zeile wie »Start: 12.4.2027«.")
