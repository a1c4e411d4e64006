"""Tables of fields: which keys a block has, and how the value of each is read."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from reading.problem import Problem
from reading.text.lines import Entry
from reading.text.pieces import Mistake, Piece, collect

# By key: what separates several values, and the function that reads one (it raises Mistake).
Fields = Mapping[str, tuple[str, Callable[[Piece], Any]]]
# A separator that occurs nowhere: the value is one whole.
WHOLE = r"(?!)"


def read_fields(block: Iterable[Entry], fields: Fields) -> tuple[dict[str, list[Any]], dict[str, list[Problem]]]:
    """By key, what was read and what is wrong; under "" what is wrong with lines of no known key."""
    block = list(block)
    good: dict[str, list[Any]] = {}
    bad = {key: [trouble for entry in block if entry.key == key for trouble in entry.troubles] for key in ("", *fields)}
    for key, (separator, read) in fields.items():
        parts = [part for entry in block if entry.key == key for part in entry.value.split(separator)]
        good[key], problems = collect(read, parts)
        bad[key] += problems
    return good, bad


def text_up_to(longest: int) -> Callable[[Piece], str]:
    """Reads a text of at most so many characters."""

    def read(piece: Piece) -> str:
        if len(piece.words) > longest:
            raise too_long(piece, longest)
        return piece.words

    return read


def too_long(piece: Piece, longest: int) -> Mistake:
    text = f"Dieser Text hat {len(piece.words)} Zeichen, höchstens {longest} sind möglich."
    return piece.mistake(text, "Kürzen Sie ihn: Am Telefon behält man nur wenige Sätze.")
