"""The way to the text box of a new file, or of the file in which there already is what staff want to add."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.names import plain
from office.redirects import redirect_with_message
from reading.files import Files

Names = Callable[[Files], Mapping[str, Iterable[str]]]


def to_new_file(argument: str, folder: str, names_by_file: Names, no_name: str, is_there: str) -> ResponseReturnValue:
    """Redirects there by the name in an argument of the request; `no_name` and `is_there` are told to staff."""
    name = " ".join(request.args.get(argument, "").split())
    if not plain(name):
        return redirect_with_message("office.plan.page", no_name)
    file, files = f"{folder}{plain(name)[:60]}.txt", hotline().content.files()
    known = (held for held, names in names_by_file(files).items() if plain(name) in map(plain, names))
    if there := next(known, file if file in files else ""):
        return redirect_with_message("office.edit.page", is_there, name=there)
    address: dict[str, Any] = {"name": file, argument: name}
    return redirect(url_for("office.edit.page", **address), 303)
