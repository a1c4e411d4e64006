"""Single meetings as people write them: "31.05. und 28.06.2027, 17 Uhr", and moved ones: "24.3. auf 31.3., 17 Uhr"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ivr.model.recurrence import Span
from reading.text.pieces import Piece
from reading.when.clarifications import HOW_TO_MOVE, HOW_TO_WRITE_A_DAY, NO_APPOINTMENT, NO_MOVE, ONLY_THE_TIME
from reading.when.clock import lasting, read_span
from reading.when.days import days_of, spelled
from reading.when.tokens import Token, asked, shape, tokens
from reading.when.word_kinds import DATES, Kind, shape_pattern

# A line that begins with a day begins a new one, even if the semicolon before it was forgotten.
DATES_END = r"(?:;|\n(?=(?:[^\W\d_]+\.?,?\s+)?[0-9]{1,2}\.))"

SOME_DAYS = "[DAY DATE] (?:[AND SLASH]? [DAY DATE])*"
A_TIME = "TIME DURATION?"
# Days with the time of the rule; days and their time; several such, each with its time.
APPOINTMENTS = shape_pattern(f"{SOME_DAYS} (?:{A_TIME})? | (?:AND? {SOME_DAYS} {A_TIME})+")
ONE_TIME = shape_pattern(f"(?P<days>{SOME_DAYS}) (?P<time>{A_TIME})?")
MOVED = shape_pattern(f"DATE MOVED_TO? (?P<day>DATE)? (?P<time>{A_TIME})?")


@dataclass(frozen=True)
class Appointment:
    """A day, its span if one is written, and where it stands."""

    day: date
    span: Span | None
    piece: Piece


def read_appointments(piece: Piece) -> list[Appointment]:
    """One or several days with or without their time."""
    words = tokens(piece, ONLY_THE_TIME if re.search("[0-9]", piece.text) else HOW_TO_WRITE_A_DAY)
    if not APPOINTMENTS.fullmatch(shape(words)):
        raise asked(piece, words, NO_APPOINTMENT)
    return list(_appointments(piece, words))


def read_moved(piece: Piece) -> tuple[date, Appointment]:
    """The day of a meeting, and when it takes place instead."""
    words = tokens(piece, HOW_TO_MOVE)
    match = MOVED.fullmatch(shape(words))
    if not match or not (match["day"] or match["time"]):
        raise asked(piece, words, NO_MOVE)
    days = days_of(piece, spelled(piece, [word for word in words if word.kind is Kind.DATE]))
    return days[0], Appointment(days[-1], _span(piece, words), piece)


def _appointments(piece: Piece, words: list[Token]) -> Iterator[Appointment]:
    days = iter(days_of(piece, spelled(piece, [word for word in words if word.kind in DATES])))
    for match in ONE_TIME.finditer(shape(words)):
        span = _span(piece, words[match.start() : match.end()])
        yield from (Appointment(next(days), span, piece) for letter in match["days"] if letter in DATES)


def _span(piece: Piece, words: list[Token]) -> Span | None:
    span = next((read_span(piece, word.match) for word in words if word.kind is Kind.TIME), None)
    length = next((word.match for word in words if word.kind is Kind.DURATION), None)
    return lasting(piece, span, length) if span and length else span
