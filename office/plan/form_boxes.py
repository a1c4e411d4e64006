"""The boxes of the form of a group: one for each value, and an empty one where another may be added."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from office.plan.form_rows import SECTIONS, FormRow, Section
from office.plan.form_values import BEFORE, Values
from reading.editing.values import KEYS
from reading.problem import Problem

# Problems by the key and the number of its line.
At = Mapping[tuple[str, int], Sequence[Problem]]
# More than this does not fit into one line of the page.
LONGEST_IN_ONE_LINE = 90


@dataclass(frozen=True)
class Box:
    """A value: the name of its field, the id of its element, and how many lines high that is."""

    name: str
    id: str
    value: str
    lines: int
    problems: Sequence[Problem] = ()


@dataclass(frozen=True)
class RowOnPage:
    """A row of the form with its boxes."""

    row: FormRow
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class SectionOnPage:
    """A section with its rows; `is_open`: there is something in it to be seen."""

    heading: str
    rows: tuple[RowOnPage, ...]
    is_rare: bool
    is_open: bool


def sections_of(values: Values, at: At) -> list[SectionOnPage]:
    """What is on the page."""
    return [_section(section, values, at) for section in SECTIONS]


def fields_before(values: Values) -> list[tuple[str, str]]:
    """The names and values of the fields that tell what stood in the boxes."""
    return [(f"{BEFORE}{key}.{place}", value) for key in KEYS for place, value in enumerate(values[key])]


def _section(section: Section, values: Values, at: At) -> SectionOnPage:
    rows = tuple(RowOnPage(row, tuple(_boxes(row, values[row.key], at))) for row in section.rows)
    boxes = [box for row in rows for box in row.boxes]
    return SectionOnPage(section.heading, rows, section.is_rare, any(box.value or box.problems for box in boxes))


def _boxes(row: FormRow, values: Sequence[str], at: At) -> Iterator[Box]:
    while values and not values[-1].strip():
        values = values[:-1]
    shown = [*values, ""] if row.repeats or not values else values
    line = 0
    for place, value in enumerate(shown):
        is_written = bool(value.strip()) or not values
        yield Box(
            name=f"{row.key}.{place}",
            id=f"feld{KEYS.index(row.key)}-{place}",
            value=value,
            lines=max(row.lines, value.count("\n") + 1, -(-len(value) // LONGEST_IN_ONE_LINE)),
            problems=at.get((row.key, line), ()) if is_written else (),
        )
        line += is_written
