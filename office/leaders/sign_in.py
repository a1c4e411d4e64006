"""Sign-in of leaders by their code, with the rate limits of the telephone, and sign-out."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.flows.codes import compared, match
from ivr.model.plan import Group
from ivr.place import Place
from ivr.place_names import At
from keep.limits.code_check import check
from office import sessions
from office.access import guard_pages
from office.origin import client_name
from office.sign_in import WAIT

bp = Blueprint("leader", __name__, url_prefix="/leitung", template_folder="templates")

LEADER = "leader"
SIGN_IN_PLACE = Place(At.LEADER_CODE)
WRONG = "Diese Nummer gehört zu keiner Gruppe. Auf der Karte für die Leitung stehen acht Ziffern."
# By World.compares, the state of the rate limit.
TOO_MANY = {
    "none new call": "Das waren viele Versuche. Bitte warten Sie eine Stunde, oder rufen Sie das Büro an.",
    "none today": "Das waren viele Versuche. Versuchen Sie es morgen wieder, oder rufen Sie das Büro an.",
    "later": "Gerade werden hier viele unbekannte Nummern eingegeben. Bitte warten Sie eine Minute.",
}
EXTERNAL_ROOM = "Ihre Gruppe trifft sich in einem anderen System. Ihr Raum lässt sich hier nicht zeigen."
SIGNED_OUT = "Sie sind nicht mehr angemeldet. Im Raum hat sich nichts geändert."
PUBLIC_ENDPOINTS = frozenset({"leader.form", "leader.sign_in", "leader.sign_out"})


def led_group() -> Group | None:
    """The group of the leader who is signed in here, while its leader's code is unchanged; else None."""
    group = hotline().world().group(str(session.get("group", "")))
    known = group and group.leader_code and sessions.is_signed_in(LEADER, group.leader_code)
    return group if known else None


def signed_out() -> ResponseReturnValue:
    """The answer to a form without a session: the sign-in page."""
    return _sign_in_page(SIGNED_OUT, 403)


guard_pages(bp, lambda: led_group() is not None, "leader.form", PUBLIC_ENDPOINTS, signed_out)


@bp.context_processor
def page_context() -> dict[str, object]:
    """The template variables of the leaders' pages, without the office's navigation."""
    return {"pages": (), "is_leader": True, "may_enter": led_group() is not None}


@bp.get("")
def form() -> ResponseReturnValue:
    """GET /leitung: the form, or a redirect to the room."""
    return redirect(url_for("leader.room.page"), 303) if led_group() else render_template("leitung_anmelden.html")


@bp.post("")
def sign_in() -> ResponseReturnValue:
    """Checks the code and starts a session; only leaders' codes are accepted."""
    known, world = sessions.remembered_name(LEADER), hotline().world()
    address = client_name()
    who = known or address
    code = "".join(filter(str.isdecimal, request.form.get("nummer", "")))
    tries = hotline().attempts["known" if known else "page"]
    if not hotline().login_throttle.lets_try(address, known):
        return _sign_in_page(WAIT, 429)
    world = replace(world, person=who, entered=match(SIGN_IN_PLACE, code, world))
    world = check(SIGN_IN_PLACE, code, world, tries, who)
    group = compared(world)
    if world.compares == "later":
        hotline().login_throttle.takes_back(address, known)
    if world.compares in TOO_MANY:
        return _sign_in_page(TOO_MANY[world.compares], 429)
    if group is None or group.external_room or not group.name or not group.by_telephone:
        return _sign_in_page(EXTERNAL_ROOM if group and group.external_room else WRONG, 403)
    hotline().login_throttle.was_right(address, known)
    sessions.sign_in(LEADER, group.leader_code, group=world.group_id(group))
    # One name for one group: more browsers do not mean more tries.
    sessions.remember(LEADER, world.group_id(group))
    return redirect(url_for("leader.room.page"), 303)


@bp.post("/abmelden")
def sign_out() -> ResponseReturnValue:
    """Ends the session and revokes its cookie."""
    sessions.sign_out()
    return redirect(url_for("leader.form"), 303)


def _sign_in_page(why: str, status: int) -> ResponseReturnValue:
    return render_template("leitung_anmelden.html", wrong=why), status
