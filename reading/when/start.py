"""From when a recurrence counts: the day of the first meeting, or a month."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ivr.model.recurrence import WEEKDAYS, Rule
from reading.text.pieces import Mistake, Piece
from reading.when.clarifications import HOW_TO_START, NO_DAY, NO_START
from reading.when.days import days_of, dotted, spelled
from reading.when.limits import IN_MONTHS, IN_WEEKS
from reading.when.months import first_of
from reading.when.tokens import asked, shape, tokens
from reading.when.vocabulary import COUNTED
from reading.when.word_kinds import Kind

# Whatever comes at all comes again within so long.
SOME_YEARS = timedelta(days=5 * 366)


@dataclass(frozen=True)
class Start:
    """From when a rule counts: a day, or not `exact`, the first of a month; and where it stands."""

    day: date
    exact: bool
    piece: Piece


def read_start(piece: Piece) -> Start:
    """The day of the first meeting, or its month."""
    words = tokens(piece, HOW_TO_START)
    if shape(words) not in (Kind.DATE, Kind.MONTH):
        raise asked(piece, words, NO_START)
    if words[0].kind is Kind.MONTH:
        return Start(first_of(piece, words[0]), False, piece)
    return Start(days_of(piece, spelled(piece, words))[0], True, piece)


def starting(rule: Rule, start: Start) -> Rule:
    """The rule, limited to what comes after its start and counted from there."""
    since = replace(rule, since=start.day)
    if rule.every == 1:
        return since
    if not (start.exact or rule.nths):
        raise no_start(start.piece, rule)
    if start.exact and not since.days(start.day, start.day):
        raise no_meeting(start)
    if not rule.nths and min(rule.weekdays) < start.day.weekday():
        text = "Ob die Tage davor in dieselbe Woche gehören, kann ich nicht wissen."
        raise start.piece.mistake(text, "Nehmen Sie als Start den ersten Wochentag der Regel.")
    if rule.months and not since.days(start.day, start.day + SOME_YEARS):
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
