"""The way to the text box of a new file, or of the file in which there already is what staff want to add."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.names import plain
from office.redirects import redirect_with_message
from reading.files import Files
from reading.text.pieces import fold

Names = Callable[[Files], Mapping[str, Iterable[str]]]


def to_new_file(
    argument: str, folder: str, names_by_file: Names, no_name: str, is_there: str, along: Sequence[str] = ()
) -> ResponseReturnValue:
    """Redirects there by the name in an argument of the request, with the arguments `along`; `no_name` and `is_there`
    are told to staff."""
    name = " ".join(request.args.get(argument, "").split())
    if not plain(name):
        return redirect_with_message("office.plan.page", no_name)
    files = hotline().content.files()
    known = (held for held, names in names_by_file(files).items() for each in names if is_same_name(each, name))
    if there := next(known, ""):
        return redirect_with_message("office.edit.page", is_there, name=there)
    address: dict[str, Any] = {
        "name": _unused(f"{folder}{plain(name)[:60]}", files),
        argument: name,
        **_arguments(along),
    }
    return redirect(url_for("office.edit.page", **address), 303)


def _arguments(names: Sequence[str]) -> dict[str, str]:
    return {name: request.args[name] for name in names if request.args.get(name)}


def is_same_name(one: str, other: str) -> bool:
    """Whether two names differ only in capitals, accents, blanks, signs, or in how umlauts are written."""
    return bool(_spellings(one) & _spellings(other))


def _spellings(name: str) -> set[str]:
    return {plain(letters).replace("-", "") for letters in (name, fold(name))} - {""}


def _unused(stem: str, files: Files) -> str:
    """A file name that is not taken yet by groups or a text of other names."""
    names = (f"{stem}.txt", *(f"{stem}-{number}.txt" for number in range(2, len(files) + 3)))
    return next(name for name in names if name not in files)
