"""The text of a new group like one that is there: without its numbers, its single dates and whom to ask."""

from collections.abc import Mapping, Sequence

from hotline import hotline
from ivr.model.exceptions import Between
from office.plan.files import readable_text
from office.plan.written_group import written_groups
from reading.codes import OPEN_TO_ALL
from reading.editing.block_edit import edit_block, values_of_blocks
from reading.moderation_fields import ROUND
from reading.text.pieces import Line, Mistake, Piece, fold
from reading.when.exceptions import read_exceptions
from reading.when.single_dates import DATES_END

# What only the other group has: its dates, its room in another system, its contact.
NOT_COPIED = ("Termine", "Kalender", "Verlegt", "Raum", "Wartezeit", "Abschluss", "Stumm-Taste", "Kontakt")


def copied_group_text(like: str, name: str, access: str, leader: str) -> str:
    """The text of a file with a new group of this name and these numbers; "" if there is no group `like` which is
    written as text."""
    values = _values_of(like)
    if not values:
        return ""
    kept = {key: of_key for key, of_key in values.items() if key not in NOT_COPIED}
    numbers = {"Zugang": _instead_of(values["Zugang"], OPEN_TO_ALL, access)}
    numbers["Leitung"] = _instead_of(values["Leitung"], ROUND, leader)
    yearly = tuple(filter(None, map(_every_year, values["Ausfall"])))
    return edit_block("", 0, {**kept, **numbers, "Gruppe": (name,), "Ausfall": yearly})


def _values_of(group: str) -> Mapping[str, Sequence[str]]:
    as_text = (written for written in written_groups(group) if not written.is_in_document)
    return next((values_of_blocks(readable_text(written.raw))[written.block] for written in as_text), {})


def _instead_of(written: Sequence[str], word: str, number: str) -> Sequence[str]:
    """A new number where there was one; the word where that was written."""
    return tuple(value if fold(value) == word else number for value in written)


def _every_year(exceptions: str) -> str:
    """Those of the exceptions that are not of one year."""
    line = Line("", 1, " ".join(exceptions.split()), hotline().today())
    return "; ".join(part.text for part in Piece.of(line).split(DATES_END) if _is_for_every_year(part))


def _is_for_every_year(part: Piece) -> bool:
    try:
        return not any(isinstance(off, Between) for off in read_exceptions(part)[0])
    except Mistake:
        return False
