"""Single days as people write them: "12.12.2026 16 Uhr", "Samstag, 19. Dezember 2026, 16 bis 18 Uhr"."""

import re
from dataclasses import dataclass
from datetime import date

from ivr.rule import MONTHS, WEEKDAYS, Span
from reading.clock import EXAMPLE, take_span
from reading.pieces import Piece, fold

# Every way to write a weekday, folded: the first two letters will do, and Saturday has a second name.
WEEKDAY_NUMBERS = {
    **{fold(name): number for number, name in enumerate(WEEKDAYS)},
    **{fold(name[:2]): number for number, name in enumerate(WEEKDAYS)},
    "sonnabend": 5,
}
MONTH_NUMBERS = {fold(name): number for number, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {name[:3]: number for name, number in MONTH_NUMBERS.items()}
MONTH_NUMBERS |= {"mrz": 3, "maer": 3, "sept": 9, "jaenner": 1, "feber": 2}

DAY = re.compile(
    r"(?:(?:am|de[nm])\s+)?(?:(?P<weekday>[^\W\d_]+)\.?\s*,?\s*(?:de[nm]\s+|d\.\s*)?)?"
    r"(?P<day>[0-9]{1,2})\.\s*(?:(?P<number>[0-9]{1,2})\.|(?P<month>[^\W\d_]+)\.?)\s*(?P<year>[0-9]{4}(?![0-9]))?",
    re.IGNORECASE,
)
# A line that begins with a day begins a new one, even if the semicolon before it was forgotten.
DATES_END = r"(?:;|\n(?=(?:[^\W\d_]+\.?,?\s+)?[0-9]{1,2}\.))"
DAYS_END = rf"(?:{DATES_END}|(?<=[0-9]{{4}})\s*(?:,|\bund\b))"

HOW_TO_WRITE_A_DAY = "Schreiben Sie Tag, Monat und Jahr, zum Beispiel »12.12.2026«; mehrere trennt ein Strichpunkt."
FIRST_YEAR, LAST_YEAR = 2000, 2099

# "jeweils" and "Beginn" may stand before a time; whatever else is left was not understood.
LEFT_OVER = re.compile(r"(?<![^\s,;:.])(?!(?:jeweils|beginn)\b)[^\s,;:.]+", re.IGNORECASE)


@dataclass(frozen=True)
class Appointment:
    """A day, its span if one is written, and where it stands."""

    day: date
    span: Span | None
    piece: Piece


def read_day(piece: Piece) -> Appointment:
    """A day and nothing else."""
    day, rest = _take_day(piece)
    _nothing_left(rest, HOW_TO_WRITE_A_DAY)
    return Appointment(day, None, piece)


def read_appointment(piece: Piece) -> Appointment:
    """A day with or without its time."""
    day, rest = _take_day(piece)
    span, rest = take_span(rest)
    _nothing_left(rest, f"Hinter das Datum gehört nur die Uhrzeit, {EXAMPLE}")
    return Appointment(day, span, piece)


def _nothing_left(rest: Piece, remedy: str) -> None:
    for match in LEFT_OVER.finditer(rest.text):
        raise rest.mistake(f"»{match[0]}« verstehe ich hier nicht.", remedy, match.start())


def _take_day(piece: Piece) -> tuple[date, Piece]:
    match = DAY.match(piece.text)
    if not match:
        raise piece.mistake("Hier steht kein Datum.", HOW_TO_WRITE_A_DAY)
    if not match["year"]:
        remedy = "Schreiben Sie das Jahr mit vier Ziffern dazu, zum Beispiel »12.12.2026«."
        raise piece.mistake("Bei diesem Datum fehlt das Jahr.", remedy, match.start("day"))
    day = _date(piece, match)
    _check_weekday(piece, match, day)
    return day, piece.blank(*match.span())


def _date(piece: Piece, match: re.Match[str]) -> date:
    month = int(match["number"] or MONTH_NUMBERS.get(fold(match["month"] or ""), 0))
    written, year = match[0][match.start("day") - match.start() :].strip(), int(match["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        remedy = f"Das Jahr muss zwischen {FIRST_YEAR} und {LAST_YEAR} liegen."
        raise piece.mistake(f"Das Jahr {match['year']} kann nicht stimmen.", remedy, match.start("year"))
    try:
        return date(year, month, int(match["day"]))
    except ValueError:
        text = f"Den {written} gibt es nicht."
        raise piece.mistake(text, "Sehen Sie im Kalender nach.", match.start("day")) from None


def _check_weekday(piece: Piece, match: re.Match[str], day: date) -> None:
    if not match["weekday"]:
        return
    number, really = WEEKDAY_NUMBERS.get(fold(match["weekday"])), WEEKDAYS[day.weekday()]
    if number is None:
        raise piece.mistake(f"»{match['weekday']}« ist kein Wochentag.", HOW_TO_WRITE_A_DAY, match.start("weekday"))
    if number != day.weekday():
        text = f"Der {day.day}.{day.month}.{day.year} ist ein {really}, nicht {WEEKDAYS[number]}."
        remedy = "Berichtigen Sie den Wochentag oder das Datum."
        raise piece.mistake(text, remedy, match.start("weekday"))
