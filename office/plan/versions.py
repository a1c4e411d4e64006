"""Earlier versions of a file, compared with the current one, and restored."""

from flask import Blueprint, abort, flash, render_template, request
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.announcement import NotDone
from keep.content.versions import Version
from office.plan.diff import diff
from office.plan.files import readable_text, requested_bytes
from office.plan.headings import file_heading
from office.redirects import redirect_with_message
from office.sessions import author
from office.undo.deeds import undoable_file
from reading.files import fingerprint
from reading.problem import EditConflict, InvalidContent

bp = Blueprint("versions", __name__, url_prefix="/plan/fassungen")

RESTORED = "Diese Fassung gilt wieder. In wenigen Sekunden ist sie zu hören."
CHANGED = "Nicht wiederhergestellt: Jemand hat die Datei eben geändert. Sehen Sie sich die Fassungen noch einmal an."
MISTAKEN = "Nicht wiederhergestellt: In dieser Fassung steht etwas, das heute ein Fehler wäre: "
NOT_DONE = "Nicht wiederhergestellt: Der Ordner oder die Platte nimmt jetzt nichts an."
UNREADABLE = "Die früheren Fassungen lassen sich jetzt nicht lesen."


@bp.get("/<path:name>")
def page(name: str) -> ResponseReturnValue:
    """GET /buero/plan/fassungen/…: the versions of a file, the newest first."""
    now, versions = requested_bytes(name), tuple[Version, ...]()
    try:
        versions = hotline().content.versions(name)
    except OSError:
        flash(UNREADABLE, "wrong")
    if now is None and not versions:
        abort(404)
    there = readable_text(now or b"")
    return render_template(
        "fassungen.html",
        name=name,
        heading=file_heading(name, versions[0].raw if now is None else now),
        versions=[(one, diff(there, readable_text(one.raw))) for one in versions],
        state=fingerprint(now),
        is_there=now is not None,
    )


@bp.post("/<path:name>")
def restore(name: str) -> ResponseReturnValue:
    """Restores a version."""
    before = requested_bytes(name)
    try:
        wanted = request.form.get("nummer")
        found = [one.raw for one in hotline().content.versions(name) if str(one.number) == wanted]
        hotline().content.save(name, found[0] if found else abort(404), request.form.get("stand", ""), author())
    except EditConflict:
        return _back(CHANGED, name)
    except InvalidContent as mistaken:
        return _back(f"{MISTAKEN}{mistaken.problems[0].text} {mistaken.problems[0].remedy}", name)
    except (NotDone, OSError):
        return _back(NOT_DONE, name)
    undoable_file(name, before, requested_bytes(name))
    return _back(RESTORED, name, "done")


def _back(words: str, name: str, kind: str = "wrong") -> ResponseReturnValue:
    return redirect_with_message("office.versions.page", words, kind, name=name)
