"""Splits a text about times into the words of the vocabulary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from ivr.model.recurrence import MONTHS, WEEKDAYS
from reading.text.pieces import Mistake, Piece, nearest
from reading.when.clarifications import Questions
from reading.when.fillers import without_fillers
from reading.when.vocabulary import TOKENS
from reading.when.word_kinds import DATES, Kind, shape_pattern

# What stands between words means nothing.
WORD = re.compile(r"[0-9]+\.?|[^\W\d_]+|[^\s,:.();!|·•\[\]\"„“”»«…]")
A_WEEKDAY, A_DATE = (Kind.WEEKDAY, Kind.EVERY_WEEKDAY), (*DATES, Kind.MONTH)
# Between two of these a slash means "und".
ALIKE = (
    {*A_WEEKDAY, Kind.DAILY, Kind.WORKDAYS, Kind.WEEKEND, Kind.ORDINAL, Kind.EACH, Kind.ON_EACH},
    {*A_DATE, Kind.HOLIDAYS, Kind.SCHOOL_HOLIDAYS},
    {Kind.TIME},
    {Kind.PARITY},
)
SOME_DAYS_NOT = shape_pattern("[DAY DATE MONTH AND SLASH]+ NOT")
OWN_DATE = shape_pattern("(?:^|[^SINCE BEGINNING TO UNTIL DAY DATE AND SLASH]) [DAY DATE]$")
DASHES = ("-", "–", "—")
# What a mistyped word was probably meant to be.
MEANT = (*WEEKDAYS, "Sonnabend", "täglich", "werktags", "Monat", *MONTHS, "Feiertage", "Ferien", "außer", "letzten")


@dataclass(frozen=True)
class Token:
    """A word of a `kind`, with the match of its pattern in the vocabulary."""

    kind: Kind
    match: re.Match[str]

    @property
    def at(self) -> int:
        """Where the word begins."""
        return self.match.start()

    @property
    def text(self) -> str:
        """The word as written, in small letters."""
        return self.match[0].lower()

    def get(self, *parts: str) -> str:
        """The first of these named parts of the word that is there, else ""."""
        found = self.match.groupdict()
        return next((value for part in parts if (value := found.get(part))), "")


def tokens(piece: Piece, example: str) -> list[Token]:
    """The words of a piece without the ignored ones; raises Mistake with `example` as remedy for an unknown word."""
    scanned, unknown = _scan(without_fillers(piece).text)
    if unknown:
        raise _unknown(piece, unknown, example)
    # "finden keine Treffen statt"
    finds = any(token.text.startswith("finde") for token in scanned)
    words = [token for token in scanned if token.kind and not (finds and token.kind is Kind.INSTEAD_OF)]
    falls = any(token.get("falls") for token in scanned)
    if out := [token for token in words if token.get("out") and not falls]:
        raise _unknown(piece, out[0].match, example)
    return _without_separators(list(_with_beginning(words)))


def _with_beginning(words: list[Token]) -> Iterator[Token]:
    """ "Beginn: 12.1.2027" and "am 12.1.2027 und dann" tell since when, "Beginn 18 Uhr" no more than the time."""
    for at, word in enumerate(words):
        around = [one.kind for one in words[max(at - 2, 0) : at + 2]]
        if word.kind is Kind.BEGINNING:
            if around[-1] in A_DATE:
                yield replace(word, kind=Kind.SINCE)
        elif word.kind is not Kind.THEN:
            yield word
        elif at and words[at - 1].kind is Kind.DATE and not {Kind.SINCE, Kind.BEGINNING}.intersection(around):
            yield replace(word, kind=Kind.SINCE)


def _without_separators(words: list[Token]) -> list[Token]:
    """The words without dashes and slashes that only part them: "dienstags - 18 Uhr / nicht in den Ferien"."""
    return [word for at, word in enumerate(words) if not _separates(words[:at], word, words[at + 1 :])]


def _separates(before: list[Token], word: Token, after: list[Token]) -> bool:
    if word.kind is not Kind.SLASH and word.text not in DASHES:
        return False
    if not before or not after:
        return True
    if word.kind is Kind.SLASH:
        return not any({before[-1].kind, after[0].kind} <= alike for alike in ALIKE)
    # From Friday to Sunday, or until July.
    is_no_end = after[0].kind not in (*A_WEEKDAY, *A_DATE, Kind.ORDINAL)
    # "24.12. - 6.1. Pause", but "bis 1.9. - 24.12. entfällt"
    is_range = OWN_DATE.search(shape(before)) and after[0].kind in DATES
    return is_no_end or bool(SOME_DAYS_NOT.match(shape(after)) and not is_range)


def shape(words: list[Token]) -> str:
    """The letters of the kinds of the words, for a `shape_pattern`."""
    return "".join(word.kind for word in words)


def clarification(piece: Piece, words: list[Token], questions: Questions) -> Mistake:
    """The mistake of the first pattern that matches the shape of the words, placed at the word of its group."""
    match, text, remedy = next(
        (match, text, remedy) for pattern, text, remedy in questions if (match := pattern.fullmatch(shape(words)))
    )
    at = match.start(1) if match.re.groups else 0
    return piece.mistake(text, remedy, words[at].at if words else 0)


# A text is tried as one thing after the other.
@lru_cache(maxsize=64)
def _scan(text: str) -> tuple[tuple[Token, ...], re.Match[str] | None]:
    """The words up to the first unknown one, and this."""
    found: list[Token] = []
    at = 0
    while word := WORD.search(text, at):
        token = word_at(text, word.start())
        if not token:
            return tuple(found), word
        found.append(token)
        at = token.match.end()
    return tuple(found), None


def word_at(text: str, at: int) -> Token | None:
    """The word of the vocabulary that begins at an offset, one that is ignored too."""
    return next((Token(kind, match) for kind, pattern in TOKENS if (match := pattern.match(text, at))), None)


def _unknown(piece: Piece, word: re.Match[str], example: str) -> Mistake:
    meant = nearest(word[0], MEANT)
    text = f"»{word[0]}« verstehe ich hier nicht."
    return piece.mistake(text, f"Meinten Sie »{meant}«?" if meant else example, word.start())
