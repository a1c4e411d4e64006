"""An operating system of which one step fails, and what becomes of small files then."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

STEPS = ("open", "write", "fsync", "close", "replace", "link", "unlink", "mkdir", "listdir", "stat")


class FailingSystem:
    """The module os, but for its step number `nth` (from 1), in whose place `fails` is called; 0 = none."""

    def __init__(self, nth: int, fails: Callable[[], None]):
        self._left = nth
        self._fails = fails

    @property
    def has_failed(self) -> bool:
        """Whether the step came at all."""
        return self._left <= 0

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in STEPS:
            return real

        def step(*args: Any, **more: Any) -> Any:
            self._left -= 1
            if self._left == 0:
                if name == "close":
                    # Whatever close() says, Linux has let go of the file before (man 2 close).
                    real(*args, **more)
                self._fails()
            return real(*args, **more)

        return step


def with_error(code: int) -> Callable[[], None]:
    """A step that fails with this error."""

    def fails() -> None:
        raise OSError(code, os.strerror(code))

    return fails


def every_step(fails: Callable[[], None]) -> Iterator[FailingSystem]:
    """Systems of which the first step fails, then the second, and so on, until one has fewer steps."""
    nth = 0
    while True:
        nth += 1
        system = FailingSystem(nth, fails)
        yield system
        if not system.has_failed:
            return


def hidden(folder: Path) -> list[str]:
    """What lies in a folder that nobody has asked for, locks left out."""
    return [file.name for file in folder.rglob(".*") if not file.name.endswith(".lock")]
