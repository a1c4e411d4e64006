"""The content in a folder of this machine."""

import socket
from collections.abc import Iterator
from pathlib import Path

from keep.content.folder import Copies, files_in, no_copies, read_folder
from keep.content.source import LOOKS_EVERY
from reading.files import NAME, File
from storage.disk import Disk

# What a new file may be read and written by: whoever may write into its folder.
FOR_ITS_FOLDER = {True: 0o664, False: 0o644}
# systemd, machine-id(5).
MACHINE_ID = Path("/etc/machine-id")


class LocalFolder:
    """A `Source` in a folder of this machine."""

    def __init__(self, folder: Path, copies: Copies = no_copies):
        self.name = f"{machine()}:{folder}"
        self._folder = folder
        self._copies = copies

    def read(self) -> dict[str, File]:
        """The files as they are now."""
        return read_folder(self._folder, self._copies)

    def write(self, name: str, raw: bytes | None, before: bytes | None) -> None:
        """Put bytes into a file, or remove it; an editor that saves at the same moment asks nobody."""
        path = _path_in(self._folder, name)
        _make_folder(path.parent)
        disk = Disk(path.parent, names=NAME, mode=_mode)
        if raw is None:
            disk.remove(path.name)
        else:
            disk.write(path.name, raw)

    def changes(self) -> Iterator[object]:
        """Something at every change, and at the latest after LOOKS_EVERY seconds: a drive may tell of none."""
        from watchfiles import watch

        yield from watch(self._folder, rust_timeout=round(LOOKS_EVERY * 1000), yield_on_timeout=True, debounce=400)


def machine() -> str:
    """What tells this machine from others: its id, or where it has none its name."""
    try:
        return MACHINE_ID.read_text().strip() or socket.gethostname()
    except OSError:
        return socket.gethostname()


def _path_in(folder: Path, name: str) -> Path:
    """Where the file that `read_folder` calls `name` lies, or would lie: whatever is written large in its real name.
    Raises OSError."""
    there = {name: Path(entry.path) for name, entry in files_in(folder)} if folder.is_dir() else {}
    small = {real.lower(): file for real, file in there.items()}
    return there.get(name) or small.get(name) or folder / name


def _make_folder(folder: Path) -> None:
    """A folder for the first file of its kind, for whoever may write into the one above."""
    if not folder.exists():
        folder.mkdir()
        folder.chmod(folder.parent.stat().st_mode & 0o7777)


def _mode(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o777
    return FOR_ITS_FOLDER[bool(path.parent.stat().st_mode & 0o020)]
