"""The own room, live, for the one who leads: seen and led beside the keypad, by the same deeds."""

import time
from collections.abc import Callable, Iterator, Mapping
from threading import BoundedSemaphore

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue

from carrier.port import CarrierError
from ivr.announcement import NotDone
from ivr.door import opens
from ivr.leading import (
    end_for_all,
    give_the_floor,
    give_the_floor_to,
    lock_or_unlock,
    mute_or_unmute_one,
    silence_or_free,
    take_off_the_list,
)
from ivr.reply import Deed, Place
from ivr.visit import LEADS, Visit, visit
from office.leader import group_led
from office.seats import person_of, room
from routes.deeds import do
from routes.hotline import hotline

bp = Blueprint("room", __name__, url_prefix="/raum")

NOT_DONE = "Das hat nicht geklappt: Die Telefonseite antwortet nicht. Versuchen Sie es noch einmal."
GONE = "Das ist nicht mehr möglich: Die Person ist nicht mehr im Raum, oder der Raum ist zu."
# A stream holds one of the threads that answer calls: whoever finds none free asks every few seconds instead.
MOST_STREAMS = 4
LOOKS_EVERY_S, ALIVE_EVERY, STREAM_LASTS_S = 1.0, 15, 300

# What can be done in the room, and what about one person there, by the names of the buttons.
DEEDS: Mapping[str, Callable[[Visit], tuple[Deed, ...]]] = {
    "wort": give_the_floor,
    "ruhe": silence_or_free,
    "schloss": lock_or_unlock,
    "schluss": end_for_all,
}
DEEDS_TO_ONE: Mapping[str, Callable[[Visit, str], tuple[Deed, ...]]] = {
    "stumm": mute_or_unmute_one,
    "wort_an": give_the_floor_to,
    "von_der_liste": take_off_the_list,
}


@bp.get("")
def page() -> ResponseReturnValue:
    """The room as it is now."""
    return render_template("leitung.html", **_seen())


@bp.get("/jetzt")
def now() -> ResponseReturnValue:
    """The part of the page that changes."""
    return render_template("leitung_raum.html", **_seen())


@bp.get("/strom")
def stream() -> ResponseReturnValue:
    """The same whenever something has changed, as server-sent events; 503 when too many look already."""
    free: BoundedSemaphore = current_app.extensions.setdefault("streams", BoundedSemaphore(MOST_STREAMS))
    if not free.acquire(blocking=False):
        abort(503)
    response = Response(stream_with_context(_events()), mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    response.call_on_close(free.release)
    return response


@bp.get("/ende")
def ask_for_the_end() -> ResponseReturnValue:
    """Ask once more before everybody is let out."""
    return render_template("leitung_ende.html", **_seen())


@bp.post("")
def act() -> ResponseReturnValue:
    """Do what a button says, as the keypad does it."""
    here, what = _here(), request.form.get("was", "")
    deeds = _asked(here, what) if here else None
    if deeds is None:
        flash(GONE, "wrong")
    else:
        try:
            do(deeds, hotline())
        except (CarrierError, NotDone):
            flash(NOT_DONE, "wrong")
    return redirect(url_for("leader.room.page"), 303)


def _asked(here: Visit, what: str) -> tuple[Deed, ...] | None:
    if what in DEEDS:
        return DEEDS[what](here)
    person = person_of(here.talk, request.form.get("nummer", 0, int))
    return DEEDS_TO_ONE[what](here, person) if what in DEEDS_TO_ONE and person else None


def _here() -> Visit | None:
    """The room of the group, None while no meeting has one."""
    group, world = group_led(), hotline().world()
    return visit(Place("raum", (world.group_id(group), LEADS)), world) if group else None


def _seen() -> dict[str, object]:
    here, world = _here(), hotline().world()
    group = group_led()
    return {
        "group": group,
        "room": room(here, world.now) if here else None,
        "opens": opens(here.meeting) if here and here.state in ("soon", "early") else None,
        "next_dates": hotline().understood(group, world.plan).dates if group else (),
    }


def _events() -> Iterator[str]:
    before, until, silent = "", time.monotonic() + STREAM_LASTS_S, 0
    while time.monotonic() < until and group_led():
        fragment = render_template("leitung_raum.html", **_seen())
        if fragment != before:
            lines = "".join(f"data: {line}\n" for line in fragment.splitlines())
            yield f"event: raum\n{lines}\n"
            before, silent = fragment, 0
        elif (silent := silent + 1) % ALIVE_EVERY == 0:
            yield ": lebt\n\n"
        time.sleep(LOOKS_EVERY_S)
