"""What somebody has filled into the form of a group: read from the request, and carried along until it is saved."""

import re
from collections.abc import Iterator, Mapping, Sequence

from flask import request

from reading.editing.values import KEYS, value_lines
from reading.files import is_group_file

# A box is called by its key and its number, "Regel.0"; before what stood in it when the page was made stands this.
BOX = re.compile(r"(?P<before>war[.])?(?P<key>[^.]+)[.][0-9]{1,3}")
BEFORE = "war."
OF_THE_PAGE = ("nr", "stand")

Values = Mapping[str, Sequence[str]]


def submitted(before: str = "") -> dict[str, list[str]]:
    """The values in the boxes by key, or (`before` = BEFORE) those that stood in them."""
    found: dict[str, list[str]] = {key: [] for key in KEYS}
    for name, value in request.form.items():
        box = BOX.fullmatch(name)
        if box and box["key"] in found and (box["before"] or "") == before:
            found[box["key"]].append(value)
    return found


def unsaved_boxes() -> dict[str, str]:
    """The fields of the submitted form with the name of the file, for another form to carry along; {} if none was."""
    name = str((request.view_args or {}).get("name") or request.form.get("datei", ""))
    boxes = {field: value for field, value in request.form.items() if value and BOX.fullmatch(field)}
    if not (boxes and is_group_file(name)):
        return {}
    return {"datei": name, **{field: request.form.get(field, "") for field in OF_THE_PAGE}, **boxes}


def changed(values: Values, before: Values) -> dict[str, list[str]]:
    """The values of the keys that somebody has changed."""
    return {key: list(values[key]) for key in KEYS if not is_same(values[key], before[key])}


def is_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the same is written behind a key, whatever the blanks and empty boxes."""
    return list(_filled(one)) == list(_filled(other))


def _filled(values: Sequence[str]) -> Iterator[list[str]]:
    return filter(None, map(value_lines, values))
