"""A form for one group of a text file: what is filled in becomes lines of its text, and all other lines stay."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.announcement import NotDone
from office.plan.edit import MISTAKEN, TOO_BIG, UNCHANGED, saved_words
from office.plan.files import is_text, requested_bytes
from office.plan.form_page import Form, opened_form, submitted_form
from office.redirects import redirect_with_message
from office.sessions import author
from office.undo.deeds import undoable_file
from reading.codes import spaced
from reading.files import MAX_BYTES, is_document, is_group_file
from reading.problem import EditConflict, InvalidContent

bp = Blueprint("form", __name__, url_prefix="/plan/formular")

NO_FORM = "Ein Formular gibt es nur für Gruppen, die in einer Textdatei (.txt) stehen."
CHANGED = (
    "Nicht gespeichert: Jemand anders hat diese Gruppe inzwischen geändert. Was Sie nicht angefasst haben, steht hier "
    "schon so, wie es jetzt in der Datei steht. Sehen Sie es durch, und speichern Sie noch einmal."
)
NOT_SAVED = (
    "Nicht gespeichert: Der Ordner oder die Platte nimmt jetzt nichts an. Was Sie geschrieben haben, steht noch hier."
)
NUMBER = "Das ist ein Vorschlag, er gilt erst, wenn Sie speichern. Die bisherige Nummer gilt dann nicht mehr."
# The position of each key in a proposed pair.
PROPOSED = ("Zugang", "Leitung")


@bp.before_request
def only_for_texts() -> ResponseReturnValue | None:
    """To the page of a file that has no form, which says why."""
    name = str((request.view_args or {})["name"])
    raw = requested_bytes(name)
    if is_group_file(name) and not is_document(name) and (raw is None or is_text(raw)):
        return None
    return redirect_with_message("office.edit.page", NO_FORM, name=name)


@bp.get("/<path:name>")
def page(name: str) -> ResponseReturnValue:
    """GET /buero/plan/formular/gruppen/…: the form of a group; of one that is to be begun if there is no file."""
    return opened_form(name, max(request.args.get("nr", 0, int), 0), request.args.get("gruppe", "")).page()


@bp.post("/<path:name>")
def save(name: str) -> ResponseReturnValue:
    """Saves what was filled in, or shows the form again with the reason why not."""
    form = submitted_form(name)
    before, raw = requested_bytes(name), form.raw
    if form.is_overtaken:
        return form.merged().page(CHANGED), 409
    if raw == before:
        return _to_form(form, UNCHANGED)
    if len(raw) > MAX_BYTES:
        return form.page(TOO_BIG), 413
    try:
        hotline().content.save(name, raw, form.opened, author())
    except EditConflict:
        return submitted_form(name).merged().page(CHANGED), 409
    except InvalidContent:
        return form.page(MISTAKEN), 422
    except NotDone:
        return form.page(NOT_SAVED), 503
    undoable_file(name, before, raw)
    return _to_form(form, saved_words(before or raw, raw))


def _to_form(form: Form, words: str) -> ResponseReturnValue:
    return redirect_with_message("office.form.page", words, "done saved", name=form.name, nr=form.number)


@bp.post("/pruefung/<path:name>")
def check(name: str) -> ResponseReturnValue:
    """What the hotline reads in the form, while somebody is typing."""
    return render_template("formular_pruefung.html", **submitted_form(name).checked())


@bp.post("/nummer/<path:name>")
def propose(name: str) -> ResponseReturnValue:
    """The form again, with a number that is free in the place of one."""
    form, key = submitted_form(name), request.form.get("neu", "")
    if key in PROPOSED:
        code = next(hotline().free_codes())[PROPOSED.index(key)]
        form = form.with_value(key, spaced(code), NUMBER)
    return form.page()
