"""Tables as text (.csv), with the separators that German programs write."""

import csv
from io import StringIO

from reading.documents.rows import Row, written_rows

SEPARATORS = ";\t,|"


def rows(text: str) -> list[Row]:
    """The rows; the separator is the one that the first line has most of."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    # Excel says it itself.
    if first.startswith("sep="):
        text, first = text.replace(first, "", 1), first[4:]
    separator = max(SEPARATORS, key=first.count)
    return written_rows(csv.reader(StringIO(text), delimiter=separator))
