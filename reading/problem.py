"""Problems in what staff wrote, and the exceptions that carry them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ivr.model.announcement import NotDone

# Of one file; more than these nobody reads.
MOST_PROBLEMS = 50


@dataclass(frozen=True, order=True)
class Problem:
    """`line` and `column` count from 1; `text` says what is wrong, `remedy` how to write it, `excerpt` is the line.

    `harmless`: it misleads nobody, so that the file goes on air all the same; `urgent`: staff get a message even so;
    `waits`: it may pass by itself, so that the file may be saved, and goes on air later.
    """

    file: str
    line: int
    column: int
    text: str
    remedy: str
    excerpt: str = ""
    harmless: bool = False
    urgent: bool = False
    waits: bool = False

    def __str__(self) -> str:
        margin = f"{self.line:>5} | "
        return "\n".join(
            (
                f"{self.file}:{self.line}:{self.column}: {self.text}",
                f"{margin}{self.excerpt}",
                " " * (len(margin) + self.column - 1) + "^",
                f"      {self.remedy}",
            )
        )


class InvalidContent(NotDone):
    """Raised when a text to be saved has mistakes that would mislead callers; `problems` lists them."""

    def __init__(self, problems: tuple[Problem, ...]):
        super().__init__("it has mistakes")
        self.problems = problems


class EditConflict(NotDone):
    """Raised when a file to be saved has been changed by somebody else since it was opened."""


def abridged(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems by file, line and column; at most MOST_PROBLEMS of a file, and then how many more it has."""
    in_order = sorted(problems, key=lambda problem: (problem.file, problem.line, problem.column, problem.text))
    for _, of_file in groupby(in_order, key=lambda problem: problem.file):
        # The harmless ones last: none of the others may get lost behind them.
        found = sorted(of_file, key=lambda problem: problem.harmless)
        yield from sorted(found[:MOST_PROBLEMS])
        yield from _how_many_more(found[MOST_PROBLEMS:])


def _how_many_more(left_out: Sequence[Problem]) -> Iterator[Problem]:
    for first in left_out[:1]:
        text = (
            f"… und {len(left_out):,} weitere.".replace(",", ".") if len(left_out) > 1 else "… und ein weiterer Fehler."
        )
        yield replace(first, text=text, remedy="Berichtigen Sie zuerst, was darüber steht.")
