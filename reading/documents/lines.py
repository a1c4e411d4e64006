"""The lines of a document: those of its paragraphs and tables, numbered by paragraphs and rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reading.documents.archive import UnreadableDocument
from reading.documents.rows import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TABLES,
    NO_HEADER,
    Numbered,
    Row,
    columns_of,
    is_table_of_groups,
    is_too_large,
    lines_of_table,
    unheaded,
)
from reading.groups import FIELDS
from reading.problem import Problem
from reading.text.encodings import SOFT_BREAK, as_typed, decode_keeping_tabs
from reading.text.lines import KEY, key_named, lines_of_numbered
from reading.text.pieces import Line

UNREADABLE = "Dieses Dokument kann ich nicht lesen."
SAVE_AS_TEXT = "Speichern Sie es im Programm noch einmal neu, oder als Text (.txt) mit der Codierung UTF-8."
A_HEADER = (
    "Schreiben Sie darüber zum Beispiel »Gruppe«, »Regel« und »Ort« in die Spalten; jede Gruppe bekommt eine Zeile."
)
TOO_LARGE = (
    f"Diese Tabelle ist zu groß: Gelesen werden {MOST_ROWS} Zeilen, {MOST_COLUMNS} Spalten und {MOST_TABLES} Blätter."
)
IN_PARTS = "Teilen Sie sie in mehrere Dateien."
NO_HEADING = "In dieser Zeile steht etwas, über dem keine Überschrift steht."
A_HEADING = "Schreiben Sie darüber, was es ist; in einer csv-Datei gehört ein Text mit Komma in Anführungszeichen."
Blocks = Iterable[str | list[Row]]


@dataclass(frozen=True)
class DocumentLines:
    """The lines of a document, and the problems of the document as a whole."""

    lines: list[Line]
    problems: list[Problem]


def document_lines(name: str, raw: bytes, saved: date, has_blank_lines: bool) -> DocumentLines:
    """What stands in a document; `has_blank_lines`: each paragraph is one of its own. Never raises."""
    try:
        blocks = list(_blocks(name, raw))
    except UnreadableDocument as error:
        return DocumentLines([], [Problem(name, 1, 1, str(error), SAVE_AS_TEXT)])
    # Whatever a library makes of a file that is none of its kind.
    except Exception:
        return DocumentLines([], [Problem(name, 1, 1, UNREADABLE, SAVE_AS_TEXT)])
    numbered = [*_numbered(blocks, has_blank_lines)]
    lines, problems = lines_of_numbered(name, numbered, saved)
    if name.endswith((".xlsx", ".csv")):
        problems += _of_the_table(name, blocks)
    return DocumentLines(lines, problems)


def _blocks(name: str, raw: bytes) -> Blocks:
    # Each library is loaded where such a file lies, and takes up to 20 MB.
    if name.endswith(".docx"):
        from reading.documents.word import paragraphs

        return paragraphs(raw)
    if name.endswith(".odt"):
        from reading.documents.open_document import paragraphs as of_odt

        return of_odt(raw)
    if name.endswith(".xlsx"):
        from reading.documents.spreadsheet import sheets

        return sheets(raw)
    from reading.documents.comma_separated import rows

    return [rows(decode_keeping_tabs(raw))]


def _numbered(blocks: Blocks, has_blank_lines: bool) -> Iterator[Numbered]:
    number = 0
    for block in blocks:
        if isinstance(block, str):
            words = as_typed(block.replace("\n", SOFT_BREAK))
            number += 2 if has_blank_lines and not KEY.match(words) else 1
            yield number, words
        else:
            rows = [[as_typed(cell).replace(SOFT_BREAK, "\n") for cell in row] for row in block]
            yield from ((number + row, words) for row, words in _of_rows(rows))
            number += len(rows)


def _of_rows(rows: Sequence[Row]) -> Iterator[Numbered]:
    if is_table_of_groups(rows, _key):
        yield from lines_of_table(rows, _key)
        return
    # A table with a key in the first column of each row, as forms have them.
    for number, row in enumerate(rows, 1):
        if len(row) > 1 and _key(row[0]):
            yield number, f"{_key(row[0])}: {' '.join(row[1].split())}"


def _key(heading: str) -> str | None:
    return key_named(" ".join(heading.split()).strip(" :*"), tuple(FIELDS))


def _of_the_table(name: str, blocks: Blocks) -> Iterator[Problem]:
    tables = [block for block in blocks if not isinstance(block, str)]
    if not any(is_table_of_groups(rows, _key) for rows in tables):
        yield Problem(name, 1, 1, NO_HEADER, A_HEADER)
    if len(tables) > MOST_TABLES or any(map(is_too_large, tables)):
        yield Problem(name, 1, 1, TOO_LARGE, IN_PARTS)
    for rows in tables:
        for number in unheaded(rows, _key):
            yield Problem(name, number, 1, NO_HEADING, A_HEADING)
        for number, heading in columns_of(rows, _key):
            text = f"Die Spalte »{heading}« kenne ich nicht; sie wird nicht gelesen."
            remedy = "Soll sie gelesen werden, dann nennen Sie sie wie eine Zeile in den Textdateien, etwa »Ort«."
            yield Problem(name, number, 1, text, remedy, harmless=True)
