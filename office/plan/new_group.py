"""Adds a group: the text of a new file with its name and unused codes."""

from itertools import islice

from flask import Blueprint
from flask.typing import ResponseReturnValue

from hotline import hotline
from office.plan.copied_group import copied_group_text
from office.plan.new_file import to_new_file
from reading.codes import spaced
from reading.content import groups_by_file
from reading.files import FOLDER

bp = Blueprint("new_group", __name__, url_prefix="/plan")

NO_NAME = "Schreiben Sie den Namen der Gruppe in das Feld."
IS_THERE = "Diese Gruppe gibt es schon. Hier ist sie."
NEW = (
    "Gruppe:   {name}\nRegel:    \nOrt:      am Telefon\nZugang:   {access}\nLeitung:  {leader}\n"
    "# Was leer bleibt, wird nicht gesagt.\nFür wen:  \nNeue:     \nKontakt:  \n"
)


@bp.get("/neu")
def start() -> ResponseReturnValue:
    """Redirects to the text box of the new file, or of the file that has this group already."""
    return to_new_file(
        "gruppe", FOLDER, lambda files: groups_by_file(files, hotline().today()), NO_NAME, IS_THERE, ("wie",)
    )


def new_group_text(group: str, like: str = "") -> str:
    """The text of a new group file, "" without a name; as a copy of another group if there is one `like`."""
    if not group:
        return ""
    access, leader = map(spaced, next(islice(hotline().free_codes(), 1)))
    return copied_group_text(like, group, access, leader) or NEW.format(name=group, access=access, leader=leader)
