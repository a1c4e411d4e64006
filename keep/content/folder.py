"""The content folder: which of its files count, and their bytes."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from ivr.model.moment import since_1970
from reading.files import FOLDER, TEMPORARY, UNREADABLE, File, Files, is_content_file, max_bytes

# How many folders deep text files are looked for that may have been put into the wrong place.
DEEPEST = 2
SUFFIXES = (".txt", ".ics")


def a_moment() -> None:
    """How long a file must stay the same to count as written."""
    time.sleep(1)


def read_folder(folder: Path) -> dict[str, File]:
    """The texts and calendars of a content folder by their name inside it, in small letters ("gruppen/krokus.txt").

    Links and hidden files are left out. A file that cannot be opened is UNREADABLE, one that is none of ours is b"".
    A folder that is gone, or whose groups nobody may list, is {}.
    """
    try:
        files = sorted((_name(file, folder), file) for file in _files(folder, DEEPEST))
    except OSError:
        return {}
    found: dict[str, File] = {}
    # Backwards "rose.txt" comes before "Rose.txt": where both exist, only the second keeps its capital.
    for name, file in reversed(files):
        name = name if name.lower() in found else name.lower()
        with suppress(FileNotFoundError):
            found[name] = File(_bytes(file, max_bytes(name)) if is_content_file(name) else b"", _saved(file))
    return found


def path_in(folder: Path, name: str) -> Path:
    """Where the file that `read_folder` calls `name` lies, or would lie: whatever is written large in its real name.
    Raises OSError."""
    there = {_name(file, folder): file for file in _files(folder, DEEPEST)} if folder.is_dir() else {}
    small = {real.lower(): file for real, file in there.items()}
    return there.get(name) or small.get(name) or folder / name


def read_still_folder(folder: Path, seen: Files, wait: Callable[[], None] = a_moment) -> Files | None:
    """What the folder holds; None if that is neither what was `seen` before nor the same a moment later: a file may be
    half written."""
    files = read_folder(folder)
    if files != seen:
        wait()
    return files if files == seen or files == read_folder(folder) else None


def _files(folder: Path, deeper: int) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith(TEMPORARY) or entry.is_symlink():
            continue
        if entry.suffix.lower() in SUFFIXES:
            yield entry
        elif deeper and entry.is_dir() and _is_for_us(entry):
            yield from _files(entry, deeper - 1)


def _is_for_us(folder: Path) -> bool:
    """Whether to look inside; a disk's own "lost+found" is closed to us and no reason to stop."""
    return f"{folder.name.lower()}/" == FOLDER or os.access(folder, os.R_OK | os.X_OK)


def _name(file: Path, folder: Path) -> str:
    # A name from an old Windows archive may be no UTF-8; printing it must not fail.
    return os.fsencode(file.relative_to(folder).as_posix()).decode("utf-8", "replace")


def _saved(file: Path) -> date:
    return since_1970(file.stat().st_mtime).date()


def _bytes(file: Path, most: int) -> bytes:
    """One byte more than the parser takes, so that it can say that a file is too big."""
    try:
        # Opening a pipe would wait for ever.
        if file.exists() and not file.is_file():
            return UNREADABLE
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except FileNotFoundError:
        raise
    except OSError:
        return UNREADABLE
