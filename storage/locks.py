"""Waiting for one's turn."""

import fcntl
import time
from collections.abc import Callable

# A carrier waits fifteen seconds for an answer.
PATIENCE = 8.0
PAUSE = 0.05


def in_turn(gets_in: Callable[[], bool]) -> None:
    """Return once it is one's turn; raises TimeoutError (an OSError) when that takes too long."""
    ends = time.monotonic() + PATIENCE
    while not gets_in():
        if time.monotonic() > ends:
            raise TimeoutError("somebody else does not come to an end")
        time.sleep(PAUSE)


def locks(file: int) -> bool:
    """Whether the lock on an open file is one's own now; the kernel frees it when the file is closed."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
