"""Documents of Word (.docx): their paragraphs and the tables in them, as they are seen with all changes accepted."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from reading.documents.archive import checked_archive
from reading.documents.rows import MOST_COLUMNS, Row, written_rows

MOST_PARAGRAPHS = 5000
PARAGRAPH, TABLE, TABLE_ROW, CELL = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc"))
TEXT, RUN, TEXT_BOX, FIELD = map(qn, ("w:t", "w:r", "w:txbxContent", "w:sdt"))
SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# What was deleted or moved away, what only describes, and a text box once more for programs that cannot draw it.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
HIDDEN = {FALLBACK, *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:tabs"))}
OFF = ("0", "false", "off")


def paragraphs(raw: bytes) -> Iterator[str | list[Row]]:
    """The paragraphs in order, and each table as its rows; raises what its library raises."""
    yield from islice(_blocks(Document(checked_archive(raw)).element.body), MOST_PARAGRAPHS)


def _blocks(element: Any) -> Iterator[str | list[Row]]:
    """Tables within tables and the paragraphs of text boxes follow what holds them."""
    for block in _inside(element, {PARAGRAPH, TABLE}):
        if block.tag == PARAGRAPH:
            yield "".join(_words(block))
            for box in _inside(block, {TEXT_BOX}):
                yield from _blocks(box)
        else:
            within: list[list[Row]] = []
            yield written_rows(_rows(block, within))
            yield from within


def _inside(element: Any, wanted: set[str]) -> Iterator[Any]:
    """The elements of these kinds that are shown, but none within another."""
    for child in element:
        if child.tag in wanted:
            yield child
        elif _is_shown(child):
            yield from _inside(child, wanted)


def _words(element: Any) -> Iterator[str]:
    for part in _inside(element, {TEXT, TEXT_BOX, *SIGNS}):
        # A page or a column that ends here ends no line.
        if part.tag != TEXT_BOX and part.get(qn("w:type"), "textWrapping") == "textWrapping":
            yield SIGNS.get(part.tag) or part.text or ""


def _is_shown(element: Any) -> bool:
    if element.tag == RUN:
        return not any(_is_on(element, "w:rPr", mark) for mark in ("w:strike", "w:dstrike"))
    # An empty field shows how to fill it in.
    return element.tag not in HIDDEN and not (element.tag == FIELD and _is_on(element, "w:sdtPr", "w:showingPlcHdr"))


def _is_on(element: Any, properties: str, name: str) -> bool:
    mark = element.find(f"{qn(properties)}/{qn(name)}")
    return mark is not None and mark.get(qn("w:val")) not in OFF


def _rows(table: Any, within: list[list[Row]]) -> Iterator[Row]:
    """The rows; tables in their cells are put into `within`."""
    above: Row = []
    for row in _inside(table, {TABLE_ROW}):
        cells = [""] * min(row.grid_before, MOST_COLUMNS)
        for cell in islice(_inside(row, {CELL}), MOST_COLUMNS + 1):
            blocks = list(_blocks(cell))
            within += [block for block in blocks if not isinstance(block, str)]
            goes_on = cell.vMerge == "continue" and len(cells) < len(above)
            words = above[len(cells)] if goes_on else "\n".join(block for block in blocks if isinstance(block, str))
            cells += [words] * min(cell.grid_span, MOST_COLUMNS)
        above = cells
        yield cells
