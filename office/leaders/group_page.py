"""The leader's page about the own group: its next dates and its announcement, with the deeds of the telephone."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.flows.cancelling import dates_of
from ivr.model.announcement import Announcement, NotDone
from ivr.model.meeting import Meeting
from ivr.model.plan import Group
from ivr.world import World
from keep.content.cancellations import BY_BROWSER
from office.announcements.by_group import timed
from office.cancellations import GONE
from office.leaders.sign_in import led_group
from office.redirects import redirect_with_message

bp = Blueprint("group", __name__, url_prefix="/gruppe")

OFF = "Abgesagt: {day:%d.%m.%Y}. Wer jetzt anruft, hört es."
ON = "Findet doch statt: {day:%d.%m.%Y}. Wer jetzt anruft, hört es."
ALREADY_OFF = "Das war schon abgesagt, am Telefon, hier oder vom Büro. Es hat sich nichts geändert."
ALREADY_ON = "Dieses Treffen ist nicht mehr abgesagt. Es hat sich nichts geändert."
DELETED = "Gelöscht. Wer jetzt anruft, hört die Ansage nicht mehr."
NEWER = "Inzwischen gilt etwas anderes: Jemand hat die Ansage ersetzt oder gelöscht. Es hat sich nichts geändert."
NOT_DONE = "Es hat sich nichts geändert: Die Hotline kann jetzt nichts speichern. Versuchen Sie es später."


@bp.get("")
def page() -> ResponseReturnValue:
    """GET /leitung/gruppe."""
    group, world = _group(), hotline().world()
    on_air = world.announcement(group)
    return render_template(
        "leitung_gruppe.html",
        group=group,
        dates=[(one, _note(group, one)) for one in dates_of(group, world.now)],
        on_air=timed(on_air) if on_air else None,
    )


@bp.post("/absagen")
def cancel() -> ResponseReturnValue:
    """Calls one of the next meetings off."""
    group = _group()
    meeting = _chosen(group, hotline().world())
    if meeting is None:
        return _back(GONE)
    if meeting.cancellations:
        return _back(ALREADY_OFF)
    hotline().cancellations.cancel(group.name, meeting.start.date(), BY_BROWSER)
    return _back(OFF.format(day=meeting.start), "done")


@bp.post("/zusagen")
def reopen() -> ResponseReturnValue:
    """Lets a meeting take place that was called off by telephone or on a page."""
    group, world = _group(), hotline().world()
    meeting = _chosen(group, world)
    if meeting is None or world.now >= meeting.end:
        return _back(GONE)
    if not meeting.cancellations:
        return _back(ALREADY_ON)
    hotline().cancellations.reopen(group.name, meeting.start.date())
    return _back(ON.format(day=meeting.start), "done")


@bp.get("/ansage")
def ask() -> ResponseReturnValue:
    """Asks for confirmation before the announcement is deleted."""
    on_air = hotline().world().announcement(_group())
    return render_template("leitung_ansage_loeschen.html", kept=timed(on_air)) if on_air else _back(NEWER)


@bp.post("/ansage")
def delete() -> ResponseReturnValue:
    """Deletes the announcement that was shown, and nothing newer."""
    group, world = _group(), hotline().world()
    latest = world.announced(group)
    if world.announcement(group) is None or request.form.get("vorher") != str(latest):
        return _back(NEWER)
    hotline().announcements.publish(
        Announcement(group.name, latest + 1, world.now.replace(microsecond=0), by=BY_BROWSER)
    )
    return _back(DELETED, "done")


@bp.errorhandler(NotDone)
def not_done(error: NotDone) -> ResponseReturnValue:
    """Somebody was quicker, or the store fails."""
    latest = hotline().world().announced(_group())
    was_quicker = request.form.get("vorher", str(latest)) != str(latest)
    return _back(NEWER if was_quicker else NOT_DONE)


def _group() -> Group:
    # The number may have changed since the guard has looked.
    return led_group() or abort(403)


def _chosen(group: Group, world: World) -> Meeting | None:
    """The meeting that a form names, among those that can be changed."""
    day = request.form.get("tag")
    return next((one for one in dates_of(group, world.now) if one.start.date().isoformat() == day), None)


def _note(group: Group, meeting: Meeting) -> object:
    return hotline().cancellations.note(group.name, meeting.start.date()) if meeting.cancellations else None


def _back(words: str, kind: str = "wrong") -> ResponseReturnValue:
    return redirect_with_message("leader.group.page", words, kind)
