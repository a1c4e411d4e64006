"""One file of the plan: changed in a box, checked while one types, and saved only without a mistake."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.announcement import NotDone
from office.plan.diff import compared
from office.plan.new_group import proposed
from office.plan.requested_file import raw_of, text_of
from office.plan.text_box import as_file, box, checked, groups_in, written
from office.redirects import back_to
from reading.files import MAX_BYTES, fingerprint
from reading.problem import EditConflict, InvalidContent
from routes.health import health_of

bp = Blueprint("edit", __name__, url_prefix="/plan")

SAVED = "Gespeichert. In wenigen Sekunden ist es zu hören."
SAVED_WITHOUT_WORKER = "Gespeichert. Zu hören ist es, sobald die Überwachung der Dateien wieder läuft."
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
    """The box with the text of a file; of one that does not exist yet, with what a group needs."""
    raw = raw_of(name)
    text = text_of(raw) if raw is not None else proposed(request.args.get("gruppe", ""))
    return box(name, text, fingerprint(raw))


@bp.post("/datei/<path:name>")
def save(name: str) -> ResponseReturnValue:
    """Save what stands in the box, or say why not; the text stays there."""
    raw_of(name)
    text, opened = written(), request.form.get("stand", "")
    raw = as_file(text)
    if len(raw) > MAX_BYTES:
        return box(name, text, opened, wrong=TOO_BIG), 413
    try:
        hotline().content.save(name, raw, opened)
    except EditConflict:
        now = raw_of(name)
        other = "" if now is None else text_of(now)
        return box(name, text, fingerprint(now), wrong=CHANGED, rows=compared(text, other)), 409
    except InvalidContent:
        return box(name, text, opened, wrong=MISTAKEN), 422
    except NotDone:
        return box(name, text, opened, wrong=NOT_SAVED), 503
    health = health_of(hotline())
    # Without Redis every process looks into the folder itself.
    words = SAVED if health["worker"] or not health["redis"] else SAVED_WITHOUT_WORKER
    return back_to("office.edit.page", words, "done saved", name=name)


@bp.post("/pruefung/<path:name>")
def check(name: str) -> ResponseReturnValue:
    """What the text in the box would mean: for whoever is typing."""
    raw_of(name)
    return render_template("pruefung.html", **checked(name, written()))


@bp.route("/loeschen/<path:name>", methods=["GET", "POST"])
def remove(name: str) -> ResponseReturnValue:
    """Ask, and then remove a file."""
    raw = raw_of(name)
    if raw is None:
        abort(404)
    groups = groups_in(name, raw)
    if request.method == "GET":
        return render_template("loeschen.html", name=name, groups=groups, state=fingerprint(raw))
    try:
        hotline().content.save(name, None, request.form.get("stand", ""))
    except EditConflict:
        return back_to("office.edit.page", NOT_REMOVED, name=name)
    except InvalidContent as mistaken:
        wrong = f"Nicht gelöscht: {mistaken.problems[0].text}"
        return render_template("loeschen.html", name=name, groups=groups, state=fingerprint(raw), wrong=wrong), 422
    except NotDone:
        return back_to("office.edit.page", CANNOT_REMOVE, name=name)
    return back_to("office.versions.page", REMOVED, "done", name=name)
