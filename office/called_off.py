"""Absagen: which meetings are called off by telephone or here, one more, or one less."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ivr.announcement import NotDone
from ivr.calling_off import dates_of
from ivr.meeting import Meeting
from routes.hotline import hotline

bp = Blueprint("called_off", __name__, url_prefix="/absagen")

OFF = "Abgesagt: {group}, {day:%d.%m.%Y}. Wer jetzt anruft, hört es."
ON = "Findet statt: {group}, {day:%d.%m.%Y}. Wer jetzt anruft, hört es."
GONE = "Dieses Treffen gibt es nicht mehr, oder es hat schon begonnen. Es hat sich nichts geändert."
NOT_DONE = "Es hat sich nichts geändert: Die Platte nimmt jetzt nichts an, oder absagen.txt ist kein Text."


@bp.get("")
def page() -> ResponseReturnValue:
    """All that is called off, and the next dates of a group that is chosen."""
    world, chosen = hotline().world(), request.args.get("gruppe", "")
    dates = {group.name: dates_of(group, world.now) for group in world.plan.groups}
    off = sorted(
        (meeting for meetings in dates.values() for meeting in meetings if meeting.called_off),
        key=lambda meeting: meeting.start,
    )
    return render_template(
        "absagen.html",
        off=off,
        groups=sorted(dates),
        chosen=chosen,
        dates=[meeting for meeting in dates.get(chosen, ()) if not meeting.called_off],
        problems=hotline().called_off.problems(world.plan),
    )


@bp.post("")
def change() -> ResponseReturnValue:
    """Call a meeting off, or take that back."""
    found, calls_off = _found(), request.form.get("was") == "absagen"
    if found is None or found.called_off == calls_off:
        return _back(GONE, "wrong")
    group, day = found.group.name, found.start.date()
    try:
        (hotline().called_off.call_off if calls_off else hotline().called_off.reopen)(group, day)
    except NotDone:
        return _back(NOT_DONE, "wrong")
    return _back((OFF if calls_off else ON).format(group=group, day=day), "done")


def _found() -> Meeting | None:
    """The meeting that the form names."""
    world, name, day = hotline().world(), request.form.get("gruppe"), request.form.get("tag")
    meetings = (one for group in world.plan.groups if group.name == name for one in dates_of(group, world.now))
    return next((one for one in meetings if one.start.date().isoformat() == day), None)


def _back(words: str, kind: str) -> ResponseReturnValue:
    flash(words, kind)
    return redirect(url_for("office.called_off.page"), 303)
