"""The lines of a value that is to be written behind a key, so that they are read back as they are."""

import re
from collections.abc import Iterator
from textwrap import wrap

from reading.groups import FIELDS
from reading.text.encodings import SOFT_BREAK, as_typed
from reading.text.lines import LONGEST_LINE, can_continue

KEYS = tuple(FIELDS)
# In a line there is also the key, and nobody reads longer ones.
MOST_IN_A_LINE, WIDTH = LONGEST_LINE - 50, 200


def value_lines(value: str) -> list[str]:
    """The lines, without blanks around them; [] for no value. One that would begin something else goes on in the line
    before."""
    found: list[str] = []
    for line in _wrapped(_as_read(value)):
        found.append(line)
        while found[1:] and not can_continue(found[-1], KEYS):
            found[-2:] = [" ".join(found[-2:])]
    return found


def _as_read(value: str) -> str:
    before, value = "", re.sub("\r\n?", "\n", value.replace("\0", ""))
    # What has become a usual letter may be one with the accent behind it.
    while value != before:
        before, value = value, as_typed(value).replace(SOFT_BREAK, "\n")
    return value


def _wrapped(value: str) -> Iterator[str]:
    for line in filter(None, map(str.strip, value.split("\n"))):
        is_too_long = len(line) > MOST_IN_A_LINE
        yield from wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False) if is_too_long else [line]
