"""The end of the worker process, when it is told to stop."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

TOLD_AGAIN_EVERY_S = 1


def stop_when_told() -> None:
    """From now on SIGTERM and SIGINT raise SystemExit.

    An exception is lost that is raised while a library written in C calls back, as eSpeak does for each piece of sound;
    so it is raised again until `until_told` has been left.
    """
    for told in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
        signal.signal(told, _stop)


@contextmanager
def until_told() -> Iterator[None]:
    """What is done within may be interrupted again and again; what follows is not."""
    try:
        # watchfiles turns whatever a signal raises into a KeyboardInterrupt.
        with suppress(KeyboardInterrupt):
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _stop(signum: int, frame: FrameType | None) -> None:
    signal.setitimer(signal.ITIMER_REAL, TOLD_AGAIN_EVERY_S)
    sys.exit(0)
