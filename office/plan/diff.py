"""The difference of two texts, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from reading.text.lines import MOST_LINES

# How many unchanged lines are shown around a change.
CONTEXT_LINES = 2

# As difflib has it: the kind of change, and the lines from and to in the old and the new text.
Opcode = tuple[str, int, int, int, int]


@dataclass(frozen=True)
class DiffLine:
    """A line that is only in the first text ("-"), only in the second ("+"), in both (" "), or lines left out ("…")."""

    sign: str
    text: str = ""


def diff(before: str, after: str) -> tuple[DiffLine, ...]:
    """The lines that differ, with context; () if the texts are equal. Lines beyond MOST_LINES are ignored."""
    old, new = before.splitlines()[:MOST_LINES], after.splitlines()[:MOST_LINES]
    # With autojunk, lines that stand everywhere, such as empty ones, do not make it take minutes.
    groups = SequenceMatcher(None, old, new).get_grouped_opcodes(CONTEXT_LINES)
    return tuple(row for number, group in enumerate(groups) for row in _rows(number, group, old, new))


def _rows(number: int, group: list[Opcode], old: list[str], new: list[str]) -> Iterator[DiffLine]:
    if number:
        yield DiffLine("…")
    for kind, old_from, old_to, new_from, new_to in group:
        if kind == "equal":
            yield from (DiffLine(" ", line) for line in old[old_from:old_to])
            continue
        yield from (DiffLine("-", line) for line in old[old_from:old_to])
        yield from (DiffLine("+", line) for line in new[new_from:new_to])
