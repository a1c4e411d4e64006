"""Files of the plan that are uploaded from a computer, one or several at once, each with its result."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from hotline import hotline
from ivr.model.announcement import NotDone
from office.plan.files import requested_bytes
from office.redirects import redirect_with_message
from office.sessions import author
from office.undo.deeds import file_fields, undoable_file
from reading.content import titles_by_file
from reading.files import (
    FOLDER,
    INFORMATION_FOLDER,
    MAX_CALENDAR_BYTES,
    File,
    fingerprint,
    is_calendar,
    is_content_file,
    is_valid_name,
    max_bytes,
)
from reading.problem import EditConflict, InvalidContent, Problem

bp = Blueprint("uploads", __name__, url_prefix="/plan")

MOST_BYTES = MAX_CALENDAR_BYTES
SAVED = "Gespeichert: {name}. In wenigen Sekunden ist sie zu hören."
SAVED_CALENDAR = "Gespeichert: {name}. Noch ist daraus nichts zu hören: {problem.text} {problem.remedy}"
MISTAKEN = "Nicht gespeichert: Die Datei {name} hat noch Fehler. Anrufende hören weiter, was vorher darin stand."
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


@dataclass(frozen=True)
class Result:
    """What became of an uploaded file: the name of the content file ("" if there is none), words for staff, and the
    mistakes because of which it was not saved; what was in the file before (None: there was none) and is in it now."""

    words: str
    name: str = ""
    is_saved: bool = False
    mistakes: tuple[Problem, ...] = ()
    before: bytes | None = None
    after: bytes | None = None

    @property
    def undo(self) -> dict[str, str]:
        """The fields of the button that undoes it; {} if nothing was changed."""
        is_changed = self.is_saved and self.before != self.after
        return file_fields(self.name, self.before, self.after) if is_changed else {}


@bp.post("/hochladen")
def upload() -> ResponseReturnValue:
    """Saves uploaded files without mistakes: new ones, or one in place of the one whose page the form is on."""
    sent = [each for each in request.files.getlist("datei") if each.filename]
    results = [*_saved(sent)] or [Result(NO_FILE)]
    if len(results) > 1 or results[0].mistakes:
        status = 200 if all(each.is_saved for each in results) else 422
        return render_template("hochgeladen.html", results=results), status
    [only] = results
    if only.undo:
        undoable_file(only.name, only.before, only.after)
    kind = "done" if only.is_saved else "wrong"
    if only.name:
        return redirect_with_message("office.edit.page", only.words, kind, name=only.name)
    return redirect_with_message("office.plan.page", only.words, kind)


def _saved(sent: list[FileStorage]) -> Iterator[Result]:
    """The results, calendars first, so that a group may name one that is sent along with it."""
    replaced = request.form.get("name", "") if len(sent) == 1 else ""
    for each in sorted(sent, key=lambda each: not is_calendar((each.filename or "").lower())):
        raw, written = each.stream.read(MOST_BYTES + 1), each.filename or ""
        yield _result(replaced or _name_for(written, raw), raw, written)


def _result(name: str, raw: bytes, written: str) -> Result:
    if not is_valid_name(name):
        return Result(NOT_OURS.format(name=written))
    if len(raw) > max_bytes(name):
        return Result(TOO_BIG.format(name=written, most=max_bytes(name) // 1024))
    # The very same once more harms nobody.
    before = requested_bytes(name)
    opened = fingerprint(raw) if raw == before else request.form.get("stand", "")
    try:
        hotline().content.save(name, raw, opened, author())
    except EditConflict:
        return Result(IS_THERE.format(name=name), name)
    except InvalidContent as mistaken:
        return Result(MISTAKEN.format(name=name), name, mistakes=mistaken.problems)
    except NotDone:
        return Result(NOT_DONE)
    return Result(_words(name), name, is_saved=True, before=before, after=raw)


def _words(name: str) -> str:
    """What is told of a saved file; of a calendar that nobody hears also why."""
    _, problems = hotline().checked() if is_calendar(name) else (None, ())
    unheard = [SAVED_CALENDAR.format(name=name, problem=problem) for problem in problems if problem.file == name]
    return unheard[0] if unheard else SAVED.format(name=name)


def _name_for(written: str, raw: bytes) -> str:
    """The content file for an uploaded name: the office's own files at the top, texts of information and all others in
    their folders."""
    last = written.replace("\\", "/").rpartition("/")[2].lower().strip()
    if is_content_file(last) and not last.endswith(".ics"):
        return last
    as_text = f"{INFORMATION_FOLDER}{last}"
    return as_text if titles_by_file({as_text: File(raw)}, hotline().today()).get(as_text) else f"{FOLDER}{last}"
