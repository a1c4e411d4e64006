"""Tables as text (.csv), with the separators that German programs write."""

import csv
from io import StringIO
from itertools import islice

from reading.documents.rows import MOST_ROWS, Row

SEPARATORS = ";\t,|"


def rows(text: str) -> list[Row]:
    """The rows; the separator is the one that the first line has most of."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    # Excel says it itself.
    if first.startswith("sep="):
        text, first = text.replace(first, "", 1), first[4:]
    separator = max(SEPARATORS, key=first.count)
    return list(islice(csv.reader(StringIO(text), delimiter=separator), MOST_ROWS + 1))
