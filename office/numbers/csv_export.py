"""The counts of a year as a table for the application to the health insurers, as a German Excel opens it."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from ivr.model.recurrence import MONTHS
from office.numbers.blurred import blurred, group_minutes, minutes
from office.numbers.monthly import MonthlyCounts

HEAD = ("Jahr", "Monat", "Angabe", "Name", "Anzahl")
# What begins like this, a spreadsheet would compute.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_of(months: Iterable[MonthlyCounts]) -> bytes:
    """A line for each count: semicolons, decimal commas, UTF-8 with a mark."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    for month in months:
        for what, name, count in rows_of(month):
            row = (str(month.first.year), MONTHS[month.first.month - 1], what, name, count)
            writer.writerow([_without_formula(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def rows_of(month: MonthlyCounts) -> Iterator[tuple[str, str, str]]:
    """The rows of a month: kind of count, group, and value."""
    yield "Anrufe", "", str(month.calls)
    yield "Minuten aller Anrufe", "", minutes(month.seconds)
    for group in month.groups:
        yield "Eintritte in den Raum", group.name, blurred(group.joins).text
        yield "Minuten im Raum", group.name, group_minutes(group.joins, group.seconds)


def _without_formula(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
