"""Ansagen: what callers hear of leaders and of the office, what they heard before, and what is deleted."""

from collections.abc import Iterable, Iterator

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.menu_node import Option
from ivr.menus.leaders import ANNOUNCEMENTS_MENU, LEADERS_MENU
from ivr.menus.main import MAIN
from ivr.model.announcement import Announcement
from ivr.place_names import At
from office.announcements.by_group import kept, shelves
from office.announcements.durations import choices
from office.announcements.errors import NO_RECORDING, Refused, back, latest_of, next_number, tells_why

bp = Blueprint("announcements", __name__, url_prefix="/ansagen")
tells_why(bp)

DELETED = "Gelöscht. Zwei Wochen lang lässt sie sich zurückholen."


@bp.get("")
def page() -> ResponseReturnValue:
    """All that there is, and how there can be more."""
    world = hotline().world()
    return render_template(
        "ansagen.html",
        shelves=tuple(shelves(hotline().announcements.history(), world)),
        groups=sorted(group.name for group in world.plan.groups),
        office=world.plan.office,
        keys=tuple(_keys_to_record()),
        choices=lambda group: choices(group, world.now),
    )


@bp.get("/loeschen")
def ask() -> ResponseReturnValue:
    """Whether what is heard now, or was heard last, shall be deleted."""
    latest = latest_of(request.args.get("gruppe", ""))
    if latest is None or not latest.sound:
        raise Refused(NO_RECORDING)
    return render_template("ansage_loeschen.html", now=kept(latest))


@bp.post("/loeschen")
def delete() -> ResponseReturnValue:
    """Off the air; the group may have left the plan."""
    of, now = request.form.get("gruppe", ""), hotline().world().now
    if latest_of(of) is None:
        raise Refused(NO_RECORDING)
    hotline().announcements.publish(Announcement(of, next_number(request.form), now.replace(microsecond=0)))
    return back(DELETED, "done")


def _keys_to_record() -> Iterator[str]:
    """The keys from the greeting to the tone, as the menus have them; "" stands for the number of the one who leads."""
    yield _key(MAIN, At.LEADER_CODE)
    yield ""
    yield _key(LEADERS_MENU.options, At.ANNOUNCEMENTS)
    yield _key(ANNOUNCEMENTS_MENU.options, At.RECORD)


def _key(options: Iterable[Option], goal: At) -> str:
    return next(option.key for option in options if option.goes_to == goal)
