"""The content folder as staff see it: which of its files count, and their bytes."""

from pathlib import Path

PATTERNS = ("buero.txt", "gruppen.txt", "gruppen/*.txt", "regeln.txt", "aussprache.txt")
# One byte more than the parser takes, so that it can say that a file is too long.
READ_AT_MOST = 256 * 1024 + 1


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files of a content folder by their name inside it; links that lead elsewhere are left out."""
    found = sorted(file for pattern in PATTERNS for file in folder.glob(pattern))
    return {
        file.relative_to(folder).as_posix(): _bytes(file) for file in found if file.is_file() and not file.is_symlink()
    }


def _bytes(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(READ_AT_MOST)
