"""Optimistic locking: what is written only if nobody was quicker is tried again until it is."""

from collections.abc import Callable
from typing import TypeVar

Written = TypeVar("Written")

# More often no other process is quicker, one after another.
ATTEMPTS = 100


def until_written(attempt: Callable[[], Written | None]) -> Written:
    """What an attempt comes to that nobody has overtaken (None = somebody has); raises TimeoutError after ATTEMPTS."""
    for _ in range(ATTEMPTS):
        if (written := attempt()) is not None:
            return written
    raise TimeoutError("what Redis holds changes all the time")
