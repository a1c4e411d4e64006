"""Moves one meeting of a group to another day or time: a line »Verlegt:« in the text of its file."""

from dataclasses import dataclass
from datetime import date, time

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.announcement import NotDone
from ivr.model.meeting import Meeting, bounds
from office.dates.periods import changeable_meeting, day_of
from office.plan.files import is_text, readable_text
from office.plan.headings import groups_in
from office.plan.text_box import encoded
from office.plan.written_group import WrittenGroup, written_group
from office.redirects import redirect_with_message
from office.saved_plan import saved_plan
from office.sessions import author
from office.undo.deeds import undoable_file
from reading.editing.block_edit import edit_block, values_of_blocks
from reading.problem import EditConflict, InvalidContent, Problem

bp = Blueprint("moving", __name__, url_prefix="/termine/verlegen")

MOVED = "Verlegt: {group}, {day:%d.%m.%Y} auf {value}. In wenigen Sekunden ist es zu hören."
GONE = "Dieses Treffen gibt es nicht mehr, oder es hat schon begonnen. Es hat sich nichts geändert."
NO_MOMENT = "Nicht verlegt: Wählen Sie einen Tag und eine Uhrzeit."
CHANGED = "Nicht verlegt: Jemand anders hat die Datei eben geändert. Versuchen Sie es noch einmal."
NOT_DONE = "Nicht verlegt: Der Ordner oder die Platte nimmt jetzt nichts an."
IN_DOCUMENT = (
    "Diese Gruppe steht in einem Dokument oder in einer Tabelle. Verlegen Sie das Treffen dort, und laden Sie die "
    "Datei dann hoch."
)
IN_CALENDAR = "Diese Gruppe hat einen Kalender. Verlegen Sie das Treffen dort."
IS_MOVED = "Dieses Treffen ist schon einmal verlegt. Ändern Sie in der Datei die Zeile »Verlegt:«."
MISTAKEN = "In dieser Datei ist noch ein Fehler. Berichtigen Sie ihn zuerst."
KEY, CALENDAR = "Verlegt", "Kalender"


@dataclass(frozen=True)
class Place:
    """A meeting and where its group is written; `obstacle` is the German reason why no line can be added there."""

    meeting: Meeting
    written: WrittenGroup
    obstacle: str


@bp.get("")
def page() -> ResponseReturnValue:
    """GET /buero/termine/verlegen?gruppe=…&tag=…: the form, or where the meeting is moved instead."""
    place = _place(request.args.get("gruppe", ""), request.args.get("tag", ""))
    return _form(place) if place else redirect_with_message("office.dates.page", GONE)


@bp.post("")
def move() -> ResponseReturnValue:
    """Writes the line, or shows the form again with the reason why not."""
    form = request.form
    place = _place(form.get("gruppe", ""), form.get("tag", ""))
    if place is None:
        return redirect_with_message("office.dates.page", GONE)
    if place.obstacle:
        abort(405)
    try:
        value = _written(form.get("auf", ""), form.get("von", ""), form.get("bis", ""))
    except ValueError:
        return _form(place, NO_MOMENT), 422
    return _save(place, value)


def _save(place: Place, value: str) -> ResponseReturnValue:
    day, written = place.meeting.start.date(), place.written
    after = _with_line(written, f"{day:%d.%m.%Y} auf {value}")
    try:
        hotline().content.save(written.file, after, written.state, author())
    except EditConflict:
        return _form(place, CHANGED), 409
    except InvalidContent as mistaken:
        return _form(place, mistakes=mistaken.problems), 422
    except NotDone:
        return _form(place, NOT_DONE), 503
    undoable_file(written.file, written.raw, after)
    words = MOVED.format(group=place.meeting.group.name, day=day, value=value)
    return redirect_with_message("office.dates.page", words, "done", ab=day.isoformat())


def _with_line(written: WrittenGroup, line: str) -> bytes:
    text = readable_text(written.raw)
    moved = values_of_blocks(text)[written.block][KEY]
    return encoded(written.file, edit_block(text, written.block, {KEY: (*moved, line)}))


def _written(day: str, start: str, end: str) -> str:
    """What is written behind »auf«; raises ValueError."""
    until = f" bis {_clock(end)}" if end else ""
    return f"{date.fromisoformat(day):%d.%m.%Y}, {_clock(start)}{until} Uhr"


def _clock(written: str) -> str:
    return f"{time.fromisoformat(written):%H:%M}"


def _place(name: str, day: str) -> Place | None:
    """The meeting of a group on a day, None if there is none that can be changed."""
    world = hotline().world_with(saved_plan())
    group, asked, written = world.plan.group_named(name), day_of(day), written_group(name)
    if group is None or asked is None or written is None:
        return None
    meeting = changeable_meeting(group, asked, world.now)
    return Place(meeting, written, _obstacle(meeting, written)) if meeting else None


def _obstacle(meeting: Meeting, written: WrittenGroup) -> str:
    if written.is_in_document or not is_text(written.raw):
        return IN_DOCUMENT
    blocks = values_of_blocks(readable_text(written.raw))
    if len(blocks) != len(groups_in(written.file, written.raw)):
        return MISTAKEN
    if any(blocks[written.block][CALENDAR]):
        return IN_CALENDAR
    if any(bounds(move.to, move.span)[0] == meeting.start for move in meeting.group.moved):
        return IS_MOVED
    return ""


def _form(place: Place, wrong: str = "", mistakes: tuple[Problem, ...] = ()) -> str:
    return render_template("verlegen.html", place=place, meeting=place.meeting, wrong=wrong, mistakes=mistakes)
