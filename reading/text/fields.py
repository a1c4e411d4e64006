"""Tables of fields: the keys of a block, and a reader for the values of each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from reading.problem import Problem
from reading.text.lines import Entry
from reading.text.pieces import Mistake, Piece, collect

Value = TypeVar("Value")

# By key: what separates several values, and the function that reads one (it raises Mistake).
Fields = Mapping[str, tuple[str, Callable[[Piece], Any]]]
# A separator that occurs nowhere: the value is one whole.
WHOLE = r"(?!)"


@dataclass(frozen=True)
class FieldValues:
    """What was read of a block: the values by key, in order; and the problems by key, "" for lines of no known key."""

    values: Mapping[str, list[Any]]
    problems: Mapping[str, list[Problem]]

    def first(self, key: str, default: Value) -> Value:
        """The first value of a key, or else the default."""
        found: list[Value] = self.values[key]
        return found[0] if found else default

    def is_broken(self, key: str) -> bool:
        """Whether anything is wrong with the lines of a key."""
        return bool(self.problems[key])

    def problems_with(self, more: Mapping[str, Iterable[Problem]]) -> dict[str, list[Problem]]:
        """The problems by key, with those that were found later."""
        return {key: [*of_key, *more.get(key, ())] for key, of_key in self.problems.items()}


def read_fields(block: Iterable[Entry], fields: Fields) -> FieldValues:
    """Reads the values of all entries of a block; never raises."""
    by_key: dict[str, list[Entry]] = {key: [] for key in ("", *fields)}
    for entry in block:
        by_key[entry.key].append(entry)
    values: dict[str, list[Any]] = {}
    problems = {key: [problem for entry in found for problem in entry.problems] for key, found in by_key.items()}
    for key, (separator, read) in fields.items():
        parts = [part for entry in by_key[key] for part in entry.value.split(separator)]
        values[key], of_key = collect(read, parts)
        problems[key] += of_key
    return FieldValues(values, problems)


def text_up_to(longest: int) -> Callable[[Piece], str]:
    """A reader of texts of at most so many characters."""

    def read(piece: Piece) -> str:
        if len(piece.words) > longest:
            raise too_long(piece, longest)
        return piece.words

    return read


def too_long(piece: Piece, longest: int) -> Mistake:
    text = f"Dieser Text hat {len(piece.words)} Zeichen, höchstens {longest} sind möglich."
    return piece.mistake(text, "Kürzen Sie ihn: Am Telefon behält man nur wenige Sätze.")
