"""Edits one file of the plan in a text box: live check, save without mistakes only, delete."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.announcement import NotDone
from office.plan.diff import diff
from office.plan.files import readable_text, requested_bytes
from office.plan.headings import file_heading, groups_in
from office.plan.information import new_information_text
from office.plan.new_group import new_group_text
from office.plan.text_box import draft_context, edit_page, encoded, submitted_text
from office.redirects import redirect_with_message
from office.sessions import author
from office.undo.deeds import undoable_file
from reading.files import MAX_BYTES, fingerprint, is_document, is_information_file
from reading.problem import EditConflict, InvalidContent
from reading.text.encodings import encoding_of
from routes.health import health_of

bp = Blueprint("edit", __name__, url_prefix="/plan")

SAVED = "Gespeichert. In wenigen Sekunden ist es zu hören."
SAVED_WITHOUT_WORKER = "Gespeichert. Zu hören ist es, sobald die Arbeit im Hintergrund wieder läuft."
UNCHANGED = "Nichts geändert: Es steht schon so in der Datei."
NEW_ENCODING = "Die Datei hat jetzt die Codierung UTF-8, denn die bisherige kennt nicht alle Ihre Zeichen."
CHANGED = (
    "Jemand anders hat diese Datei inzwischen geändert. Ihr Text steht noch im Feld, gespeichert ist er nicht. "
    "Darunter sehen Sie, worin er sich unterscheidet. Übernehmen Sie, was fehlt, und speichern Sie noch einmal."
)
MISTAKEN = "Nicht gespeichert: Der Text hat noch Fehler. Anrufende hören weiter, was vorher darin stand."
NOT_SAVED = "Nicht gespeichert: Der Ordner oder die Platte nimmt jetzt nichts an. Ihr Text steht noch im Feld."
TOO_BIG = f"Nicht gespeichert: Das ist zu viel Text. Mehr als {MAX_BYTES // 1024} Kilobyte sind nicht möglich."
NOT_REMOVED = "Nicht gelöscht: Jemand anders hat die Datei inzwischen geändert. Sehen Sie sie noch einmal an."
CANNOT_REMOVE = "Nicht gelöscht: Der Ordner oder die Platte nimmt jetzt nichts an."
REMOVED = "Gelöscht. Unter »Frühere Fassungen« lässt sich die Datei wieder herstellen."


@bp.get("/datei/<path:name>")
def page(name: str) -> ResponseReturnValue:
    """GET /buero/plan/datei/…: the text box; for a new file with the lines of a new group or text."""
    raw = requested_bytes(name)
    if raw is None and is_document(name):
        abort(404)
    return edit_page(name, readable_text(raw) if raw is not None else _new_text(name), fingerprint(raw))


def _new_text(name: str) -> str:
    if is_information_file(name):
        return new_information_text(request.args.get("titel", ""))
    return new_group_text(request.args.get("gruppe", ""), request.args.get("wie", ""))


@bp.post("/datei/<path:name>")
def save(name: str) -> ResponseReturnValue:
    """Saves the text, or shows the box again with the reason why not."""
    _refuse_documents(name)
    text, opened = submitted_text(), request.form.get("stand", "")
    raw, before = encoded(name, text), requested_bytes(name)
    if raw == before:
        return redirect_with_message("office.edit.page", UNCHANGED, "done saved", name=name)
    if len(raw) > MAX_BYTES:
        return edit_page(name, text, opened, wrong=TOO_BIG), 413
    try:
        hotline().content.save(name, raw, opened, author())
    except EditConflict:
        now = requested_bytes(name)
        other = "" if now is None else readable_text(now)
        return edit_page(name, text, fingerprint(now), wrong=CHANGED, rows=diff(text, other)), 409
    except InvalidContent:
        return edit_page(name, text, opened, wrong=MISTAKEN), 422
    except NotDone:
        return edit_page(name, text, opened, wrong=NOT_SAVED), 503
    undoable_file(name, before, raw)
    return redirect_with_message("office.edit.page", saved_words(before or raw, raw), "done saved", name=name)


def saved_words(before: bytes, after: bytes) -> str:
    """What is told when a file has been saved."""
    health = health_of(hotline())
    # Without Redis every process looks into the folder itself.
    words = SAVED if health["worker"] or not health["redis"] else SAVED_WITHOUT_WORKER
    return words if encoding_of(before) == encoding_of(after) else f"{words} {NEW_ENCODING}"


@bp.post("/pruefung/<path:name>")
def check(name: str) -> ResponseReturnValue:
    """The check of the text in the box, polled while somebody is typing."""
    _refuse_documents(name)
    return render_template("pruefung.html", **draft_context(name, submitted_text()))


def _refuse_documents(name: str) -> None:
    """404 for a name that no content file can have, 405 for one whose file no text box can write."""
    requested_bytes(name)
    if is_document(name):
        abort(405)


@bp.route("/loeschen/<path:name>", methods=["GET", "POST"])
def remove(name: str) -> ResponseReturnValue:
    """GET asks for confirmation, POST deletes the file."""
    raw = requested_bytes(name)
    if raw is None:
        abort(404)
    shown = {
        "name": name,
        "heading": file_heading(name, raw),
        "groups": groups_in(name, raw),
        "state": fingerprint(raw),
    }
    if request.method == "GET":
        return render_template("loeschen.html", **shown)
    try:
        hotline().content.save(name, None, request.form.get("stand", ""), author())
    except EditConflict:
        return redirect_with_message("office.edit.page", NOT_REMOVED, name=name)
    except InvalidContent as mistaken:
        wrong = f"Nicht gelöscht: {mistaken.problems[0].text}"
        return render_template("loeschen.html", **shown, wrong=wrong), 422
    except NotDone:
        return redirect_with_message("office.edit.page", CANNOT_REMOVE, name=name)
    undoable_file(name, raw, None)
    return redirect_with_message("office.versions.page", REMOVED, "done", name=name)
