"""One file of the plan: changed in a box, checked while one types, and saved only without a mistake."""

from itertools import islice

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ivr.announcement import NotDone
from ivr.names import plain
from office.asked import raw_of, text_of
from office.back import back_to
from office.compared import compared
from office.plan import reading
from reading.codes import as_written
from reading.content import groups_by_file
from reading.encodings import encode
from reading.files import BIGGEST, FOLDER, File, is_calendar
from reading.problem import Changed, Mistaken
from reading.state import state_of
from routes.hotline import hotline

bp = Blueprint("edit", __name__, url_prefix="/plan")

SAVED = "Gespeichert. In wenigen Sekunden ist es zu hören."
SAVED_WITHOUT_WORKER = "Gespeichert. Zu hören ist es, sobald die Überwachung der Dateien wieder läuft."
CHANGED = (
    "Jemand anders hat diese Datei inzwischen geändert. Ihr Text steht noch im Feld, gespeichert ist er nicht. "
    "Darunter sehen Sie, worin er sich unterscheidet. Übernehmen Sie, was fehlt, und speichern Sie noch einmal."
)
MISTAKEN = "Nicht gespeichert: Der Text hat noch Fehler. Anrufende hören weiter, was vorher darin stand."
NOT_SAVED = "Nicht gespeichert: Der Ordner oder die Platte nimmt jetzt nichts an. Ihr Text steht noch im Feld."
TOO_BIG = f"Nicht gespeichert: Das ist zu viel Text. Mehr als {BIGGEST // 1024} Kilobyte sind nicht möglich."
NOT_REMOVED = "Nicht gelöscht: Jemand anders hat die Datei inzwischen geändert. Sehen Sie sie noch einmal an."
CANNOT_REMOVE = "Nicht gelöscht: Der Ordner oder die Platte nimmt jetzt nichts an."
REMOVED = "Gelöscht. Unter »Frühere Fassungen« lässt sich die Datei wieder herstellen."
NEW = "Gruppe:   {name}\nRegel:    \nOrt:      am Telefon\nZugang:   {access}\nLeitung:  {leader}\n"


@bp.post("/neu")
def new() -> ResponseReturnValue:
    """To the empty file of a new group."""
    name = " ".join(request.form.get("gruppe", "").split())
    if not plain(name):
        return back_to("office.plan.page", "Schreiben Sie den Namen der Gruppe in das Feld.")
    return redirect(url_for("office.edit.page", name=f"{FOLDER}{plain(name)[:60]}.txt", gruppe=name), 303)


@bp.get("/datei/<path:name>")
def page(name: str) -> ResponseReturnValue:
    """The box with the text of a file; of one that does not exist yet, with what a group needs."""
    raw = raw_of(name)
    text = text_of(raw) if raw is not None else _proposed(request.args.get("gruppe", ""))
    return _box(name, text, state_of(raw), raw is None)


@bp.post("/datei/<path:name>")
def save(name: str) -> ResponseReturnValue:
    """Save what stands in the box, or say why not; the text stays there."""
    raw_of(name)
    text, opened = _written(), request.form.get("stand", "")
    raw = _as_file(text)
    if len(raw) > BIGGEST:
        return _box(name, text, opened, wrong=TOO_BIG), 413
    try:
        hotline().content.save(name, raw, opened)
    except Changed:
        now = raw_of(name)
        other = "" if now is None else text_of(now)
        return _box(name, text, state_of(now), wrong=CHANGED, rows=compared(text, other)), 409
    except Mistaken:
        return _box(name, text, opened, wrong=MISTAKEN), 422
    except NotDone:
        return _box(name, text, opened, wrong=NOT_SAVED), 503
    health = hotline().health()
    # Without Redis every process looks into the folder itself.
    words = SAVED if health["worker"] or not health["redis"] else SAVED_WITHOUT_WORKER
    return back_to("office.edit.page", words, "done", name=name)


@bp.post("/pruefung/<path:name>")
def check(name: str) -> ResponseReturnValue:
    """What the text in the box would mean: for whoever is typing."""
    raw_of(name)
    return render_template("pruefung.html", **_checked(name, _written()))


@bp.route("/loeschen/<path:name>", methods=["GET", "POST"])
def remove(name: str) -> ResponseReturnValue:
    """Ask, and then remove a file."""
    raw = raw_of(name)
    if raw is None:
        abort(404)
    groups = _groups_in(name, raw)
    if request.method == "GET":
        return render_template("loeschen.html", name=name, groups=groups, state=state_of(raw))
    try:
        hotline().content.save(name, None, request.form.get("stand", ""))
    except Changed:
        return back_to("office.edit.page", NOT_REMOVED, name=name)
    except Mistaken as mistaken:
        wrong = f"Nicht gelöscht: {mistaken.problems[0].text}"
        return render_template("loeschen.html", name=name, groups=groups, state=state_of(raw), wrong=wrong), 422
    except NotDone:
        return back_to("office.edit.page", CANNOT_REMOVE, name=name)
    return back_to("office.versions.page", REMOVED, "done", name=name)


def _box(name: str, text: str, opened: str, is_new: bool = False, **more: object) -> str:
    """The page with the box."""
    return render_template(
        "bearbeiten.html",
        name=name,
        text=text,
        state=opened,
        is_new=is_new,
        is_calendar=is_calendar(name),
        **_checked(name, text),
        **more,
    )


def _checked(name: str, text: str) -> dict[str, object]:
    """What a text would mean in this file: its mistakes, all else that is told of it, and its groups."""
    raw = _as_file(text)
    draft = hotline().content.draft(name, raw)
    names = _groups_in(name, raw)
    groups = [group for group in draft.plan.groups if group.name in names]
    hints = [problem for problem in draft.problems if problem.harmless and problem.file == name]
    return {
        "mistakes": draft.mistakes,
        "hints": hints,
        "readings": tuple(reading(group, draft.plan) for group in groups),
    }


def _as_file(text: str) -> bytes:
    return encode(text.rstrip("\n").split("\n"))


def _groups_in(name: str, raw: bytes) -> tuple[str, ...]:
    return groups_by_file({name: File(raw)}, hotline().now().date()).get(name, ())


def _written() -> str:
    return request.form.get("text", "").replace("\r\n", "\n").replace("\r", "\n")


def _proposed(group: str) -> str:
    access, leader = next(islice(hotline().new_codes(), 1))
    return NEW.format(name=group, access=as_written(access), leader=as_written(leader)) if group else ""
