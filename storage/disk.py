"""Store in a local folder: durable against kills, a full disk and power loss."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from storage.locks import in_turn, locks

NAME = re.compile(r"([a-z]+/)?[A-Za-z0-9_-][A-Za-z0-9._-]*")
UNFINISHED = ".unfertig"
LEFT_OVER = 3600


def of_the_owner(path: Path) -> int:
    """Nobody else may read what is kept."""
    return 0o600


class Disk:
    """A `storage.store.Store` in the folder `root`; `system` does what the module os does, `names` are the names of
    files that it takes, `mode` says who may read and write what is written at a path.

    A file is written beside its place under a hidden name, flushed to the disk, and only then gets its name.
    """

    def __init__(
        self,
        root: Path,
        system: Any = os,
        names: re.Pattern[str] = NAME,
        mode: Callable[[Path], int] = of_the_owner,
    ):
        self._root = root
        self._os = system
        self._names = names
        self._mode = mode
        self._made: set[Path] = set()

    def names(self, folder: str) -> list[str]:
        """The names of all files in a folder, hidden ones left out."""
        try:
            found = self._os.listdir(self._root / folder)
        except FileNotFoundError:
            return []
        return sorted(f"{folder}/{name}" for name in found if not name.startswith("."))

    def read(self, name: str) -> bytes | None:
        """What a file holds, None if there is none."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Put a file there, in place of the one before."""
        path = self._path(name)
        with self._beside(path, data) as beside:
            self._os.replace(beside, path)
            self._sync(path.parent)

    def create(self, name: str, data: bytes) -> bool:
        """Put a file there if there is none; whether this very data stands there now."""
        path = self._path(name)
        with self._beside(path, data) as beside:
            try:
                # Unlike a rename, a link replaces nothing.
                self._os.link(beside, path)
            except FileExistsError:
                self._sync(path.parent)
                return self.read(name) == data
            self._settle(path)
        return True

    def remove(self, name: str) -> None:
        """Remove a file, if there is one."""
        with suppress(FileNotFoundError):
            self._os.unlink(self._path(name))

    def saved(self, name: str) -> datetime | None:
        """When a file was written, None if there is none."""
        try:
            return datetime.fromtimestamp(self._os.stat(self._path(name)).st_mtime, UTC)
        except FileNotFoundError:
            return None

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """Inside, nobody else is; the kernel lets the next one in even when whoever was inside is killed."""
        path = self._path(name)
        self._make(path.parent)
        lock = self._os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            in_turn(lambda: locks(lock))
            yield
        finally:
            # What was done inside is done. Nothing was written to the lock that could be lost.
            with suppress(OSError):
                self._os.close(lock)

    def _path(self, name: str) -> Path:
        if not self._names.fullmatch(name):
            raise ValueError("this is no name of a file that is kept")
        return self._root / name

    @contextmanager
    def _beside(self, path: Path, data: bytes) -> Iterator[Path]:
        self._make(path.parent)
        self._sweep(path.parent)
        beside = path.with_name(f".{path.name}.{token_hex(8)}{UNFINISHED}")
        try:
            self._fill(beside, data, self._mode(path))
            yield beside
        finally:
            # After a rename there is none; one that cannot be removed is swept an hour later.
            with suppress(OSError):
                self._os.unlink(beside)

    def _fill(self, path: Path, data: bytes, mode: int) -> None:
        file = self._os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            self._os.fchmod(file, mode)
            rest = memoryview(data)
            while rest:
                rest = rest[self._os.write(file, rest) :]
            self._os.fsync(file)
        finally:
            self._os.close(file)

    def _settle(self, path: Path) -> None:
        try:
            self._sync(path.parent)
        except OSError:
            self._os.unlink(path)
            raise

    def _make(self, folder: Path) -> None:
        if folder in self._made and folder.is_dir():
            return
        if not folder.parent.exists():
            self._make(folder.parent)
        with suppress(FileExistsError):
            self._os.mkdir(folder, 0o700)
        # Even if it was there: whoever made it may have been killed before this.
        self._sync(folder.parent)
        self._made.add(folder)

    def _sync(self, folder: Path) -> None:
        file = self._os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            self._os.fsync(file)
        finally:
            self._os.close(file)

    def _sweep(self, folder: Path) -> None:
        for left in folder.glob(f".*{UNFINISHED}"):
            # Its writer may have finished meanwhile; what cannot be swept now takes nothing but room.
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > LEFT_OVER:
                    left.unlink()
