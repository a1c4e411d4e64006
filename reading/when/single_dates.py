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

# A line that begins with a day begins a new one, even if the semicolon before it was forgotten.
DATES_END = r"(?:;|\n(?=(?:[^\W\d_]+\.?,?\s+)?[0-9]{1,2}\.))"

SOME_DAYS, TIME = "[bd](?:[UV]?[bd])*", "tL?"
# Days with the time of the rule; days and their time; several such, each with its time.
APPOINTMENTS = re.compile(f"{SOME_DAYS}(?:{TIME})?|(?:U?{SOME_DAYS}{TIME})+")
ONE_TIME = re.compile(f"(?P<days>{SOME_DAYS})(?P<time>{TIME})?")
MOVED = re.compile(f"dZ?(?P<day>d)?(?P<time>{TIME})?")


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
    days = days_of(piece, spelled(piece, [word for word in words if word.kind == "d"]))
    return days[0], Appointment(days[-1], _span(piece, words), piece)


def _appointments(piece: Piece, words: list[Token]) -> Iterator[Appointment]:
    days = iter(days_of(piece, spelled(piece, [word for word in words if word.kind in "bd"])))
    for match in ONE_TIME.finditer(shape(words)):
        span = _span(piece, words[match.start() : match.end()])
        for _ in re.findall("[bd]", match["days"]):
            yield Appointment(next(days), span, piece)


def _span(piece: Piece, words: list[Token]) -> Span | None:
    span = next((read_span(piece, word.match) for word in words if word.kind == "t"), None)
    length = next((word.match for word in words if word.kind == "L"), None)
    return lasting(piece, span, length) if span and length else span
