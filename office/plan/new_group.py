"""A new group: an empty file with its name and with numbers that are free."""

from itertools import islice

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.names import plain
from office.redirects import back_to
from reading.codes import spaced
from reading.content import groups_by_file
from reading.files import FOLDER

bp = Blueprint("new_group", __name__, url_prefix="/plan")

NO_NAME = "Schreiben Sie den Namen der Gruppe in das Feld."
IS_THERE = "Diesen Namen gibt es schon. Hier ist die Datei."
NEW = "Gruppe:   {name}\nRegel:    \nOrt:      am Telefon\nZugang:   {access}\nLeitung:  {leader}\n"


@bp.get("/neu")
def start() -> ResponseReturnValue:
    """To the empty file of a new group; to the file of one that is there."""
    name = " ".join(request.args.get("gruppe", "").split())
    if not plain(name):
        return back_to("office.plan.page", NO_NAME)
    file = f"{FOLDER}{plain(name)[:60]}.txt"
    if there := _file_of(name, file):
        return back_to("office.edit.page", IS_THERE, name=there)
    return redirect(url_for("office.edit.page", name=file, gruppe=name), 303)


def proposed(group: str) -> str:
    """What a new group needs, "" where none is named."""
    access, leader = next(islice(hotline().free_codes(), 1))
    return NEW.format(name=group, access=spaced(access), leader=spaced(leader)) if group else ""


def _file_of(group: str, file: str) -> str:
    """The file that holds a group of this name, or has this name; "" if there is none."""
    files = hotline().content.files()
    for name, groups in groups_by_file(files, hotline().now().date()).items():
        if plain(group) in map(plain, groups):
            return name
    return file if file in files else ""
