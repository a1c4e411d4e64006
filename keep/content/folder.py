"""The content folder: which of its files count, and their bytes."""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from ivr.model.moment import since_1970
from reading.files import (
    DOCUMENTS,
    FOLDER,
    INFORMATION_FOLDER,
    LINK,
    UNREADABLE,
    File,
    Files,
    is_content_file,
    is_left_behind,
    max_bytes,
)

# The folders in which every file is looked at.
OURS = (FOLDER, INFORMATION_FOLDER)
# How many folders deep text files are looked for that may have been put into the wrong place.
DEEPEST = 2
# What is looked at outside of the folders for groups and information, where everything is.
SUFFIXES = (".txt", ".ics", *DOCUMENTS, ".rtf", ".doc", ".xls", ".ods")

Held = TypeVar("Held")
# A file's name inside the folder, and where it lies.
Named = tuple[str, os.DirEntry[str]]


# The copies of the calendars on the internet that files name, by address.
Copies = Callable[[Files], Files]


def no_copies(files: Files) -> Files:
    """None."""
    return {}


def read_folder(folder: Path, copies: Copies = no_copies) -> dict[str, File]:
    """The files of a content folder by their name inside it, in small letters ("gruppen/krokus.txt").

    Hidden files and what programs leave behind are left out. A file that cannot be opened is UNREADABLE, a link LINK,
    one that is none of ours b"".
    A folder that is gone, or whose groups nobody may list, is {}.
    """
    try:
        files = sorted(files_in(folder), key=lambda named: named[0])
    except OSError:
        return {}
    found: dict[str, File] = {}
    for name, entry in by_small_names(files):
        with suppress(FileNotFoundError):
            found[name] = _file(name, entry)
    return {**found, **copies(found)}


def by_small_names(files: Sequence[tuple[str, Held]]) -> Iterator[tuple[str, Held]]:
    """Files, in the order of their real names, by their names in small letters."""
    taken = set()
    # Backwards "rose.txt" comes before "Rose.txt": where both exist, only the second keeps its capital.
    for real, file in reversed(files):
        name = real if real.lower() in taken else real.lower()
        taken.add(name)
        yield name, file


def is_looked_at(name: str) -> bool:
    """Whether a file of this name ("gruppen/Krokus.txt") may be content, or something that staff must be told of."""
    *folders, last = name.split("/")
    if len(folders) > DEEPEST or any(is_left_behind(part) for part in (*folders, last)):
        return False
    inside = "".join(f"{folder}/" for folder in folders).lower()
    return last.lower().endswith(SUFFIXES) or inside in OURS


def files_in(folder: Path | str, deeper: int = DEEPEST, inside: str = "") -> Iterator[Named]:
    """The files of a folder that are looked at, by their real names. Raises OSError."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if is_left_behind(entry.name) or (entry.is_symlink() and entry.is_dir()):
                continue
            if entry.name.lower().endswith(SUFFIXES) or (inside.lower() in OURS and not entry.is_dir()):
                yield inside + _readable(entry.name), entry
            elif deeper and entry.is_dir() and _is_for_us(entry):
                yield from files_in(entry.path, deeper - 1, f"{inside}{_readable(entry.name)}/")


def _is_for_us(folder: os.DirEntry[str]) -> bool:
    """Whether to look inside; a disk's own "lost+found" is closed to us and no reason to stop."""
    return f"{folder.name.lower()}/" in OURS or os.access(folder.path, os.R_OK | os.X_OK)


def _readable(name: str) -> str:
    # A name from an old Windows archive may be no UTF-8; printing it must not fail.
    return os.fsencode(name).decode("utf-8", "replace")


def _file(name: str, entry: os.DirEntry[str]) -> File:
    """Its bytes are always read: two edits of one second and one length look alike in every other way."""
    status = entry.stat(follow_symlinks=False)
    if stat.S_ISLNK(status.st_mode):
        return File(LINK, since_1970(status.st_mtime).date())
    raw = _bytes(entry.path, status.st_mode, max_bytes(name)) if is_content_file(name) else b""
    return File(raw, since_1970(status.st_mtime).date())


def _bytes(path: str, mode: int, most: int) -> bytes:
    """One byte more than the parser takes, so that it can say that a file is too big."""
    # Opening a pipe would wait for ever.
    if not stat.S_ISREG(mode):
        return UNREADABLE
    try:
        with open(path, "rb", buffering=0) as opened:
            return opened.read(most + 1) or b""
    except FileNotFoundError:
        raise
    except OSError:
        return UNREADABLE
