"""Clock times as people write them: "18:30 bis 20 Uhr", "18.30-20.00 Uhr", "um 18 Uhr", "ab 18.30 h"."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, time, timedelta

from ivr.model.recurrence import Span
from reading.text.pieces import Mistake, Piece
from reading.when.clock_words import WrittenTime, begins, ends, in_words, time_in_words

HOUR, MINUTES, UNIT = "[0-9]{1,2}", "[0-9]{2}", r"\s*(?:Uhr|h)\b"


# What follows a number after "18 Uhr" that is not its minutes: "18 Uhr 14-tägig".
NO_MINUTES = rf"[0-9.:]|{UNIT}|\s*-?(?:t(?:ä|ae)g|tgl?\b|w(?:ö|oe)ch|Min|Wochen|Termin|Treffen|Abend|x\b|mal)"


BEFORE_MINUTES = r"(?:[:,]|h(?=[0-9]{2}\b)|\.(?!(?:0[1-9]|1[0-2])\.))"


def _clock(which: int, unit: str = f"(?:{UNIT})?") -> str:
    """A pattern with the groups h1, m1 and w1 (the minutes of "18 Uhr 30"), or h2, m2 and w2."""
    # "18.10." is a day.
    digits = rf"(?<![0-9.:])(?P<h{which}>{HOUR})(?:{BEFORE_MINUTES}(?P<m{which}>{MINUTES})(?::00)?)?"
    return rf"{digits}(?![0-9]|[.:,][0-9])(?:{UNIT}\s+(?P<w{which}>{MINUTES})(?!{NO_MINUTES})|{unit})"


# "ab 1. März" and "bis 20. Juni" are days.
NO_DAY = r"(?!\.\s*[^\W_])"
# "18 Uhr - 14-tägig", "18 Uhr, 2 x im Monat"
NO_NUMBER = r"(?!\s*-?(?:x\b|mal\b|Woche|w(?:ö|oe)ch|Term|Treffen|Stunde|Std|Tag|t(?:ä|ae)g|tgl?\b|Monat|monat))"
A_LIST = rf"(?:\s*(?:,|und\b|sowie\b|u\.|&)\s*(?:um\s+)?{HOUR}(?:[.:]{MINUTES})?(?![0-9.:]))+(?:{UNIT})"


def _either(which: int) -> str:
    """A time in digits or in words."""
    return f"(?:{_clock(which)}|{in_words(which)})"


TIMES = (
    # "täglich 24h"; alone it may be midnight.
    r"\b(?P<always>rund\s+um\s+die\s+Uhr|24\s+Stunden|24/7|(?:(?<=glich\s)|(?<=tgl\.\s))24\s?h\b|Tag\s+und\s+Nacht)",
    # "halb acht", "von sieben bis halb neun"
    rf"\bzwischen\s+{in_words(1)}\s+und\s+{_either(2)}",
    rf"\b(?:von|ab|um)\s+{in_words(1)}\s*(?:bis|[-–—])\s*{_either(2)}",
    rf"{in_words(1, alone=True)}\s*(?:bis|[-–—])\s*{_either(2)}",
    rf"(?:\b(?:von|ab|um)\s+)?{_clock(1)}\s*(?:bis|[-–—])\s*{in_words(2)}",
    rf"\b(?:um|ab)\s+{in_words(1)}",
    in_words(1, alone=True),
    # "10, 14 und 18 Uhr"
    rf"(?:\b(?:um|ab)\s+)?(?<![0-9.:])(?P<h1>{HOUR})(?:[.:](?P<m1>{MINUTES}))?(?P<w1>)(?={A_LIST})",
    rf"\bzwischen\s+{_clock(1)}\s+und\s+{_clock(2)}",
    rf"(?:\b(?:von|ab|um)\s+)?{_clock(1)}\s*(?:bis|[-–—]|,?\s*Ende:?(?:\s+um)?)\s*(?:(?:ca|etwa|gegen)\b\.?\s*)?{_clock(2)}{NO_DAY}{NO_NUMBER}",
    rf"\b(?:um|ab)\s+{_clock(1)}{NO_DAY}",
    _clock(1, unit=UNIT),
    rf"(?<![0-9.:])(?P<h1>{HOUR})[:h](?P<m1>{MINUTES})(?::00)?(?P<w1>)(?![0-9:])",
    # "19.30", but "19.10" may be a day.
    rf"(?<![0-9.:])(?P<h1>{HOUR})\.(?P<m1>00|15|30|45)(?P<w1>)(?![0-9]|[.:,][0-9])",
)
# "für ca. zwei Stunden", "90 Minuten".
HOURS = {"eine": 1.0, "anderthalb": 1.5, "eineinhalb": 1.5, "zwei": 2.0, "zweieinhalb": 2.5, "drei": 3.0, "vier": 4.0}
LENGTH = (
    r"(?:für\s+)?(?:(?:ca|circa|etwa|rund)\b\.?\s*)?"
    rf"(?:(?P<hours>[0-9]{{1,2}}(?:,5)?|{'|'.join(HOURS)})\s*(?:Stunden?|Std\b\.?)|(?P<minutes>[0-9]{{1,3}})\s*Min(?:uten|\b\.?))"
)

EXAMPLE = "zum Beispiel »18:30 bis 20 Uhr« oder »um 18 Uhr«."
# As long as this over midnight, and the two times were more likely swapped.
EARLY = 7
LONGEST_NIGHT = timedelta(hours=12)
DAY = timedelta(days=1)


def read_span(piece: Piece, match: re.Match[str], parts_of_day: Collection[str] = ()) -> Span:
    """The span of a match of one of TIMES, with the parts of the day that stand beside it; raises Mistake."""
    if match.groupdict().get("always"):
        return Span(time(0), time(0))
    written = _written(piece, match, 1)
    start = begins(piece, written, parts_of_day, _at(match, 1))
    if _at(match, 2) < 0:
        return Span(_time(piece, match, start))
    end = ends(_written(piece, match, 2), start, is_later=start > written.since_midnight)
    _check_order(piece, match, start, end)
    return Span(_time(piece, match, start), _time_of_day(end))


def with_duration(piece: Piece, span: Span, match: re.Match[str]) -> Span:
    """The span with its end computed from a match of LENGTH; raises Mistake if it has one."""
    if span.end is not None:
        remedy = "Streichen Sie eines davon."
        raise piece.mistake("Hier stehen ein Ende und eine Dauer.", remedy, match.start())
    hours = HOURS.get(match["hours"].lower()) or float(match["hours"].replace(",", ".")) if match["hours"] else 0
    length = timedelta(hours=hours, minutes=int(match["minutes"] or 0))
    if not timedelta() < length <= DAY / 2:
        raise piece.mistake("Diese Dauer kann nicht stimmen.", "Schreiben Sie, wann das Treffen endet.", match.start())
    return replace(span, end=(datetime.combine(datetime.min, span.start) + length).time())


def _at(match: re.Match[str], which: int) -> int:
    """Where the first or the second time stands, -1 = nowhere."""
    groups = (f"{part}{which}" for part in "hqu" if f"{part}{which}" in match.groupdict())
    return max((match.start(group) for group in groups), default=-1)


def _written(piece: Piece, match: re.Match[str], which: int) -> WrittenTime:
    if not match.groupdict().get(f"h{which}"):
        return time_in_words(match, which)
    hours, minutes = int(match[f"h{which}"]), int(match[f"m{which}"] or match[f"w{which}"] or 0)
    if minutes > 59 or hours * 60 + minutes > 24 * 60:
        written = match.string[match.start(f"h{which}") : max(match.end(f"{part}{which}") for part in "hmw")]
        remedy = "Die Stunden gehen von 0 bis 24, die Minuten von 00 bis 59."
        raise piece.mistake(f"Die Uhrzeit »{written}« gibt es nicht.", remedy, match.start(f"h{which}"))
    bare = _is_bare(match, which) and hours <= 12
    return WrittenTime(timedelta(hours=hours % 12 if bare else hours, minutes=minutes), in_words=bare)


def _is_bare(match: re.Match[str], which: int) -> bool:
    """Whether it is said of a clock with twelve hours: "um 7", "von 5 bis 7", but not "7 Uhr", "7:00" and "9-12"."""
    if not re.fullmatch(r"(?:um|ab|von)?\s*[0-9]{1,2}(?:\s*(?:bis|[-–—])\s*[0-9]{1,2})?", match[0], re.IGNORECASE):
        return False
    # In a list "Uhr" follows later.
    in_list = match[f"w{which}"] is not None
    return not in_list and (_at(match, 2) < 0 or int(match["h1"]) < EARLY)


def _check_order(piece: Piece, match: re.Match[str], start: timedelta, end: timedelta) -> None:
    if end == start:
        remedy = "Für den ganzen Tag schreiben Sie »0 bis 24 Uhr«, sonst ein späteres Ende."
        raise piece.mistake("Anfang und Ende sind gleich.", remedy, _at(match, 2))
    if end < start and end + DAY - start >= LONGEST_NIGHT:
        remedy = "Vertauschen Sie die beiden Uhrzeiten, oder berichtigen Sie eine davon."
        raise piece.mistake("Das Ende liegt vor dem Anfang.", remedy, _at(match, 2))


def _time(piece: Piece, match: re.Match[str], start: timedelta) -> time:
    if start == DAY:
        remedy = "Schreiben Sie »0 Uhr« und den Tag, der dann beginnt."
        raise piece.mistake("Um 24 Uhr kann nichts beginnen.", remedy, _at(match, 1))
    return _time_of_day(start)


def _time_of_day(since_midnight: timedelta) -> time:
    return (datetime.min + since_midnight).time()


def time_missing(piece: Piece) -> Mistake:
    """The mistake of a piece that needs a clock time."""
    return piece.mistake("Es fehlt die Uhrzeit.", f"Schreiben Sie sie dazu, {EXAMPLE}")
