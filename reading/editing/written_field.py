"""A field of a group as it is written: the rows of a text it takes, and what of its value stands in each."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reading.editing.rows import Row
from reading.editing.values import KEYS
from reading.groups import group_entries
from reading.text.encodings import as_typed
from reading.text.lines import Entry, lines_of_numbered
from reading.text.list_marks import CLOSED_BY, EMPHASIS
from reading.text.pieces import Line

# What is read as the end of a quote or of emphasis that began before the key.
CLOSING = EMPHASIS + "".join(CLOSED_BY.values())
# Where values begin, if no other line of the block says where.
COLUMN = 10


@dataclass(frozen=True)
class WrittenField:
    """An entry, and the places of its rows. `texts` is what of the value stands in each, "" behind a key alone; in the
    first row it begins at `start` (from 0)."""

    entry: Entry
    rows: tuple[int, ...]
    texts: tuple[str, ...]
    start: int

    @property
    def key(self) -> str:
        return self.entry.key

    @property
    def value(self) -> str:
        """The whole value, LF between its rows."""
        return "\n".join(filter(None, self.texts))


def blocks_of(rows: Sequence[Row]) -> list[list[WrittenField]]:
    """The fields of each group in the rows of a file."""
    lines, _ = lines_of_numbered("", enumerate(as_typed(row.text) for row in rows), date.min)
    found = group_entries(lines)
    places = [line.number for line in lines]
    starts = [bisect_left(places, entry.name.line.number) for entry in found]
    ends = [*starts, len(lines)][1:]
    blocks: list[list[WrittenField]] = []
    for entry, start, end in zip(found, starts, ends, strict=True):
        if entry.key == KEYS[0]:
            blocks.append([])
        if blocks:
            blocks[-1].append(_written_field(entry, lines[start:end]))
    return blocks


def _written_field(entry: Entry, lines: Sequence[Line]) -> WrittenField:
    first, start = _behind_the_key(entry)
    texts = (first, *(line.text.strip() for line in lines[1:]))
    return WrittenField(entry, tuple(line.number for line in lines), texts, start)


def _behind_the_key(entry: Entry) -> tuple[str, int]:
    """What of the value stands in the row of the key, and where it begins or would begin."""
    offset, line, column = entry.value.starts[0]
    if line.number != entry.name.line.number:
        return "", len(entry.name.line.text)
    return entry.value.text.partition("\n")[0], column - 1 - offset


def first_row(field: WrittenField, raw: str, value: str) -> str:
    """The row of the key with another value. What stands before it stays, unless it is a mistake."""
    if value == field.texts[0]:
        return raw
    typed = as_typed(raw)
    before = (raw if len(raw) == len(typed) else typed)[: field.start]
    is_marked = not typed.lstrip().startswith(field.entry.name.text)
    if field.entry.problems or (is_marked and value[-1:] in CLOSING):
        before = label(field.key, COLUMN)
    return before + ("" if before[-1:].isspace() or not value else " ") + value


def new_rows(key: str, lines: Sequence[str], column: int) -> list[str]:
    """The rows of a key that was not there, with its value at a column; [] without a value."""
    before = label(key, column)
    return [(" " * len(before) if place else before) + line for place, line in enumerate(lines)]


def label(key: str, column: int) -> str:
    """A key and its colon, so that the value begins at that column if there is room for it."""
    return f"{key}:".ljust(max(min(column, 2 * COLUMN), len(key) + 2))
