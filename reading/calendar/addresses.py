"""The addresses of calendars on the internet that groups name."""

import re
from datetime import date

from reading.calendar.names import addresses_in
from reading.checked_groups import read_file
from reading.file_lines import lines_by_file
from reading.files import Files, is_group_file

# In any encoding; most plans have no address, and looking closer takes long.
HAS_ADDRESS = re.compile(rb":\0?/\0?/")


def addresses_named(files: Files) -> list[str]:
    """The addresses behind `Kalender:`, each once."""
    some = {name: file for name, file in files.items() if is_group_file(name) and _may_name_one(name, file.raw)}
    if not some:
        return []
    lines, _ = lines_by_file(some, date.max)
    blocks = (block for name in lines for block in read_file(tuple(lines[name]))[0] if block.has("Kalender"))
    return list(dict.fromkeys(found for block in blocks for found in addresses_in([block.at("Kalender").words])))


def _may_name_one(name: str, raw: bytes) -> bool:
    return not name.endswith(".txt") or bool(HAS_ADDRESS.search(raw))
