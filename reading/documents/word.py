"""Documents of Word (.docx): their paragraphs and the tables in them."""

from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.table import Table

from reading.documents.archive import checked_archive
from reading.documents.rows import Row

MOST_PARAGRAPHS = 5000


def paragraphs(raw: bytes) -> Iterator[str | list[Row]]:
    """The paragraphs in order, and each table as its rows; raises what its library raises."""
    document = Document(checked_archive(raw))
    for number, block in enumerate(document.iter_inner_content()):
        if number >= MOST_PARAGRAPHS:
            return
        yield [_row(row) for row in block.rows] if isinstance(block, Table) else block.text


def _row(row: Any) -> Row:
    return [cell.text for cell in row.cells]
