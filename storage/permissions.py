"""File permissions: everything the hotline keeps is readable by its own user only."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

FOR_OTHERS = 0o077


def keep_private(kept: Path, shared: Path) -> None:
    """Nobody else may any more read what lies in the folder `kept` and is ours. What is `shared` (where staff write)
    stays as it is, and so do folders on the way there.
    """
    for path in (kept, *_inside(kept, shared)):
        if not shared.is_relative_to(path):
            # Another process may have removed it meanwhile.
            with suppress(FileNotFoundError):
                _close(path)


def _inside(folder: Path, shared: Path) -> Iterator[Path]:
    # What cannot be looked into, such as a disk's lost+found, is not ours.
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if Path(here, name) != shared]
        yield from (Path(here, name) for name in (*folders, *files))


def _close(path: Path) -> None:
    found = path.lstat()
    if found.st_uid == os.geteuid() and not stat.S_ISLNK(found.st_mode) and found.st_mode & FOR_OTHERS:
        path.chmod(stat.S_IMODE(found.st_mode) & ~FOR_OTHERS)
