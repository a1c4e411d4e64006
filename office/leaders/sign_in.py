"""The door of the one who leads: the number of the card, counted like at the telephone, and the way out."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.flows.codes import group_of_number
from ivr.model.plan import Group
from ivr.place import Place
from ivr.place_names import At
from office import sessions
from office.access import guarded
from office.sign_in import WAIT
from routes.code_attempts import counted

bp = Blueprint("leader", __name__, url_prefix="/leitung", template_folder="templates")

LEADER = "leader"
ASKED = Place(At.LEADER_CODE)
WRONG = "Diese Nummer gehört zu keiner Gruppe. Auf der Karte für die Leitung stehen acht Ziffern."
# By what so many tries have come to: World.compares.
TOO_MANY = {
    "none new call": "Das waren viele Versuche. Bitte warten Sie eine Stunde, oder rufen Sie das Büro an.",
    "none today": "Das waren viele Versuche. Versuchen Sie es morgen wieder, oder rufen Sie das Büro an.",
    "later": "Gerade werden hier viele unbekannte Nummern eingegeben. Bitte warten Sie eine Minute.",
}
ELSEWHERE = "Ihre Gruppe trifft sich in einem anderen System. Ihr Raum lässt sich hier nicht zeigen."
SIGNED_OUT = "Sie sind nicht mehr angemeldet. Im Raum hat sich nichts geändert."
OPEN = frozenset({"leader.form", "leader.sign_in", "leader.sign_out"})


def group_led() -> Group | None:
    """The group whose leader sits at this browser, as long as its number is the one that was entered."""
    group = hotline().world().group(str(session.get("group", "")))
    known = group and group.leader_code and sessions.is_signed_in(LEADER, group.leader_code)
    return group if known else None


def signed_out() -> ResponseReturnValue:
    """The door, instead of what a form asks for."""
    return _asked_again(SIGNED_OUT, 403)


guarded(bp, lambda: group_led() is not None, "leader.form", OPEN, signed_out)


@bp.context_processor
def head() -> dict[str, object]:
    """What the head of the page needs: none of the office's pages."""
    return {"pages": (), "is_leader": True, "may_enter": group_led() is not None}


@bp.get("")
def form() -> ResponseReturnValue:
    """Where the number is entered."""
    return redirect(url_for("leader.room.page"), 303) if group_led() else render_template("leitung_anmelden.html")


@bp.post("")
def sign_in() -> ResponseReturnValue:
    """In with the number of the one who leads; nothing else is as good."""
    known, world = sessions.known_as(LEADER), hotline().world()
    address = sessions.address()
    who = known or address
    code = "".join(filter(str.isdecimal, request.form.get("nummer", "")))
    tries = hotline().tries["known" if known else "page"]
    if not hotline().doorman.lets_try(address, known):
        return _asked_again(WAIT, 429)
    world = counted(ASKED, code, replace(world, person=who), tries, who)
    group = group_of_number(ASKED, code, world)
    if world.compares == "later":
        hotline().doorman.takes_back(address, known)
    if world.compares in TOO_MANY:
        return _asked_again(TOO_MANY[world.compares], 429)
    if group is None or group.elsewhere or not group.name or not group.by_telephone:
        return _asked_again(ELSEWHERE if group and group.elsewhere else WRONG, 403)
    hotline().doorman.was_right(address, known)
    sessions.sign_in(LEADER, group.leader_code, group=world.group_id(group))
    # One name for one group: more browsers do not mean more tries.
    sessions.remember(LEADER, world.group_id(group))
    return redirect(url_for("leader.room.page"), 303)


@bp.post("/abmelden")
def sign_out() -> ResponseReturnValue:
    """Out."""
    sessions.sign_out()
    return redirect(url_for("leader.form"), 303)


def _asked_again(why: str, status: int) -> ResponseReturnValue:
    return render_template("leitung_anmelden.html", wrong=why), status
