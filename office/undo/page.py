"""The button »Rückgängig«: undoes a deed, and offers to do it again."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.announcement import Announcement, NotDone
from ivr.model.meeting import meetings
from office.cancellations import cancelled_days
from office.plan.files import requested_bytes
from office.redirects import page_before, redirect_back, redirect_with_message
from office.sessions import author
from office.undo.deeds import (
    ANNOUNCEMENT,
    CANCELLATION,
    FILE,
    undoable_announcement,
    undoable_cancellation,
    undoable_file,
)
from reading.files import fingerprint
from reading.problem import EditConflict, InvalidContent

bp = Blueprint("undo", __name__)

UNDONE = "Rückgängig gemacht."
CHANGED = "Nicht rückgängig gemacht: Inzwischen hat sich daran etwas geändert."
FORGOTTEN = "Nicht rückgängig gemacht: Was vorher da war, gibt es nicht mehr."
MISTAKEN = "Nicht rückgängig gemacht: Was vorher da war, hätte jetzt einen Fehler. "
NOT_DONE = "Nicht rückgängig gemacht: Die Hotline kann jetzt nichts speichern. Versuchen Sie es gleich noch einmal."

Fields = Mapping[str, str]


class Refused(Exception):
    """Raised where a deed cannot be undone; the argument is the German reason."""


@bp.post("/rueckgaengig")
def undo() -> ResponseReturnValue:
    """Undoes the deed that the form names."""
    form = request.form
    reverse, back = REVERSALS.get(form.get("tat", "")) or abort(400)
    try:
        reverse(form)
    except Refused as why:
        return _to_the_page(back, form, str(why), "wrong")
    except EditConflict:
        return _to_the_page(back, form, CHANGED, "wrong")
    except InvalidContent as mistaken:
        return _to_the_page(back, form, MISTAKEN + mistaken.problems[0].text, "wrong")
    except (NotDone, OSError):
        return _to_the_page(back, form, NOT_DONE, "wrong")
    return _to_the_page(back, form, UNDONE, "done")


def _to_the_page(back: str, form: Fields, words: str, kind: str) -> ResponseReturnValue:
    if back != FILE_PAGE:
        return redirect_back(back, words, kind)
    if page_before().startswith(url_for("office.dates.page")):
        return redirect_back("office.dates.page", words, kind)
    is_there = requested_bytes(form["name"]) is not None
    return redirect_with_message(FILE_PAGE if is_there else "office.versions.page", words, kind, name=form["name"])


def _restore_file(form: Fields) -> None:
    name, before = form["name"], form["vorher"]
    there = requested_bytes(name)
    if fingerprint(there) != form["stand"]:
        raise Refused(CHANGED)
    kept = {fingerprint(version.raw): version.raw for version in hotline().content.versions(name)}
    if before and before not in kept:
        raise Refused(FORGOTTEN)
    raw = kept[before] if before else None
    hotline().content.save(name, raw, form["stand"], author())
    undoable_file(name, there, raw)


def _reverse_cancellation(form: Fields) -> None:
    world = hotline().world()
    group, off = world.plan.group_named(form["gruppe"]), cancelled_days(world)
    is_off = any((one.group.name, one.day.isoformat()) == (form["gruppe"], form["tag"]) for one in off)
    day = _day(form["tag"])
    if group is None or is_off != (form["ist"] == "ab"):
        raise Refused(CHANGED)
    if is_off:
        hotline().cancellations.reopen(group.name, day)
    elif any(meeting.start > world.now for meeting in meetings(group, day, day)):
        hotline().cancellations.cancel(group.name, day, author())
    else:
        raise Refused(FORGOTTEN)
    undoable_cancellation(group.name, day, not is_off)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        abort(400)


def _put_back_announcement(form: Fields) -> None:
    of, number = form["gruppe"], form["nummer"]
    history = [one for one in hotline().announcements.history() if one.of == of]
    latest = max(history, key=lambda one: one.number, default=None)
    if latest is None or str(latest.number) != number:
        raise Refused(CHANGED)
    before = next((one for one in history if str(one.number) == form["vorher"] and one.sound), None)
    if before is None and form["vorher"] != "0":
        raise Refused(FORGOTTEN)
    now = hotline().now().replace(microsecond=0)
    following = latest.number + 1
    again = replace(before, number=following) if before else Announcement(of, following, now)
    hotline().announcements.publish(replace(again, by=author()))
    undoable_announcement(of, latest.number if latest.sound else 0, following)


FILE_PAGE = "office.edit.page"
# By deed: what reverses it, and the page to go back to.
REVERSALS: Mapping[str, tuple[Callable[[Fields], None], str]] = {
    FILE: (_restore_file, FILE_PAGE),
    CANCELLATION: (_reverse_cancellation, "office.cancellations.page"),
    ANNOUNCEMENT: (_put_back_announcement, "office.announcements.page"),
}
