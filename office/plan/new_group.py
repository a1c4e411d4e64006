"""Adds a group: the text of a new file with its name and unused codes."""

from itertools import islice

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.names import plain
from office.redirects import redirect_with_message
from reading.codes import spaced
from reading.content import groups_by_file
from reading.files import FOLDER

bp = Blueprint("new_group", __name__, url_prefix="/plan")

NO_NAME = "Schreiben Sie den Namen der Gruppe in das Feld."
IS_THERE = "Diesen Namen gibt es schon. Hier ist die Datei."
NEW = (
    "Gruppe:   {name}\nRegel:    \nOrt:      am Telefon\nZugang:   {access}\nLeitung:  {leader}\n"
    "# Was leer bleibt, wird nicht gesagt.\nFür wen:  \nNeue:     \nKontakt:  \n"
)


@bp.get("/neu")
def start() -> ResponseReturnValue:
    """Redirects to the text box of the new file, or of the file that has this group already."""
    name = " ".join(request.args.get("gruppe", "").split())
    if not plain(name):
        return redirect_with_message("office.plan.page", NO_NAME)
    file = f"{FOLDER}{plain(name)[:60]}.txt"
    if there := _file_of(name, file):
        return redirect_with_message("office.edit.page", IS_THERE, name=there)
    return redirect(url_for("office.edit.page", name=file, gruppe=name), 303)


def new_group_text(group: str) -> str:
    """The text of a new group file, "" without a name."""
    access, leader = next(islice(hotline().free_codes(), 1))
    return NEW.format(name=group, access=spaced(access), leader=spaced(leader)) if group else ""


def _file_of(group: str, file: str) -> str:
    """The file that holds a group of this name, or has this name; "" if there is none."""
    files = hotline().content.files()
    for name, groups in groups_by_file(files, hotline().now().date()).items():
        if plain(group) in map(plain, groups):
            return name
    return file if file in files else ""
