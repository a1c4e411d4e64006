"""Somebody of the office: writes a few lines, saves them, and sees what becomes of them."""

import codecs
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from ivr.model.plan import Group, Plan
from keep.content.folder import read_folder
from reading.content import read
from reading.files import File
from reading.problem import Problem

EXAMPLE = Path(__file__).parents[2] / "beispiel"
# A Tuesday.
TODAY = date(2026, 3, 10)
OFFICE = "Name: Selbsthilfe-Telefon\nTelefon: 030 23125 042\n"
IN_THURINGIA = f"{OFFICE}Bundesland: Thüringen\n"


def _saved(line_end: str, encoding: str, mark: bytes = b"") -> Callable[[str], bytes]:
    return lambda text: mark + text.replace("\n", line_end).encode(encoding)


# Every way in which editors save a text: Notepad's four encodings, and the line ends of three systems.
SAVED = [
    _saved(line_end, *encoding)
    for line_end in ("\n", "\r\n", "\r")
    for encoding in (
        ("utf-8",),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("cp1252",),
    )
]


def files(raw: Mapping[str, bytes]) -> dict[str, File]:
    """Files that were saved today."""
    return {name: File(content) for name, content in raw.items()}


def bytes_of(folder: Path) -> dict[str, bytes]:
    """What stands in the files of a folder."""
    return {name: file.raw for name, file in read_folder(folder).items()}


def written(groups: str | bytes, office: str = OFFICE) -> tuple[Plan, tuple[Problem, ...]]:
    """What becomes of these groups in a healthy folder."""
    raw = groups.encode() if isinstance(groups, str) else groups
    return read(files({"buero.txt": office.encode(), "gruppen.txt": raw}), TODAY)


def group(lines: str) -> Group:
    """The one group of these lines, which must be without a mistake."""
    plan, problems = written(f"Gruppe: Krokus\n{lines}\n")
    assert not problems, problems[0]
    return plan.groups[0]
