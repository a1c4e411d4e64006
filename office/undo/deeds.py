"""What each deed is undone by: a button that is shown with its message carries how things stood before and after."""

from collections.abc import Mapping
from datetime import date

from flask import flash

from reading.files import fingerprint

FILE, CANCELLATION, ANNOUNCEMENT = "datei", "absage", "ansage"
# The category of flashed messages that are buttons.
UNDO = "undo"


def undoable_file(name: str, before: bytes | None, after: bytes | None) -> None:
    """A file was saved, uploaded, restored or deleted (None: there is none)."""
    flash(file_fields(name, before, after), UNDO)  # type: ignore[arg-type]


def file_fields(name: str, before: bytes | None, after: bytes | None) -> dict[str, str]:
    """The fields of the button that undoes what was done to a file."""
    return {"tat": FILE, "name": name, "vorher": fingerprint(before), "stand": fingerprint(after)}


def undoable_cancellation(group: str, day: date, is_off: bool) -> None:
    """The meetings of a day were cancelled (`is_off`), or a cancellation was withdrawn."""
    _offer(CANCELLATION, gruppe=group, tag=day.isoformat(), ist="ab" if is_off else "an")


def undoable_announcement(of: str, before: int, after: int) -> None:
    """An announcement was put on air, changed or deleted: the number of the one on air before (0 = none), and the
    newest number now."""
    _offer(ANNOUNCEMENT, gruppe=of, vorher=str(before), nummer=str(after))


def _offer(deed: str, **fields: str) -> None:
    offered: Mapping[str, str] = {"tat": deed, **fields}
    flash(offered, UNDO)  # type: ignore[arg-type]
