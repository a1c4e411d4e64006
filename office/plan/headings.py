"""What a content file is called on pages: by the groups or the title in it, not by its file name."""

from collections.abc import Sequence

from hotline import hotline
from office.search.found import DESCRIPTIONS
from reading.content import groups_by_file, titles_by_file
from reading.files import File


def file_heading(name: str, raw: bytes) -> str:
    """ "Krokus", "Krokus und Rose", "Krokus und 2 weitere", "Die Gesprächsregeln"; the file name if there is none."""
    groups = [group for group in groups_in(name, raw) if group]
    return DESCRIPTIONS.get(name) or _together(groups) or _title(name, raw) or name


def groups_in(name: str, raw: bytes) -> tuple[str, ...]:
    """The names of the groups in a file."""
    return groups_by_file({name: File(raw)}, hotline().today()).get(name, ())


def _title(name: str, raw: bytes) -> str:
    return titles_by_file({name: File(raw)}, hotline().today()).get(name, "")


def _together(names: Sequence[str]) -> str:
    return " und ".join(names) if len(names) < 3 else f"{names[0]} und {len(names) - 1} weitere"
