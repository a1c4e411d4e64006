"""People who call: one who takes part, and one who leads."""

from collections.abc import Callable

from exchange.line import Line

Dial = Callable[[], Line]


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
