"""Documents as Word, LibreOffice and Excel save them, for tests."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from odf.opendocument import OpenDocumentText
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import LineBreak, P
from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]


def word(*paragraphs: str, table: Rows = ()) -> bytes:
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, cells in enumerate(table):
            for column, words in enumerate(cells):
                made.cell(row, column).text = words
    return _saved(document)


def word_of(body: str) -> bytes:
    """A document of Word with this XML in its body."""
    document = Document()
    for made in parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>"):
        document.element.body.append(made)
    return _saved(document)


def open_document(*paragraphs: str, table: Rows = ()) -> bytes:
    document = OpenDocumentText()
    for words in paragraphs:
        document.text.addElement(_paragraph(words))
    if table:
        document.text.addElement(_table(table))
    saved = BytesIO()
    document.write(saved)
    return saved.getvalue()


def odt_table(*rows: Sequence[str | None]) -> bytes:
    """A document of LibreOffice with a table, in which a larger cell covers those that are None."""
    return open_document(table=rows)


def _table(rows: Rows) -> Any:
    made = Table(name="Gruppen")
    for cells in rows:
        row = TableRow()
        for words in cells:
            cell = CoveredTableCell() if words is None else TableCell()
            cell.addElement(_paragraph(words or ""))
            row.addElement(cell)
        made.addElement(row)
    return made


def _paragraph(words: str) -> Any:
    made = P()
    for number, line in enumerate(words.split("\n")):
        if number:
            made.addElement(LineBreak())
        made.addText(line)
    return made


def excel(*rows: Sequence[Any]) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    return _saved(workbook)


def zipped(parts: dict[str, bytes]) -> bytes:
    saved = BytesIO()
    with ZipFile(saved, "w", ZIP_DEFLATED) as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw)
    return saved.getvalue()


def _saved(document: Any) -> bytes:
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()
