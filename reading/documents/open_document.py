"""Documents of LibreOffice (.odt): their paragraphs and the tables in them."""

from collections.abc import Iterator
from typing import Any

from odf.namespaces import OFFICENS, TABLENS, TEXTNS
from odf.opendocument import load

from reading.documents.archive import checked_archive
from reading.documents.rows import MOST_COLUMNS, Row, written_rows

PARAGRAPHS = {(TEXTNS, "p"), (TEXTNS, "h")}
TABLE, TABLE_ROW = (TABLENS, "table"), (TABLENS, "table-row")
# A cell that a larger one covers keeps its place.
CELLS = (TABLENS, "table-cell"), (TABLENS, "covered-table-cell")
# What is not shown in the text where it stands.
HIDDEN = {(TEXTNS, "tracked-changes"), (TEXTNS, "note"), (TEXTNS, "sequence-decls"), (OFFICENS, "annotation")}
SIGNS = {(TEXTNS, "line-break"): "\n", (TEXTNS, "tab"): " ", (TEXTNS, "s"): " "}
DEEPEST = 60


def paragraphs(raw: bytes) -> Iterator[str | list[Row]]:
    """The paragraphs in order, and each table as its rows; raises what its library raises."""
    yield from _blocks(load(checked_archive(raw)).text)


def _blocks(element: Any, depth: int = 0) -> Iterator[str | list[Row]]:
    for child in getattr(element, "childNodes", ()) if depth < DEEPEST else ():
        kind = getattr(child, "qname", None)
        if kind in PARAGRAPHS:
            yield _text(child)
        elif kind == TABLE:
            yield written_rows(map(_row, _inside(child, TABLE_ROW)))
        elif kind not in HIDDEN:
            yield from _blocks(child, depth + 1)


def _inside(element: Any, *wanted: object) -> Iterator[Any]:
    for child in getattr(element, "childNodes", ()):
        if getattr(child, "qname", None) in wanted:
            yield child
        else:
            yield from _inside(child, *wanted)


def _row(row: Any) -> Row:
    cells: Row = []
    for cell in _inside(row, *CELLS):
        words = "\n".join(map(_text, _paragraphs_in(cell)))
        times = str(cell.getAttrNS(TABLENS, "number-columns-repeated") or 1)
        cells += [words] * min(int(times) if times.isdecimal() else 1, MOST_COLUMNS)
    return cells


def _paragraphs_in(element: Any) -> Iterator[Any]:
    for child in getattr(element, "childNodes", ()):
        if getattr(child, "qname", None) in PARAGRAPHS:
            yield child
        else:
            yield from _paragraphs_in(child)


def _text(element: Any, depth: int = 0) -> str:
    kind = getattr(element, "qname", None)
    if kind in SIGNS:
        return SIGNS[kind]
    if kind in HIDDEN or depth > DEEPEST:
        return ""
    if kind is None:
        return str(getattr(element, "data", ""))
    return "".join(_text(child, depth + 1) for child in element.childNodes)
