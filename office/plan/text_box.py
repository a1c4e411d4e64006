"""The box with the text of a file: what the hotline reads in it, and what was typed into it and is not saved yet."""

from flask import render_template, request

from hotline import hotline
from office.plan.overview import reading
from office.plan.requested_file import raw_of
from reading.content import groups_by_file
from reading.files import File, is_calendar, is_valid_name
from reading.text.encodings import encode


def box(name: str, text: str, opened: str, **more: object) -> str:
    """The page with the box. `opened` is the state of the file that the text was made from; `wrong` in `more` says why
    it is not saved."""
    return render_template(
        "bearbeiten.html",
        name=name,
        text=text,
        state=opened,
        is_new=raw_of(name) is None,
        is_calendar=is_calendar(name),
        **checked(name, text),
        **more,
    )


def checked(name: str, text: str) -> dict[str, object]:
    """What a text would mean in this file: its mistakes, all else that is told of it, and its groups."""
    raw = as_file(text)
    draft = hotline().content.draft(name, raw)
    names = groups_in(name, raw)
    groups = [group for group in draft.plan.groups if group.name in names]
    hints = [problem for problem in draft.problems if problem.harmless and problem.file == name]
    return {
        "mistakes": draft.mistakes,
        "hints": hints,
        "readings": tuple(reading(group, draft.plan) for group in groups),
    }


def as_file(text: str) -> bytes:
    """A text as it is saved."""
    return encode(text.rstrip("\n").split("\n"))


def groups_in(name: str, raw: bytes) -> tuple[str, ...]:
    """The names of the groups in a file."""
    return groups_by_file({name: File(raw)}, hotline().now().date()).get(name, ())


def written() -> str:
    """The text that a form brings."""
    return request.form.get("text", "").replace("\r\n", "\n").replace("\r", "\n")


def typed() -> dict[str, str]:
    """What a form brings of the box, as fields that another form can bring along: the file, its text, and the state
    that it was made from; {} if it was not on the page of a box."""
    name = str((request.view_args or {}).get("name") or request.form.get("datei", ""))
    if "text" not in request.form or not is_valid_name(name):
        return {}
    return {"datei": name, "text": written(), "stand": request.form.get("stand", "")}


def box_again(wrong: str) -> str:
    """The box with what was typed, and why it is not saved; "" if nothing was."""
    found = typed()
    return box(found["datei"], found["text"], found["stand"], wrong=wrong) if found else ""
