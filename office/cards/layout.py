"""What has room on a sheet: nobody may have to guess what stood below the edge."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

# A line of 16 points has so many letters; within a box, and of 24 points there, it has fewer.
LETTERS, BOXED, LARGE = 60, 56, 34


def lines(*texts: str, letters: int = LETTERS) -> int:
    """How many lines these texts need, each beginning a line of its own."""
    return sum(len(wrap(text, letters)) for text in texts)


def short(text: str, most: int) -> str:
    """The text if it needs no more than so many lines, else ""."""
    return text if lines(text) <= most else ""


def as_many(texts: Sequence[str], room: int) -> Iterator[str]:
    """The first of the texts, as many as there is room for in so many lines."""
    for text in texts:
        room -= lines(text)
        if room < 0:
            return
        yield text
