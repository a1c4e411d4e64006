"""Where the content lies: a folder of this machine, a bucket, or the folder of another machine."""

import time
from collections.abc import Callable, Iterator
from typing import Protocol

from reading.files import File, Files

# How long a file must stay the same to count as written.
STILL = 0.5
# How often content is looked at that tells of no change, in seconds.
LOOKS_EVERY = 5.0


class Source(Protocol):
    """The files of the content, of one place. `name` tells it from any other place, the same on every machine."""

    name: str

    def read(self) -> dict[str, File]:
        """The files by their names in small letters, with the copies of the calendars that they name. Never raises:
        {} for a folder that is gone, the last known ones where a service does not answer."""

    def write(self, name: str, raw: bytes | None, before: bytes | None) -> None:
        """Put bytes into a file that holds `before`, or remove it (None). When this returns, that is durable. Raises
        OSError, and EditConflict where it is seen that the file holds something else."""

    def changes(self) -> Iterator[object]:
        """Something at every change, and every LOOKS_EVERY seconds at the latest; for ever."""


def a_moment() -> None:
    """As long as a file must stay the same."""
    time.sleep(STILL)


def read_still(source: Source, seen: Files, wait: Callable[[], None] = a_moment) -> Files | None:
    """What a source holds; None if that is neither what was `seen` before nor the same a moment later: a file may be
    half written."""
    files = source.read()
    if files != seen:
        wait()
    return files if files == seen or files == source.read() else None


def every_few_seconds() -> Iterator[object]:
    """What a source tells of that knows of no changes."""
    while True:
        time.sleep(LOOKS_EVERY)
        yield None
