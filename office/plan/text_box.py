"""The text box of a content file: its page, the check of its text, and text that was submitted and is not saved."""

from dataclasses import dataclass

from flask import render_template, request

from hotline import hotline
from office.plan.box_help import explained_fields
from office.plan.files import readable_text, requested_bytes
from office.plan.headings import file_heading, groups_in
from office.plan.information import TextReading, text_reading
from office.plan.overview import GroupReading, group_reading
from office.saved_plan import saved_groups
from reading.content import titles_by_file
from reading.files import File, is_calendar, is_document, is_group_file, is_valid_name
from reading.problem import Problem
from reading.text.encodings import encode_like


@dataclass(frozen=True)
class CheckedDraft:
    """The mistakes and remarks of a file, and its groups or its text as understood."""

    mistakes: tuple[Problem, ...]
    hints: tuple[Problem, ...]
    readings: tuple[GroupReading | TextReading, ...]


def edit_page(name: str, text: str, opened: str, **more: object) -> str:
    """The page with the text box. `opened` is the fingerprint of the file that the text was made from; `wrong` in
    `more` is the reason why it was not saved."""
    return render_template(
        "bearbeiten.html",
        name=name,
        heading=file_heading(name, requested_bytes(name) or encoded(name, text)),
        text=text,
        state=opened,
        is_new=requested_bytes(name) is None,
        is_calendar=is_calendar(name),
        is_document=is_document(name),
        has_form=is_group_file(name) and not is_document(name),
        fields=explained_fields(name, groups := groups_in(name, encoded(name, text))),
        copied=() if is_document(name) else [group for group in groups if group],
        cards={group.name: slug for slug, group in saved_groups().items() if group.name in groups},
        **draft_context(name, text),
        **more,
    )


def draft_context(name: str, text: str) -> dict[str, object]:
    """The template variables for a draft of this file: its mistakes, its remarks, and its groups or its text as
    understood."""
    # Of a document there is no text that somebody could have changed.
    return vars(checked_draft(name, requested_bytes(name) or b"" if is_document(name) else encoded(name, text)))


def checked_draft(name: str, raw: bytes) -> CheckedDraft:
    """The check of what would stand in this file."""
    draft = hotline().content.draft(name, raw)
    names = groups_in(name, raw)
    groups = [group for group in draft.plan.groups if group.name in names]
    title = titles_by_file({name: File(raw)}, hotline().today()).get(name)
    texts = [text for text in draft.plan.information if text.title == title]
    return CheckedDraft(
        mistakes=draft.mistakes,
        hints=tuple(problem for problem in draft.problems if problem.harmless and problem.file == name),
        readings=(
            *(group_reading(group, draft.plan) for group in groups),
            *(text_reading(text, draft.plan) for text in texts),
        ),
    )


def encoded(name: str, text: str) -> bytes:
    """The bytes of a text as they are saved: those of the file itself if the text is not changed, else in its
    encoding and with its line ends."""
    there, text = requested_bytes(name), text.rstrip("\n")
    if there is not None and readable_text(there).rstrip("\n") == text:
        return there
    return encode_like(there or b"", text.split("\n"))


def submitted_text() -> str:
    """The text in the form, with LF."""
    return request.form.get("text", "").replace("\r\n", "\n").replace("\r", "\n")


def unsaved_text() -> dict[str, str]:
    """The fields of the submitted text box (file, text, fingerprint), for another form to carry along; {} if the
    request is not from a text box."""
    name = str((request.view_args or {}).get("name") or request.form.get("datei", ""))
    if "text" not in request.form or not is_valid_name(name):
        return {}
    return {"datei": name, "text": submitted_text(), "stand": request.form.get("stand", "")}


def edit_page_again(wrong: str) -> str:
    """The page with the submitted text and the reason why it is not saved; "" if none was submitted."""
    found = unsaved_text()
    return edit_page(found["datei"], found["text"], found["stand"], wrong=wrong) if found else ""
