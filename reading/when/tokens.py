"""Splits a text about times into the words of the vocabulary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ivr.model.recurrence import MONTHS, WEEKDAYS
from reading.text.pieces import Mistake, Piece, nearest
from reading.when.clarifications import Questions
from reading.when.vocabulary import TOKENS
from reading.when.word_kinds import Kind

# What stands between words means nothing.
WORD = re.compile(r"[0-9]+\.?|[^\W\d_]+|[^\s,:.();]")
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

    def get(self, *parts: str) -> str:
        """The first of these named parts of the word that is there, else ""."""
        found = self.match.groupdict()
        return next((value for part in parts if (value := found.get(part))), "")


def tokens(piece: Piece, example: str) -> list[Token]:
    """The words of a piece without the ignored ones; raises Mistake with `example` as remedy for an unknown word."""
    return [token for token in _scan(piece, example) if token.kind]


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


def _scan(piece: Piece, example: str) -> Iterator[Token]:
    at = 0
    while word := WORD.search(piece.text, at):
        token = _token(piece.text, word.start())
        if not token:
            raise _unknown(piece, word, example)
        yield token
        at = token.match.end()


def _token(text: str, at: int) -> Token | None:
    return next((Token(kind, match) for kind, pattern in TOKENS if (match := pattern.match(text, at))), None)


def _unknown(piece: Piece, word: re.Match[str], example: str) -> Mistake:
    meant = nearest(word[0], MEANT)
    text = f"»{word[0]}« verstehe ich hier nicht."
    return piece.mistake(text, f"Meinten Sie »{meant}«?" if meant else example, word.start())
