"""Two texts side by side, line by line: what was taken out, what was put in."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from reading.text.lines import MOST_LINES

# How many lines around a change are shown.
AROUND = 2


@dataclass(frozen=True)
class Row:
    """A line that is only in the first text ("-"), only in the second ("+"), in both (" "), or lines left out ("…")."""

    sign: str
    text: str = ""


def compared(before: str, after: str) -> tuple[Row, ...]:
    """From one text to the other; () if they are the same. Lines behind those that are read at all are left out."""
    old, new = before.splitlines()[:MOST_LINES], after.splitlines()[:MOST_LINES]
    # With autojunk, lines that stand everywhere, such as empty ones, do not make it take minutes.
    groups = SequenceMatcher(None, old, new).get_grouped_opcodes(AROUND)
    return tuple(row for number, group in enumerate(groups) for row in _rows(number, group, old, new))


def _rows(number: int, group: list[tuple[str, int, int, int, int]], old: list[str], new: list[str]) -> Iterator[Row]:
    if number:
        yield Row("…")
    for kind, old_from, old_to, new_from, new_to in group:
        if kind == "equal":
            yield from (Row(" ", line) for line in old[old_from:old_to])
            continue
        yield from (Row("-", line) for line in old[old_from:old_to])
        yield from (Row("+", line) for line in new[new_from:new_to])
