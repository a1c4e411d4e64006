"""A table of groups: one row a group, under a row with the names of the fields."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

# Of a table; only rows with words count, but no more rows than MOST_ROWS_SEEN are looked at.
MOST_ROWS, MOST_ROWS_SEEN, MOST_COLUMNS, MOST_TABLES = 1500, 20_000, 40, 10
# The cells of a row, as text.
Row = list[str]
# A line of a block, and the number of its row, from 1.
Numbered = tuple[int, str]
# The key that a heading means, None if it means none.
KeyOf = Callable[[str], str | None]
NO_HEADER = "In dieser Tabelle fehlt über den Zeilen eine Zeile mit den Namen der Felder."
LONGEST_HEADING = 40


def written_rows(rows: Iterable[Row]) -> list[Row]:
    """The rows up to the bounds, and one row and one column more, which tell that the table goes on."""
    kept: list[Row] = []
    written = 0
    for row in islice(rows, MOST_ROWS_SEEN):
        kept.append(row[: MOST_COLUMNS + 1])
        written += any(map(str.strip, row))
        if written > MOST_ROWS:
            break
    return kept


def is_table_of_groups(rows: Sequence[Row], key_of: KeyOf) -> bool:
    """Whether one of the rows holds headings."""
    return _header(rows, key_of) is not None


def lines_of_table(rows: Sequence[Row], key_of: KeyOf) -> Iterator[Numbered]:
    """The rows below the headings as blocks of groups; columns with one heading are read together."""
    header = _header(rows, key_of)
    if header is None:
        return
    headings = [key_of(cell) for cell in rows[header]]
    keys = ["Gruppe", *dict.fromkeys(key for key in headings if key and key != "Gruppe")]
    for number, row in enumerate(rows[header + 1 :], header + 2):
        cells = {key: [cell for cell, of in zip(row, headings, strict=False) if of == key] for key in keys}
        if any(cell.strip() for of_key in cells.values() for cell in of_key):
            yield from _block(number, cells)


def columns_of(rows: Sequence[Row], key_of: KeyOf) -> Iterator[tuple[int, str]]:
    """The headings that mean no key, and the number of their row."""
    header = _header(rows, key_of)
    if header is not None:
        for cell in rows[header]:
            if cell.strip() and not key_of(cell):
                yield header + 1, " ".join(cell.split())[:LONGEST_HEADING]


def unheaded(rows: Sequence[Row], key_of: KeyOf) -> Iterator[int]:
    """The numbers of the rows in which something stands under no heading."""
    header = _header(rows, key_of)
    if header is not None:
        headings = rows[header]
        for number, row in enumerate(rows[header + 1 :], header + 2):
            named = [bool(heading.strip()) for heading in headings] + [False] * len(row)
            if any(cell.strip() and not is_named for cell, is_named in zip(row, named, strict=False)):
                yield number


def is_too_large(rows: Sequence[Row]) -> bool:
    """Whether a table goes on beyond the bounds."""
    written = sum(any(map(str.strip, row)) for row in rows)
    return written > MOST_ROWS or any(any(map(str.strip, row[MOST_COLUMNS:])) for row in rows)


def _header(rows: Sequence[Row], key_of: KeyOf) -> int | None:
    return next((number for number, row in enumerate(rows) if _heads(row, key_of)), None)


def _heads(row: Row, key_of: KeyOf) -> bool:
    keys = {key_of(cell) for cell in row if 0 < len(cell.strip()) <= LONGEST_HEADING}
    return "Gruppe" in keys and len(keys - {None}) > 1


def _block(number: int, cells: dict[str, list[str]]) -> Iterator[Numbered]:
    for key, of_key in cells.items():
        first, *more = [part.strip() for part in ", ".join(filter(str.strip, of_key)).split("\n") if part.strip()] or [
            ""
        ]
        if first or key == "Gruppe":
            yield number, f"{key}: {first}"
            yield from ((number, f"  {words}") for words in more)
