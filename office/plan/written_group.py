"""Where a group is written: the block of it in a file of the plan."""

from collections.abc import Iterator
from dataclasses import dataclass

from hotline import hotline
from reading.content import groups_by_file
from reading.files import fingerprint, is_document


@dataclass(frozen=True)
class WrittenGroup:
    """A group in a file of the plan: the file's name and bytes, and the number of its block (from 0)."""

    file: str
    raw: bytes
    block: int

    @property
    def is_in_document(self) -> bool:
        """Whether it stands in a document or a table, which is edited elsewhere."""
        return is_document(self.file)

    @property
    def state(self) -> str:
        """The fingerprint of the file."""
        return fingerprint(self.raw)


def written_group(name: str) -> WrittenGroup | None:
    """The group of this name, None if no file holds it any more."""
    return next(written_groups(name), None)


def written_groups(name: str) -> Iterator[WrittenGroup]:
    """The group of this name in each file that holds one; in more than one by mistake."""
    files = hotline().content.files()
    for file, names in groups_by_file(files, hotline().today()).items():
        if name in names:
            yield WrittenGroup(file, files[file].raw, names.index(name))
