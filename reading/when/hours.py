"""Hours in which somebody answers, in the language of rules: "Mo-Fr 9-12 Uhr, Mittwoch geschlossen"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time

from ivr.model.exceptions import Off
from ivr.model.recurrence import Rule, Span
from reading.text.pieces import Mistake, Piece
from reading.when.clarifications import HOURS_EXAMPLE, HOW_TO_EXCEPT
from reading.when.clauses import WEEKEND, WHOLE_WEEK
from reading.when.days import SOME_WEEKDAYS, weekdays_of
from reading.when.exceptions import ONLY_EXCEPTIONS, exceptions_of, read_exceptions
from reading.when.recurrence import read_rules, refuse_to_guess
from reading.when.tokens import Token, shape, tokens
from reading.when.word_kinds import Kind, shape_pattern

# "und nach Vereinbarung", at the end.
WAY = r"nach\s+(?:\w+er\s+)?(?:Termin)?(?:Vereinbarung|Absprache|Anmeldung)|auf\s+Anfrage|mit\s+Termin"
BY_APPOINTMENT = re.compile(
    rf"(?:^|[\s,;(])(?:(?:und|sowie|oder|auch|sonst)\s+)*(?P<way>{WAY})\)?\s*[.!]?\s*$", re.IGNORECASE
)
ALWAYS = (Rule(WHOLE_WEEK, Span(time(0), time(0))),)
CLOSED_DAYS = shape_pattern(f"(?:{SOME_WEEKDAYS} | WEEKEND) NOT | [NOT EXCEPT] (?:{SOME_WEEKDAYS} | WEEKEND)")
ONLY_DAYS = shape_pattern(f"{SOME_WEEKDAYS} | WEEKEND")
CLOSED_TIMES = shape_pattern("(?:[DAY DATE MONTH HOLIDAYS SCHOOL_HOLIDAYS TO AND SLASH]+) NOT")


@dataclass(frozen=True)
class Hours:
    """What a piece says: hours, weekdays and other days on which nobody is there, and another way ("nach
    Vereinbarung")."""

    piece: Piece
    rules: tuple[Rule, ...] = ()
    closed: tuple[int, ...] = ()
    off: tuple[Off, ...] = ()
    besides: str = ""


def read_hours(piece: Piece) -> Hours:
    """Hours, or that it is closed; raises Mistake."""
    match = BY_APPOINTMENT.search(piece.text)
    besides = " ".join(match["way"].split()) if match else ""
    hours = piece.cut(0, match.start()) if match else piece
    if not hours.text:
        return Hours(piece, besides=besides[0].lower() + besides[1:])
    try:
        return replace(_hours(hours), piece=piece, besides=besides and besides[0].lower() + besides[1:])
    except Mistake as mistake:
        raise Mistake(replace(mistake.problem, remedy=HOURS_EXAMPLE)) from None


def read_closed(piece: Piece) -> Hours:
    """The days on which nobody is there, or a weekday; raises Mistake."""
    words = tokens(piece, HOW_TO_EXCEPT)
    if ONLY_DAYS.fullmatch(shape(words)):
        return Hours(piece, closed=_weekdays(words))
    return Hours(piece, off=read_exceptions(piece)[0])


def joined(several: Iterable[Hours]) -> tuple[Rule, ...]:
    """The hours of all pieces, without the days that any of them takes out."""
    found = tuple(several)
    closed = {day for one in found for day in one.closed}
    off = tuple(off for one in found for off in one.off)
    rules = (rule for one in found for rule in one.rules)
    left = (replace(rule, weekdays=tuple(day for day in rule.weekdays if day not in closed)) for rule in rules)
    return tuple(dict.fromkeys(replace(rule, off=(*rule.off, *off)) for rule in left if rule.weekdays))


def _hours(piece: Piece) -> Hours:
    refuse_to_guess(piece)
    words = tokens(piece, HOURS_EXAMPLE)
    if shape(words) == Kind.TIME and words[0].get("always"):
        return Hours(piece, ALWAYS)
    if closed := _closed(piece, words):
        return closed
    last = max((at for at, word in enumerate(words) if word.kind is Kind.TIME), default=-1) + 1
    # "Mo-Fr 9-12 Uhr, mittwochs geschlossen"
    if 0 < last < len(words) and (closed := _closed(piece, _behind(words, last))):
        return replace(closed, rules=_rules(piece.cut(0, words[last].at)))
    return Hours(piece, _rules(piece))


def _behind(words: list[Token], last: int) -> list[Token]:
    return words[last + (words[last].kind in (Kind.AND, Kind.SLASH)) :]


def _closed(piece: Piece, words: list[Token]) -> Hours | None:
    named = [word for word in words if word.kind not in (Kind.NOT, Kind.EXCEPT)]
    if any(word.get("part") for word in words):
        return None
    if CLOSED_DAYS.fullmatch(shape(words)):
        return Hours(piece, closed=_weekdays(named))
    if CLOSED_TIMES.fullmatch(shape(words)) and ONLY_EXCEPTIONS.fullmatch(shape(named)):
        return Hours(piece, off=exceptions_of(piece, named))
    return None


def _weekdays(words: list[Token]) -> tuple[int, ...]:
    weekend = WEEKEND if any(word.kind is Kind.WEEKEND for word in words) else ()
    return tuple({*weekdays_of(words), *weekend})


def _rules(piece: Piece) -> tuple[Rule, ...]:
    rules = read_rules(piece, several_a_day=True)
    if any(rule.span.end is None or (rule.every > 1 and not rule.since) for rule in rules):
        raise piece.mistake("Sprechzeiten brauchen Wochentage, einen Anfang und ein Ende.", HOURS_EXAMPLE)
    return rules
