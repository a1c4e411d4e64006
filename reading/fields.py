"""Tables of fields: which keys a block has, and how the value of each is read."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from reading.lines import Entry
from reading.pieces import Mistake, Piece, collect
from reading.problem import Problem

# By key: what separates several values, and the function that reads one (it raises Mistake).
Fields = Mapping[str, tuple[str, Callable[[Piece], Any]]]
# A separator that occurs nowhere: the value is one whole.
WHOLE = r"(?!)"

CODE = re.compile("[0-9]{4,10}")
UPWARDS = "01234567890123456789"
# What a stranger tries first: 7777, 121212, 123456, 9876.
REPEATED = re.compile(r"(.{1,2})\1+")
RUNS = (UPWARDS, UPWARDS[::-1])


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


def read_code(piece: Piece) -> str:
    """A number for the keys of a telephone, without the blanks it is written with."""
    code = "".join(piece.text.split())
    if CODE.fullmatch(code):
        return _hard_to_guess(piece, code)
    remedy = "Schreiben Sie 4 bis 10 Ziffern, zum Beispiel »582 917«; Leerzeichen dürfen dazwischen stehen."
    if wrong := re.search(r"[^0-9\s]", piece.text):
        raise piece.mistake(f"»{wrong[0]}« gibt es auf der Telefontastatur nicht als Ziffer.", remedy, wrong.start())
    raise piece.mistake(f"Diese Nummer hat {len(code)} Ziffern.", remedy)


def _hard_to_guess(piece: Piece, code: str) -> str:
    if REPEATED.fullmatch(code) or any(code in run for run in RUNS):
        remedy = "Nehmen Sie Ziffern durcheinander, zum Beispiel »582 917«."
        raise piece.mistake("Diese Nummer kann man erraten.", remedy)
    return code
