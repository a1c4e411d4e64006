"""Ansagen: the announcements of groups and of the office, and deleting one."""

from collections.abc import Iterable, Iterator

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.menu_node import Option
from ivr.menus.leaders import ANNOUNCEMENTS_MENU, LEADERS_MENU
from ivr.menus.main import MAIN
from ivr.model.announcement import Announcement
from ivr.model.names import folded
from ivr.place_names import At
from office.announcements.by_group import by_group, timed
from office.announcements.durations import choices
from office.announcements.errors import (
    NO_RECORDING,
    Refused,
    back_to_list,
    latest_announcement,
    next_number,
    number_on_air,
    register_error_handlers,
)
from office.search.found import found_groups
from office.sessions import author
from office.undo.deeds import undoable_announcement

bp = Blueprint("announcements", __name__, url_prefix="/ansagen")
register_error_handlers(bp)

DELETED = "Gelöscht. Zwei Wochen lang lässt sie sich zurückholen."


@bp.get("")
def page() -> ResponseReturnValue:
    """GET /buero/ansagen: all announcements, or those of groups found by a search, and the form to upload one."""
    world, wanted = hotline().world(), request.args.get("suche", "")
    names = [group.name for group, _ in found_groups(world.plan, wanted)]
    shelves = by_group(hotline().announcements.history(), world)
    return render_template(
        "ansagen.html",
        wanted=wanted,
        shelves=[shelf for shelf in shelves if not wanted or shelf.of in names],
        groups=names if wanted else sorted(names, key=folded),
        office=world.plan.office,
        keys=tuple(_recording_keys()),
        choices=lambda group: choices(group, world.now),
    )


@bp.get("/loeschen")
def ask() -> ResponseReturnValue:
    """Asks for confirmation before the newest announcement is deleted."""
    latest = latest_announcement(request.args.get("gruppe", ""))
    if latest is None or not latest.sound:
        raise Refused(NO_RECORDING)
    return render_template("ansage_loeschen.html", now=timed(latest))


@bp.post("/loeschen")
def delete() -> ResponseReturnValue:
    """Deletes the newest announcement; the group need not be in the plan any more."""
    of, now = request.form.get("gruppe", ""), hotline().world().now
    if latest_announcement(of) is None:
        raise Refused(NO_RECORDING)
    before, number = number_on_air(of), next_number(request.form)
    hotline().announcements.publish(Announcement(of, number, now.replace(microsecond=0), by=author()))
    undoable_announcement(of, before, number)
    return back_to_list(DELETED, "done")


def _recording_keys() -> Iterator[str]:
    """The keys from the main menu to the beep, in order; "" stands for the leader's code."""
    yield _key(MAIN, At.LEADER_CODE)
    yield ""
    yield _key(LEADERS_MENU.options, At.ANNOUNCEMENTS)
    yield _key(ANNOUNCEMENTS_MENU.options, At.RECORD)


def _key(options: Iterable[Option], goal: At) -> str:
    return next(option.key for option in options if option.goes_to == goal)
