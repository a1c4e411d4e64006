"""Pieces of text with their line and column, so that a mistake can be shown at its place."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import TypeVar

from reading.problem import Problem

S = TypeVar("S")
T = TypeVar("T")

# How alike two words must be: with less, "Woche" would be answered with "Mittwoch".
ALIKE = 0.75
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@dataclass(frozen=True)
class Line:
    """One line as an editor shows it; `number` counts from 1. `saved` is the day on which it was last saved.

    `fillers` are words that change nothing in a text about times, as the office has them, besides the usual ones.
    """

    file: str
    number: int
    text: str
    saved: date
    fillers: tuple[str, ...] = ()


class Mistake(Exception):
    """Raised when a piece cannot be read; `problem` is what to show."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text)
        self.problem = problem


@dataclass(frozen=True)
class Piece:
    """Words as written. `starts` tells at which offset of `text` which line and column (from 1) begins."""

    text: str
    starts: tuple[tuple[int, Line, int], ...]

    @classmethod
    def of(cls, line: Line, start: int = 0, end: int | None = None) -> "Piece":
        """The part of a line between two offsets, without the blanks around it."""
        return cls(line.text, ((0, line, 1),)).cut(start, len(line.text) if end is None else end)

    def cut(self, start: int, end: int) -> "Piece":
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        before = [begins for begins in self.starts if begins[0] <= start][-1:]
        within = [begins for begins in self.starts if start < begins[0] < end]
        return Piece(words.strip(), tuple((offset - start, line, column) for offset, line, column in before + within))

    def split(self, separator: str) -> list["Piece"]:
        """The parts between the matches of a pattern; empty ones are left out."""
        ends = [match.span() for match in re.finditer(separator, self.text)]
        starts = [0, *(end for _, end in ends)]
        stops = [*(start for start, _ in ends), len(self.text)]
        return [part for part in map(self.cut, starts, stops) if part.text]

    def join(self, line: Line) -> "Piece":
        """This piece and the whole next line, which goes on with it."""
        if not self.text:
            return Piece.of(line)
        words = line.text.strip()
        column = line.text.index(words) + 1
        return Piece(f"{self.text}\n{words}", (*self.starts, (len(self.text) + 1, line, column)))

    def problem(self, text: str, remedy: str, at: int = 0) -> Problem:
        """A problem at offset `at` of the text, with a remedy."""
        offset, line, column = [start for start in self.starts if start[0] <= max(at, 0)][-1]
        return Problem(line.file, line.number, column + at - offset, text, remedy, line.text)

    def mistake(self, text: str, remedy: str, at: int = 0) -> Mistake:
        return Mistake(self.problem(text, remedy, at))

    @property
    def line(self) -> Line:
        """The line in which these words begin."""
        return self.starts[0][1]

    @property
    def saved(self) -> date:
        """The day on which these words were last saved: a date without a year is the next one from there."""
        return self.line.saved

    @property
    def words(self) -> str:
        """The text in one line, with single blanks."""
        return " ".join(self.text.split())


def collect(read: Callable[[S], T], pieces: Iterable[S]) -> tuple[list[T], list[Problem]]:
    """Reads every piece: the values of those that `read` accepts, and the problems of the others."""
    good, bad = [], []
    for piece in pieces:
        try:
            good.append(read(piece))
        except Mistake as mistake:
            bad.append(mistake.problem)
    return good, bad


def fold(text: str) -> str:
    """A form for comparing words: "BEGRÜSSUNG", "Begrüßung" and "Begruessung" are one."""
    return " ".join(text.casefold().translate(UMLAUTS).split())


# Comparing is slow, and a file may hold the same mistake a thousand times.
@lru_cache(maxsize=1000)
def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """The known word that was probably meant, in its own spelling; None when nothing comes close."""
    spelling = {fold(name): name for name in known}
    close = get_close_matches(fold(word), spelling, n=1, cutoff=ALIKE)
    return spelling[close[0]] if close else None
