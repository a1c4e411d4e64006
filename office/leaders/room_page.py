"""The own room, live, for the one who leads: seen and led beside the keypad, by the same deeds."""

from collections.abc import Callable, Mapping

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from carrier.port import CarrierError
from hotline import hotline
from ivr.flows.leading import (
    end_for_all,
    give_the_floor_to,
    go_on_after_all,
    is_locked,
    is_silent,
    lock_or_unlock,
    mute_or_unmute_one,
    silence_or_free,
    take_off_the_list,
)
from ivr.model.agenda import next_meeting
from ivr.model.door import opens
from ivr.model.plan import Group
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Deed
from ivr.visit import Visit, visit
from ivr.world import World
from office.cards.keys import key_to
from office.leaders.event_stream import Streams
from office.leaders.room_view import is_led_by_telephone, person_of, room
from office.leaders.sign_in import group_led
from prompts.summary import understood
from routes.effects import do

bp = Blueprint("room", __name__, url_prefix="/raum")

NOT_DONE = "Das hat nicht geklappt: Die Telefonseite antwortet nicht. Versuchen Sie es noch einmal."
GONE = "Das geht nicht mehr: Im Raum hat sich inzwischen etwas geändert."

END = "schluss"
# What a button asks for, by its name: whether that is still to be done, and how. A button says what is to be, not
# "the other way round": where the keypad was quicker, nothing is left to do.
DEEDS: Mapping[str, tuple[Callable[[Visit], bool], Callable[[Visit], tuple[Deed, ...]]]] = {
    "ruhe": (lambda here: is_led_by_telephone(here) and not is_silent(here), silence_or_free),
    "alle": (is_silent, silence_or_free),
    "zu": (lambda here: not is_locked(here), lock_or_unlock),
    "auf": (is_locked, lock_or_unlock),
    END: (lambda here: not here.talk.over, end_for_all),
}
# The same about one person, whose number stands behind the name.
DEEDS_TO_ONE: Mapping[str, tuple[Callable[[Visit, str], bool], Callable[[Visit, str], tuple[Deed, ...]]]] = {
    "wort": (lambda here, person: person != here.talk.floor, give_the_floor_to),
    "stumm": (lambda here, person: not here.talk.seats[person].muted, mute_or_unmute_one),
    "hoerbar": (lambda here, person: here.talk.seats[person].muted, mute_or_unmute_one),
    "liste": (lambda here, person: person in here.talk.hands, take_off_the_list),
}
# Only who is in the room can speak.
NEEDS_PRESENCE = ("wort",)


@bp.get("")
def page() -> ResponseReturnValue:
    """The room as it is now."""
    return render_template("leitung.html", **_seen())


@bp.get("/jetzt")
def now() -> ResponseReturnValue:
    """The part of the page that changes."""
    return _part()


@bp.get("/strom")
def stream() -> ResponseReturnValue:
    """The same whenever something has changed, until nobody is signed in any more."""
    streams: Streams = current_app.extensions["streams"]
    # 204 tells a browser not to ask for a stream again.
    return streams.of("raum", lambda: _part() if group_led() else None) or ("", 204)


@bp.get("/ende")
def ask_for_the_end() -> ResponseReturnValue:
    """Ask once more before everybody is let out."""
    return render_template("leitung_ende.html")


@bp.post("")
def act() -> ResponseReturnValue:
    """Do what a button says, as the keypad does it."""
    here, button = _here(group_led(), hotline().world()), request.form.get("was", "")
    deeds = _asked(here, button) if here else None
    try:
        do(deeds or (), hotline())
    except CarrierError:
        flash(NOT_DONE, "wrong")
        do(go_on_after_all(here) if here and button == END else (), hotline())
    if deeds is None:
        flash(GONE, "wrong")
    return redirect(url_for("leader.room.page"), 303)


def _asked(here: Visit, button: str) -> tuple[Deed, ...] | None:
    """What a button comes to: nothing if it is so already, None if it cannot be any more."""
    what, _, number = button.partition("-")
    if what in DEEDS:
        is_left, deeds = DEEDS[what]
        return deeds(here) if is_left(here) else ()
    person = person_of(here.talk, number)
    if what not in DEEDS_TO_ONE or person is None or (what in NEEDS_PRESENCE and person not in here.talk.present):
        return None
    is_left_to_one, deeds_to_one = DEEDS_TO_ONE[what]
    return deeds_to_one(here, person) if is_left_to_one(here, person) else ()


def _here(group: Group | None, world: World) -> Visit | None:
    """The room of the group, None while no meeting has one."""
    return visit(Place(At.ROOM, group=world.group_id(group), leads=True), world) if group else None


def _way_in() -> str:
    """How one who leads comes in by telephone, in words."""
    return f"Taste {key_to(At.MENU, At.LEADER_CODE)}, Ihre Nummer, Taste {key_to(At.LEADER_MENU, At.ROOM)}"


def _part() -> str:
    return render_template("leitung_raum.html", **_seen())


def _seen() -> dict[str, object]:
    group, world = group_led(), hotline().world()
    if here := _here(group, world):
        return {"group": group, "room": room(here, world.now), "way_in": _way_in()}
    following = next_meeting(group, world.now) if group else None
    return {
        "group": group,
        "way_in": _way_in(),
        "opens": opens(following) if following else None,
        "next_dates": understood(group, world.now, world.plan.lexicon).dates if group else (),
    }
