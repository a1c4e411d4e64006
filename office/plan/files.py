"""The files of the plan: looked up by the name in an address, uploaded, downloaded, all as a ZIP."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Blueprint, abort, render_template, request, send_file
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.announcement import NotDone
from office.redirects import redirect_with_message
from reading.content import titles_by_file
from reading.files import (
    FOLDER,
    INFORMATION_FOLDER,
    MAX_CALENDAR_BYTES,
    UNREADABLE,
    File,
    fingerprint,
    is_content_file,
    is_valid_name,
    max_bytes,
)
from reading.problem import EditConflict, InvalidContent
from reading.text.encodings import SOFT_BREAK, decode

bp = Blueprint("files", __name__, url_prefix="/plan")

MOST_BYTES = MAX_CALENDAR_BYTES
SAVED = "Gespeichert: {name}. In wenigen Sekunden ist sie zu hören."
NO_FILE = "Wählen Sie zuerst eine Datei aus."
NOT_OURS = (
    "»{name}« ist keine Datei des Plans. Es sind Textdateien (.txt), Dokumente (.docx, .odt), "
    "Tabellen (.xlsx, .csv) und Kalender (.ics)."
)
IS_THERE = (
    "Nicht gespeichert: Die Datei {name} gibt es schon, und es steht etwas anderes darin. "
    "Hier ist sie; wenn Sie sie ersetzen möchten, laden Sie Ihre auf dieser Seite hoch."
)
TOO_BIG = "»{name}« ist zu groß. Mehr als {most} Kilobyte sind nicht möglich."
NOT_DONE = "Nicht gespeichert: Der Ordner oder die Platte nimmt jetzt nichts an."


@bp.post("/hochladen")
def upload() -> ResponseReturnValue:
    """Saves an uploaded file without mistakes: a new one, or in place of the one whose page the form is on."""
    sent, opened = request.files.get("datei"), request.form.get("stand", "")
    if sent is None or not sent.filename:
        return _refused(NO_FILE)
    raw = sent.read(MOST_BYTES + 1)
    name = request.form.get("name") or _name_for(sent.filename, raw)
    if not is_valid_name(name):
        return _refused(NOT_OURS.format(name=sent.filename))
    if len(raw) > max_bytes(name):
        return _refused(TOO_BIG.format(name=sent.filename, most=max_bytes(name) // 1024))
    try:
        # The very same once more harms nobody.
        hotline().content.save(name, raw, fingerprint(raw) if raw == requested_bytes(name) else opened)
    except EditConflict:
        return redirect_with_message("office.edit.page", IS_THERE.format(name=name), name=name)
    except InvalidContent as mistaken:
        return render_template("hochgeladen.html", name=name, mistakes=mistaken.problems), 422
    except NotDone:
        return _refused(NOT_DONE)
    return redirect_with_message("office.edit.page", SAVED.format(name=name), "done", name=name)


@bp.get("/herunterladen/<path:name>")
def download(name: str) -> ResponseReturnValue:
    """GET /buero/plan/herunterladen/…: one file."""
    raw = requested_bytes(name)
    if raw is None:
        abort(404)
    return send_file(BytesIO(raw), "application/octet-stream", as_attachment=True, download_name=name.split("/")[-1])


@bp.get("/alles.zip")
def everything() -> ResponseReturnValue:
    """GET /buero/plan/alles.zip: all content files."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, file in hotline().content.files().items():
            if is_content_file(name) and file.raw != UNREADABLE:
                archive.writestr(name, file.raw)
    packed.seek(0)
    day = hotline().now().date()
    return send_file(packed, "application/zip", as_attachment=True, download_name=f"telefontreff-{day}.zip")


def _name_for(written: str, raw: bytes) -> str:
    """The content file for an uploaded name: the office's own files at the top, texts of information and all others in
    their folders."""
    last = written.replace("\\", "/").rpartition("/")[2].lower().strip()
    if is_content_file(last) and not last.endswith(".ics"):
        return last
    as_text = f"{INFORMATION_FOLDER}{last}"
    return as_text if titles_by_file({as_text: File(raw)}, hotline().today()).get(as_text) else f"{FOLDER}{last}"


def _refused(words: str) -> ResponseReturnValue:
    return redirect_with_message("office.plan.page", words)


def requested_bytes(name: str) -> bytes | None:
    """The bytes of the file, None if there is none; 404 for a name that no content file can have."""
    if not is_valid_name(name):
        abort(404)
    file = hotline().content.files().get(name)
    return file.raw if file else None


def readable_text(raw: bytes) -> str:
    """The decoded text, or a German note that it is not text."""
    try:
        return decode(b"" if raw == UNREADABLE else raw).replace(SOFT_BREAK, "\n")
    except ValueError:
        return "(Das ist kein Text, den ich lesen kann.)"
