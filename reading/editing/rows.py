"""The lines of a text with what ends each, so that some can be written anew and all others stay byte for byte."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reading.text.encodings import BREAKS

ENDINGS = re.compile(rf"\r\n|\n|{BREAKS.pattern}")
HARD = ("\r\n", "\n")


@dataclass(frozen=True)
class Row:
    """A line as it is written, or the part of one in front of a soft break; `ending` is "" at the end of the text."""

    text: str
    ending: str


def rows_of(text: str) -> list[Row]:
    """The rows of a text, one more than it has endings; they end where `reading/text/encodings.py` ends lines."""
    text = _with_line_feeds(text)
    found = list(ENDINGS.finditer(text))
    starts, ends = [0, *(end.end() for end in found)], [*(end.start() for end in found), len(text)]
    endings = [*(end[0] for end in found), ""]
    return [Row(text[start:end], ending) for start, end, ending in zip(starts, ends, endings, strict=True)]


def with_rows(text: str, rows: Sequence[Row], written: Mapping[int, Sequence[str]]) -> str:
    """The text, whose rows these are, with other texts in place of those at some places; () takes a row away."""
    usual = newline(_with_line_feeds(text))
    kept: list[Row] = []
    for place, row in enumerate(rows):
        texts = written.get(place, (row.text,))
        between = row.ending if row.ending in HARD else usual
        kept += [*(Row(more, between) for more in texts[:-1]), *(Row(last, row.ending) for last in texts[-1:])]
        # A soft break ends a line only before a key, and that may be gone.
        if not texts and kept and kept[-1].ending not in HARD:
            kept[-1] = replace(kept[-1], ending=row.ending)
    whole = "".join(row.text + row.ending for row in kept)
    return whole if text == _with_line_feeds(text) else whole.replace("\n", "\r")


def newline(text: str) -> str:
    """What ends the lines of a text."""
    return next((ending for ending in ("\r\n", "\n", "\r") if ending in text), "\n")


def _with_line_feeds(text: str) -> str:
    """A text whose lines end in CR alone, as Macs once wrote them, with LF; any other as it is."""
    return text if "\n" in text else text.replace("\r", "\n")
