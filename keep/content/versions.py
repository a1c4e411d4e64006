"""Earlier versions of content files, kept in the store."""

import re
from dataclasses import dataclass
from datetime import datetime

from keep.announcements.announcement_file import slug
from storage.store import Store

FOLDER = "fassungen"
KEPT = 20
# Beside the versions stands the name of their file, which cannot be read off theirs.
NAMED = ".name"
# Beside a version, who has written it.
BY = ".von"


@dataclass(frozen=True)
class Version:
    """What stood in a file, since when it is `kept` here (aware), and `by` whom it was written ("" = not known); the
    versions of a file are numbered from 1."""

    number: int
    raw: bytes
    kept: datetime
    by: str = ""


class Versions:
    """In `store`; every method raises OSError."""

    def __init__(self, store: Store):
        self._store = store

    def of(self, name: str) -> tuple[Version, ...]:
        """What has stood in a file, the newest first."""
        found = (self._version(name, number) for number in reversed(self._numbers(name)))
        return tuple(version for version in found if version)

    def names(self) -> list[str]:
        """The names of all files of which something is kept."""
        found = (self._store.read(one) for one in self._store.names(FOLDER) if one.endswith(NAMED))
        return sorted(name.decode(errors="replace") for name in found if name)

    def add(self, name: str, raw: bytes, by: str = "") -> None:
        """Keep what stands in a file, unless it was kept last; of many the oldest is forgotten."""
        numbers = self._numbers(name)
        if numbers and self._store.read(self._file(name, numbers[-1])) == raw:
            return
        self._store.write(f"{FOLDER}/{slug(name)}{NAMED}", name.encode())
        file = self._file(name, (numbers or [0])[-1] + 1)
        self._store.write(file, raw)
        if by:
            self._store.write(file + BY, by.encode())
        for number in numbers[: 1 - KEPT]:
            self._store.remove(self._file(name, number))
            self._store.remove(self._file(name, number) + BY)

    def _version(self, name: str, number: int) -> Version | None:
        file = self._file(name, number)
        raw, kept = self._store.read(file), self._store.saved(file)
        by = (self._store.read(file + BY) or b"").decode(errors="replace")
        return None if raw is None or kept is None else Version(number, raw, kept, by)

    def _numbers(self, name: str) -> list[int]:
        shape = re.compile(rf"{FOLDER}/{re.escape(slug(name))}\.(\d+)")
        return sorted(int(found[1]) for one in self._store.names(FOLDER) if (found := shape.fullmatch(one)))

    def _file(self, name: str, number: int) -> str:
        return f"{FOLDER}/{slug(name)}.{number:05}"
