"""Hours in which somebody answers, in the language of rules: "Mo-Fr 9-12 Uhr, Mittwoch geschlossen"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time

from ivr.model.exceptions import Off
from ivr.model.recurrence import Rule, Span
from reading.problem import Problem
from reading.text.pieces import Mistake, Piece
from reading.when.appointments import read_appointment
from reading.when.clarifications import HOURS_EXAMPLE, HOW_TO_EXCEPT
from reading.when.clauses import WEEKEND, WHOLE_WEEK
from reading.when.days import SOME_WEEKDAYS, weekdays_of
from reading.when.exceptions import ONLY_EXCEPTIONS, exceptions_of, read_exceptions
from reading.when.limits import limited, take_limits
from reading.when.recurrence import read_rules, refuse_to_guess
from reading.when.tokens import Token, shape, tokens
from reading.when.word_kinds import Kind, shape_pattern

CLOSED_DAYS = shape_pattern(f"(?:{SOME_WEEKDAYS} | WEEKEND) NOT | [NOT EXCEPT] (?:{SOME_WEEKDAYS} | WEEKEND)")
CLOSED_BETWEEN = shape_pattern(f"(?:^|TIME) (?P<days>{SOME_WEEKDAYS} | WEEKEND) NOT (?= .* TIME)")
DAYS_AND_HOLIDAYS = shape_pattern(f"{SOME_WEEKDAYS} AND HOLIDAYS")
ONLY_DAYS = shape_pattern(f"{SOME_WEEKDAYS} | WEEKEND")
CLOSED_TIMES = shape_pattern("(?:[DAY DATE MONTH HOLIDAYS SCHOOL_HOLIDAYS TO AND SLASH]+) NOT")
WORDS_OF_HOURS = (("dann Treffen ist", "dann jemand da ist"), ("Zwei Treffen", "Zwei Zeiten"))
OF_MEETINGS = re.compile(r"Treffen|:«|»(?:jeden|montags|am|um|18:30)")


@dataclass(frozen=True)
class Hours:
    """What a piece says: hours, weekdays and other days on which nobody is there, another way ("nach Vereinbarung"),
    and the weekdays on which there is no other."""

    piece: Piece
    rules: tuple[Rule, ...] = ()
    closed: tuple[int, ...] = ()
    off: tuple[Off, ...] = ()
    besides: str = ""
    on_request: tuple[int, ...] = ()


def read_hours(piece: Piece) -> Hours:
    """Hours, or that it is closed; raises Mistake."""
    try:
        found = read_appointment(piece)
        hours = _hours(found.before) if found.before.text else Hours(piece)
    except Mistake as mistake:
        raise Mistake(_as_of_hours(mistake.problem)) from None
    return replace(hours, piece=piece, besides=found.way[:1].lower() + found.way[1:], on_request=found.weekdays)


def read_closed(piece: Piece) -> Hours:
    """The days on which nobody is there, or a weekday; raises Mistake."""
    words = tokens(piece, HOW_TO_EXCEPT)
    if ONLY_DAYS.fullmatch(shape(words)):
        return Hours(piece, closed=_weekdays(words))
    return _days_and_holidays(piece, words) or Hours(piece, off=read_exceptions(piece)[0])


def _as_of_hours(problem: Problem) -> Problem:
    """The problem as staff read it of hours: the words and examples of rules are about meetings."""
    text = problem.text
    for of_meetings, of_hours in WORDS_OF_HOURS:
        text = text.replace(of_meetings, of_hours)
    remedy = HOURS_EXAMPLE if OF_MEETINGS.search(problem.remedy) else problem.remedy
    return replace(problem, text=text, remedy=remedy)


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
    if always := _always(piece, words):
        return Hours(piece, (always,))
    if closed := _closed(piece, words):
        return closed
    # "Mo-Fr 9-12 Uhr, Mittwoch geschlossen, Donnerstag 14-18 Uhr"
    if match := CLOSED_BETWEEN.search(shape(words)):
        first, end = words[match.start("days")], words[match.end() - 1].match.end()
        if re.match(r"\s*[,\n)]", piece.text[end:]):
            rest = _hours(replace(piece, text=f"{piece.text[: first.at]}{' ' * (end - first.at)}{piece.text[end:]}"))
            closed_days = _weekdays(words[match.start("days") : match.end()])
            return replace(rest, closed=(*rest.closed, *closed_days))
    last = max((at for at, word in enumerate(words) if word.kind is Kind.TIME), default=-1) + 1
    # "Mo-Fr 9-12 Uhr, mittwochs geschlossen"
    if 0 < last < len(words) and (closed := _closed(piece, _behind(words, last))):
        return replace(closed, rules=_rules(piece.cut(0, words[last].at)))
    return Hours(piece, _rules(piece))


def _always(piece: Piece, words: list[Token]) -> Rule | None:
    """ "rund um die Uhr", "rund um die Uhr, außer an Feiertagen"."""
    if not any(word.get("always") for word in words):
        return None
    limits, left = take_limits(piece, words)
    if shape(left) != Kind.TIME or limited(limits) - {"off", "without"}:
        return None
    weekdays = tuple(day for day in WHOLE_WEEK if day not in limits.without)
    return Rule(weekdays, Span(time(0), time(0)), off=limits.off)


def _behind(words: list[Token], last: int) -> list[Token]:
    return words[last + (words[last].kind in (Kind.AND, Kind.SLASH)) :]


def _closed(piece: Piece, words: list[Token]) -> Hours | None:
    named = [word for word in words if word.kind not in (Kind.NOT, Kind.EXCEPT)]
    if any(word.get("part") for word in words):
        return None
    if CLOSED_DAYS.fullmatch(shape(words)):
        return Hours(piece, closed=_weekdays(named))
    if words and words[-1].kind is Kind.NOT and (closed := _days_and_holidays(piece, words[:-1])):
        return closed
    if CLOSED_TIMES.fullmatch(shape(words)) and ONLY_EXCEPTIONS.fullmatch(shape(named)):
        return Hours(piece, off=exceptions_of(piece, named))
    return None


def _days_and_holidays(piece: Piece, words: list[Token]) -> Hours | None:
    """ "sonn- und feiertags"."""
    if not DAYS_AND_HOLIDAYS.fullmatch(shape(words)):
        return None
    return Hours(piece, closed=_weekdays(words), off=exceptions_of(piece, words[-1:]))


def _weekdays(words: list[Token]) -> tuple[int, ...]:
    weekend = WEEKEND if any(word.kind is Kind.WEEKEND for word in words) else ()
    return tuple({*weekdays_of(words), *weekend})


def _rules(piece: Piece) -> tuple[Rule, ...]:
    rules = read_rules(piece, several_a_day=True)
    if any(rule.span.end is None or (rule.every > 1 and not rule.since) for rule in rules):
        raise piece.mistake("Sprechzeiten brauchen Wochentage, einen Anfang und ein Ende.", HOURS_EXAMPLE)
    return rules
