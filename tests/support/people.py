"""People who call: one who takes part, and one who leads."""

import time
from collections.abc import Callable

from exchange.line import Line

Dial = Callable[[], Line]

PATIENCE_S = 15


def comes(dial: Dial, *steps: str) -> Line:
    """Somebody dials, presses these keys one after the other, and listens."""
    line = dial()
    line.listen()
    for keys in steps:
        line.press(keys)
        line.listen()
    return line


def member(dial: Dial) -> Line:
    return comes(dial, "2", "471103", "1")


def leader(dial: Dial) -> Line:
    return comes(dial, "8", "99887766", "1")


def hears(line: Line, words: str) -> None:
    """Somebody hears these words sooner or later, whoever causes them."""
    ends = time.monotonic() + PATIENCE_S
    line.listen()
    while words not in " ".join(line.heard):
        assert time.monotonic() < ends, f"{words!r} is not in {line.heard}"
        time.sleep(0.05)
        line.listen()
