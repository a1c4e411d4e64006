"""The number of a group in the text of its file: replaced there, and since when it has stood there."""

from datetime import datetime
from itertools import pairwise

from hotline import hotline
from office.codes.code_kinds import CodeKind
from office.plan.files import readable_text
from office.plan.headings import groups_in
from office.plan.text_box import encoded
from office.plan.written_group import WrittenGroup
from reading.codes import spaced
from reading.editing.block_edit import edit_block, values_of_blocks


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
