"""Single meetings as people write them: "31.05. und 28.06.2027, 17 Uhr", and moved ones: "24.3. auf 31.3., 17 Uhr"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ivr.model.recurrence import Span
from reading.text.pieces import Piece
from reading.when.clarifications import A_RULE, HOW_TO_MOVE, HOW_TO_WRITE_A_DAY, NO_MOVE, NO_SINGLE_DATE, ONLY_THE_TIME
from reading.when.clock import read_span, with_duration
from reading.when.days import calendar_days, days_of
from reading.when.limits import number_in
from reading.when.tokens import Token, clarification, shape, tokens
from reading.when.word_kinds import DATES, Kind, shape_pattern

# A line that begins with a day begins a new one, even if the semicolon before it was forgotten.
DATES_END = r"(?:;|\n(?=(?:[^\W\d_]+\.?,?\s+)?[0-9]{1,2}\.))"

SOME_DAYS = "[DAY DATE] (?:[AND SLASH]? [DAY DATE])*"
A_TIME = "PART_OF_DAY? TIME [DURATION PART_OF_DAY]*"
# Days with the time of the rule; days and their time; several such, each with its time.
SINGLE_DATES = shape_pattern(f"{SOME_DAYS} (?:{A_TIME})? | (?:AND? {SOME_DAYS} {A_TIME})+")
TIME_FIRST = shape_pattern(f"({A_TIME}) ({SOME_DAYS})")
ONE_TIME = shape_pattern(f"(?P<days>{SOME_DAYS}) (?P<time>{A_TIME})?")
MOVED = shape_pattern(f"DATE MOVED_TO? (?P<day>DATE)? (?P<time>{A_TIME})?")


@dataclass(frozen=True)
class SingleDate:
    """A day, its span (None if none is written), and its piece."""

    day: date
    span: Span | None
    piece: Piece


def read_single_dates(piece: Piece) -> list[SingleDate]:
    """One or several days with or without their time; raises Mistake."""
    written = tokens(piece, ONLY_THE_TIME if re.search("[0-9]", piece.text) else HOW_TO_WRITE_A_DAY)
    words = _words(written)
    if match := TIME_FIRST.fullmatch(shape(words)):
        words = words[match.start(2) :] + words[: match.end(1)]
    if not SINGLE_DATES.fullmatch(shape(words)):
        raise clarification(piece, words, NO_SINGLE_DATE)
    _check_count(piece, written)
    return list(_single_dates(piece, words))


def only_single_dates(piece: Piece) -> bool:
    """Whether nothing but days and their times stand there; raises Mistake for an unknown word."""
    written = tokens(piece, A_RULE)
    # "Beginn: 12.1.2027" and "letzter Termin: 16.12.2026" are said of a rule.
    of_a_rule = any(word.get("rule_begins", "ends") for word in written)
    return not of_a_rule and bool(SINGLE_DATES.fullmatch(shape(_words(written))))


def read_moved(piece: Piece) -> tuple[date, SingleDate]:
    """The day of a meeting, and when it takes place instead; raises Mistake."""
    words = tokens(piece, HOW_TO_MOVE)
    match = MOVED.fullmatch(shape(words))
    if not match or not (match["day"] or match["time"]):
        raise clarification(piece, words, NO_MOVE)
    days = days_of(piece, calendar_days(piece, [word for word in words if word.kind is Kind.DATE]))
    return days[0], SingleDate(days[-1], _span(piece, words), piece)


def _words(written: list[Token]) -> list[Token]:
    """The words without "Beginn:", "nächster Termin:" and "letzter Termin:", and without a number of dates."""
    return [word for word in written if not word.get("begins", "rule_begins", "ends") and word.kind is not Kind.COUNT]


def _check_count(piece: Piece, words: list[Token]) -> None:
    days = sum(word.kind in DATES for word in words)
    for word in (word for word in words if word.kind is Kind.COUNT):
        if number_in(word.get("n")) != days:
            text = f"Es sollen {number_in(word.get('n'))} Termine sein, genannt sind aber {days}."
            raise piece.mistake(text, "Schreiben Sie nur, was gilt.", word.at)


def _single_dates(piece: Piece, words: list[Token]) -> Iterator[SingleDate]:
    days = iter(days_of(piece, calendar_days(piece, [word for word in words if word.kind in DATES])))
    for match in ONE_TIME.finditer(shape(words)):
        span = _span(piece, words[match.start() : match.end()])
        yield from (SingleDate(next(days), span, piece) for letter in match["days"] if letter in DATES)


def _span(piece: Piece, words: list[Token]) -> Span | None:
    parts = {part for word in words if word.kind is Kind.PART_OF_DAY and (part := word.get("part", "early"))}
    span = next((read_span(piece, word.match, parts) for word in words if word.kind is Kind.TIME), None)
    length = next((word.match for word in words if word.kind is Kind.DURATION), None)
    return with_duration(piece, span, length) if span and length else span
