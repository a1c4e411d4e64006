"""Absagen: the cancelled meetings, and forms to cancel one or to withdraw a cancellation."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.flows.cancelling import dates_of
from ivr.model.announcement import NotDone
from ivr.model.meeting import Meeting, meetings
from ivr.model.plan import Group
from ivr.world import World
from office.announcements.by_group import group_named
from office.dates.periods import day_of
from office.redirects import redirect_back
from office.search.found import found_groups
from office.sessions import author
from office.undo.deeds import undoable_cancellation
from reading.cancellations_edit import CancellationNote

bp = Blueprint("cancellations", __name__, url_prefix="/absagen")

OFF = "Abgesagt: {group}, {day:%d.%m.%Y}. Wer jetzt anruft, hört es."
ON = "Findet doch statt: {group}, {day:%d.%m.%Y}. Wer jetzt anruft, hört es."
GONE = "Dieses Treffen gibt es nicht mehr, oder es hat schon begonnen. Es hat sich nichts geändert."
NOT_OFF = "Das ist nicht mehr abgesagt. Es hat sich nichts geändert."
NOT_DONE = "Es hat sich nichts geändert: Die Hotline kann jetzt nichts speichern, oder absagen.txt ist kein Text."
# More are found faster by searching.
MOST_FOUND = 20


@dataclass(frozen=True)
class CancelledDay:
    """A cancelled day of a group, the meetings that are cancelled by it, and by whom, as far as that is noted."""

    group: Group
    day: date
    meetings: tuple[Meeting, ...]
    note: CancellationNote | None = None


@bp.get("")
def page() -> ResponseReturnValue:
    """GET /buero/absagen: all cancelled days, and the next dates of the chosen group, or of the only one found."""
    world, wanted = hotline().world(), request.args.get("suche", "")
    found = found_groups(world.plan, wanted)
    group = world.plan.group_named(request.args.get("gruppe", "")) or (found[0][0] if len(found) == 1 else None)
    return render_template(
        "absagen.html",
        off=sorted(cancelled_days(world), key=lambda one: (one.day, one.group.name)),
        wanted=wanted,
        found=found[:MOST_FOUND],
        more=len(found[MOST_FOUND:]),
        group=group,
        dates=[meeting for meeting in dates_of(group, world.now) if not meeting.cancellations] if group else [],
        problems=hotline().cancellations.problems(world.plan),
    )


@bp.post("")
def cancel() -> ResponseReturnValue:
    """Cancels a meeting; idempotent."""
    world, day = hotline().world(), day_of(request.form.get("tag", ""))
    group = group_named(request.form.get("gruppe"), world)
    if group is None or day is None or not _can_be_off(group, day, world.now):
        return _back(GONE, "wrong")
    hotline().cancellations.cancel(group.name, day, author())
    undoable_cancellation(group.name, day, is_off=True)
    return _back(OFF.format(group=group.name, day=day), "done")


@bp.post("/zuruecknehmen")
def reopen() -> ResponseReturnValue:
    """Withdraws a cancellation."""
    name, day = request.form.get("gruppe"), request.form.get("tag")
    off = cancelled_days(hotline().world())
    found = next((one for one in off if (one.group.name, one.day.isoformat()) == (name, day)), None)
    if found is None:
        return _back(NOT_OFF, "wrong")
    hotline().cancellations.reopen(found.group.name, found.day)
    undoable_cancellation(found.group.name, found.day, is_off=False)
    return _back(ON.format(group=found.group.name, day=found.day), "done")


@bp.errorhandler(NotDone)
def not_done(error: NotDone) -> ResponseReturnValue:
    """Redirects to the page with an error message."""
    return _back(NOT_DONE, "wrong")


def cancelled_days(world: World) -> Iterator[CancelledDay]:
    """The cancelled days from today on, of groups of the plan."""
    for group in world.plan.groups:
        for day in group.cancellations:
            if day >= world.now.date():
                found = tuple(meeting for meeting in meetings(group, day, day) if meeting.cancellations)
                yield CancelledDay(group, day, found, hotline().cancellations.note(group.name, day))


def _can_be_off(group: Group, day: date, now: datetime) -> bool:
    """Whether a meeting of that day has not begun and takes place, or is cancelled here already."""
    return any(one.start > now and (one.cancellations or not one.cancelled) for one in meetings(group, day, day))


def _back(words: str, kind: str) -> ResponseReturnValue:
    """To the page with the button: this one, Termine or Heute."""
    return redirect_back("office.cancellations.page", words, kind)
