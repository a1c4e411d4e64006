"""Recurrences as people write them: "montags", "jeden 2. und 4. Dienstag im Monat", "am letzten Freitag im Monat"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ivr.plan import OfficeHours
from ivr.rule import LAST, WEEKDAYS, Rule, Span
from reading.clock import no_time, take_span
from reading.days import WEEKDAY_NUMBERS
from reading.pieces import Mistake, Piece, fold, nearest
from reading.vocabulary import (
    AFTER_NOON,
    AN_EXAMPLE,
    HOURS_EXAMPLE,
    MONTHLY,
    NEVER_GUESSED,
    ORDINALS,
    UNCLEAR,
    VOCABULARY,
    WEEKLY,
    WORD,
)

WHOLE_WEEK, WORKING_DAYS = tuple(range(7)), tuple(range(5))


@dataclass(frozen=True)
class Word:
    """A word of a recurrence: the letter of VOCABULARY, its core ("dienstag", "letzt", "3"), and where it stands."""

    kind: str
    core: str
    at: int


def read_rule(piece: Piece) -> Rule:
    """One recurrence with its time."""
    _refuse_guessing(piece)
    span, rest = take_span(piece)
    words = list(_words(rest))
    nths, weekdays = _days(rest, words)
    if span is None:
        raise no_time(piece)
    _refuse_half_a_clock(piece, span)
    return Rule(weekdays, span, nths)


def read_hours(piece: Piece) -> OfficeHours:
    """One line of the office's hours: weekdays with a beginning and an end."""
    try:
        rule = read_rule(piece)
    except Mistake as mistake:
        raise Mistake(replace(mistake.problem, remedy=HOURS_EXAMPLE)) from None
    if rule.nths or rule.span.end is None:
        raise piece.mistake("Sprechzeiten brauchen Wochentage, einen Anfang und ein Ende.", HOURS_EXAMPLE)
    return OfficeHours(rule.weekdays, rule.span)


def _refuse_guessing(piece: Piece) -> None:
    for pattern, text, remedy in NEVER_GUESSED:
        if match := pattern.search(piece.text):
            raise piece.mistake(text, remedy, match.start())


def _refuse_half_a_clock(piece: Piece, span: Span) -> None:
    """ "abends, 7 Uhr" would be announced for the morning."""
    match = AFTER_NOON.search(piece.text)
    if match and span.start.hour < 12:
        remedy = "Zählen Sie die Stunden bis 24, zum Beispiel »19 Uhr« statt »7 Uhr«."
        raise piece.mistake(f"»{match[0]}« und eine Uhrzeit am Vormittag passen nicht zusammen.", remedy, match.start())


def _words(piece: Piece) -> Iterator[Word]:
    for match in WORD.finditer(piece.text):
        word = fold(match[0])
        found = [(kind, hit) for kind, pattern in VOCABULARY if (hit := re.fullmatch(pattern, word))]
        if not found:
            meant = nearest(match[0], (*WEEKDAYS, "Sonnabend", "täglich", "werktags", "Monat"))
            remedy = f"Meinten Sie »{meant}«?" if meant else AN_EXAMPLE
            raise piece.mistake(f"»{match[0]}« verstehe ich hier nicht.", remedy, match.start())
        kind, hit = found[0]
        if kind:
            yield Word(kind, next(filter(None, hit.groups()), ""), match.start())


def _days(piece: Piece, words: list[Word]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The nths (none: every week) and the weekdays."""
    shape = "".join(word.kind for word in words)
    if WEEKLY.fullmatch(shape) or MONTHLY.fullmatch(shape):
        return _nths(words), _weekdays(words)
    start = words[0].at if words else 0
    for pattern, text, remedy in UNCLEAR:
        if pattern.fullmatch(shape):
            raise piece.mistake(text, remedy, start)
    raise piece.mistake("Diese Regel verstehe ich nicht.", AN_EXAMPLE, start)


def _nths(words: list[Word]) -> tuple[int, ...]:
    nths = {ORDINALS.get(word.core) or int(word.core) for word in words if word.kind == "O"}
    return tuple(sorted(nths, key=lambda nth: (nth == LAST, nth)))


def _weekdays(words: list[Word]) -> tuple[int, ...]:
    if words[0].kind in "DA":
        return WHOLE_WEEK if words[0].kind == "D" else WORKING_DAYS
    days: list[int] = []
    for before, word in zip([None, *words], words, strict=False):
        if word.kind == "W":
            last = WEEKDAY_NUMBERS[word.core]
            first = days[-1] if before and before.kind == "B" else last
            days += [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    return tuple(sorted(set(days)))
