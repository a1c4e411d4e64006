"""Tables of Excel (.xlsx): the rows of their sheets, as they are seen there."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from reading.documents.archive import checked_archive
from reading.documents.rows import MOST_COLUMNS, MOST_TABLES, Row, written_rows

MIDNIGHT = time()


def sheets(raw: bytes) -> Iterator[list[Row]]:
    """The rows of each sheet that is shown, and of one too many; raises what its library raises."""
    workbook = load_workbook(checked_archive(raw), read_only=True, data_only=True)
    shown = (sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible")
    for sheet in islice(shown, MOST_TABLES + 1):
        rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
        yield written_rows([_shown(value) for value in row] for row in rows)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y}" + (f", {value:%H:%M} Uhr" if value.time() != MIDNIGHT else "")
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M} Uhr"
    # A number of a room that Excel takes for a measure: 471103.0.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
