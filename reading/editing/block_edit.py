"""Edits the fields of a group in the text of a file: a form gives values, and only the lines of those that change are
written anew."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain

from reading.editing.rows import HARD, Row, newline, rows_of, with_rows
from reading.editing.values import KEYS, value_lines
from reading.editing.written_field import COLUMN, WrittenField, blocks_of, first_row, label, new_rows
from reading.text.lines import can_continue

NAME = KEYS[0]
ORDER = {key: place for place, key in enumerate(KEYS)}

# By key: what is written behind it, for each time it occurs in the block; LF where a value goes on in another line.
Values = Mapping[str, Sequence[str]]
# For each time that a key occurs, the lines of its value.
Lines = Sequence[list[str]]
# By place of a row: what is to stand there.
Written = dict[int, list[str]]


def values_of_blocks(text: str) -> list[dict[str, tuple[str, ...]]]:
    """The values of each group in the text of a file by all keys of a block; () for one that is not there."""
    return [
        {key: tuple(field.value for field in block if field.key == key) for key in KEYS}
        for block in blocks_of(rows_of(text))
    ]


def fields_by_line(text: str, number: int) -> dict[int, tuple[str, int]]:
    """By lines (from 1) of a text: which key of a group stands there, and which of the lines of that key it is."""
    rows = rows_of(text)
    numbers = list(accumulate((row.ending in HARD for row in rows), initial=1))
    seen: Counter[str] = Counter()
    found: dict[int, tuple[str, int]] = {}
    for field in chain(*blocks_of(rows)[number : number + 1]):
        found |= dict.fromkeys((numbers[place] for place in field.rows), (field.key, seen[field.key]))
        seen[field.key] += bool(field.value)
    return found


def edit_block(text: str, number: int, values: Values) -> str:
    """The text with these values in the group of that number (from 0), in a new one behind all others if there is none.

    The values of a key stand for those that are there, in their order: "" takes one away, one more is added. Keys that
    are not in `values` stay as they are.
    """
    rows = rows_of(text)
    blocks = blocks_of(rows)
    if number >= len(blocks):
        return edit_block(_with_new_block(text), len(blocks), values)
    block, written = blocks[number], Written()
    wanted = {key: [value_lines(value) for value in values[key]] for key in KEYS if key in values}
    for key, of_key in wanted.items():
        written |= _rewritten(key, of_key, block, rows)
    for key, of_key in wanted.items():
        for place, texts in _added(key, of_key, block):
            written.setdefault(place, [rows[place].text]).extend(texts)
    return with_rows(text, rows, written)


def _with_new_block(text: str) -> str:
    ending = newline(text)
    between = f"{'' if text.endswith(ending) else ending}{ending}" if text.strip() else ""
    return f"{text}{between}{label(NAME, COLUMN)}{ending}"


def _rewritten(key: str, wanted: Lines, block: Sequence[WrittenField], rows: Sequence[Row]) -> Written:
    """What is to stand in the rows of a key that are there."""
    written = Written()
    there = [field for field in block if field.key == key]
    for field, lines in zip(there, [*wanted, *([] for _ in there)], strict=False):
        if lines != value_lines(field.value):
            written |= zip(field.rows, _changed(field, lines, rows, block), strict=True)
    return written


def _added(key: str, wanted: Lines, block: Sequence[WrittenField]) -> Iterator[tuple[int, list[str]]]:
    """The rows of values beyond those that are there, and the place of the row before."""
    there = sum(field.key == key for field in block)
    before = _last_before(key, block)
    for lines in wanted[there:] if key != NAME else ():
        yield before.rows[-1], new_rows(key, lines, before.start)


def _last_before(key: str, block: Sequence[WrittenField]) -> WrittenField:
    """The field behind which another line of this key belongs."""
    earlier = [field for field in block if field.key and ORDER[field.key] <= ORDER[key]]
    last = max(enumerate(earlier), key=lambda placed: (ORDER[placed[1].key], placed[0]))[1]
    return block[-1] if _is_followed_by_more(last, block) else last


def _is_followed_by_more(field: WrittenField, block: Sequence[WrittenField]) -> bool:
    """Whether the next line has no known key: behind another field it might go on with that."""
    following = block[block.index(field) + 1 :]
    return bool(following) and not following[0].key


def _changed(
    field: WrittenField, lines: list[str], rows: Sequence[Row], block: Sequence[WrittenField]
) -> list[list[str]]:
    """What is to stand in place of each row of a field; [] takes a row away."""
    stays = field.key == NAME or _is_followed_by_more(field, block)
    if not (lines or stays):
        return [[] for _ in field.rows]
    old, new = list(field.texts), lines or [""]
    if not old[0] and old[1:] and lines and can_continue(new[0], KEYS):
        new = ["", *new]
    same = _same_at_the_end(old[1:], new[1:])
    raw, margin = [rows[place].text for place in field.rows], _margin(field, rows)
    slots = [[first_row(field, raw[0], new[0])], *([] for _ in old[1:])]
    last = len(old) - same - 1
    for place, line in enumerate(new[1 : len(new) - same], 1):
        slots[min(place, last)].append(
            raw[place] if old[place : place + 1] == [line] and place <= last else margin + line
        )
    for place in range(last + 1, len(old)):
        slots[place] = [raw[place]]
    return slots


def _same_at_the_end(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = enumerate(zip(reversed(old), reversed(new), strict=False))
    return next((count for count, (one, other) in pairs if one != other), min(len(old), len(new)))


def _margin(field: WrittenField, rows: Sequence[Row]) -> str:
    """What stands before the lines in which a value goes on."""
    raw = [rows[place].text for place in field.rows[1:]]
    margins = (text[: len(text) - len(text.lstrip())] for text in raw)
    return next(filter(None, margins), " " * max(field.start, 1))
