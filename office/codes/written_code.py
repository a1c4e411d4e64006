"""Where a number is written: the block of its group in a file, which is edited, and its earlier versions."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from hotline import hotline
from office.codes.code_kinds import CodeKind
from office.plan.files import readable_text
from office.plan.headings import groups_in
from office.plan.text_box import encoded
from reading.codes import spaced
from reading.content import groups_by_file
from reading.editing.block_edit import edit_block, values_of_blocks
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
    files = hotline().content.files()
    for file, names in groups_by_file(files, hotline().today()).items():
        if name in names:
            return WrittenGroup(file, files[file].raw, names.index(name))
    return None


def with_code(group: WrittenGroup, kind: CodeKind, code: str) -> bytes:
    """The bytes of the file with this number in place of the former one."""
    return encoded(group.file, edit_block(readable_text(group.raw), group.block, {kind.key: [spaced(code)]}))


def valid_since(name: str, group: WrittenGroup, kind: CodeKind) -> datetime | None:
    """Since when the group has its number; None if the versions do not reach back so far. Raises OSError."""
    if group.is_in_document:
        return None
    current, versions = _code_in(group.raw, group, name, kind), hotline().content.versions(group.file)
    held = [(version.kept, _code_in(version.raw, group, name, kind) == current) for version in versions]
    changes = (newer for (newer, is_same), (_, was_same) in pairwise(held) if is_same and not was_same)
    return next(changes, None) if held and held[0][1] else None


def _code_in(raw: bytes, group: WrittenGroup, name: str, kind: CodeKind) -> str:
    names, blocks = groups_in(group.file, raw), values_of_blocks(readable_text(raw))
    if name not in names or len(blocks) != len(names):
        return ""
    return "".join(filter(str.isdigit, "".join(blocks[names.index(name)][kind.key])))
