"""The carrier's webhooks: a call comes in, keys come in, somebody waits in a room, a call or a conference changes."""

import hmac
import logging
import re
import traceback
from dataclasses import replace
from datetime import timedelta

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from carrier.port import CarrierError
from ivr.announcement import RECORDING, NotDone
from ivr.call import begin, enter, not_done, step
from ivr.outcome import outcome
from ivr.reply import Dial, Place, Reply
from ivr.world import World
from routes.addresses import WAITING, place_at
from routes.answer import Answer
from routes.counting import count_a_turn, count_the_end
from routes.deeds import do, free
from routes.guard import only_the_carrier
from routes.hotline import hotline
from routes.tries import counted
from routes.twiml import document, element

log = logging.getLogger(__name__)
bp = Blueprint("voice", __name__, url_prefix="/voice")
bp.before_request(only_the_carrier)

KEYS = re.compile(r"[0-9*#]{0,32}|[a-z-]{1,32}")
NUMBER = re.compile(r"\+[1-9][0-9]{5,14}")
# "Anonymous", "restricted", "blocked", "unknown" and "unavailable" on a telephone keypad: sent as if they were numbers.
WITHHELD = ("+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253")
# Whoever is cut off from a talk over midnight must be known again; at four hardly anybody talks.
NIGHT = timedelta(hours=4)
WAITS = Place("warten")
IN_AN_ADDRESS = re.compile(rf"/({RECORDING.pattern})(?:\.[a-z0-9]+)?$")
HUNG_UP = "hangup"
# No telephone sends this: it stands for anything that is not keys, and leads nowhere.
JUNK = "?"


@bp.post("")
def call_comes_in() -> Response:
    """Twilio's "A call comes in"."""
    world = world_of_this_call()
    return _answered(begin(world), world)


@bp.post("/<steps>/<seal>")
def keys_come_in(steps: str, seal: str) -> Response:
    """The next keys, or how a dialled call ended; at an address that this call was not given, the main menu."""
    world = world_of_this_call()
    place = place_at(steps, seal, _call(), hotline().key)
    if place is None:
        return _answered(enter(Place("menu"), world), world)
    if _has_hung_up():
        hotline().takes.discard(_call(), _recording())
        return _twiml(document(element("Hangup")))
    world = counted(place, _keys(), world, hotline().tries)
    return _answered(_done(step(place, _keys(), world), world), world, place)


@bp.post("/wait/<steps>/<seal>")
def wait_in_the_room(steps: str, seal: str) -> Response:
    """What is heard in a room until the talk begins; whatever is wrong, it is nothing but words and music."""
    place = place_at(steps, seal, WAITING, hotline().key) or WAITS
    return _twiml(Answer(hotline(), "", "").to(enter(place, hotline().world())))


@bp.post("/status")
def call_status() -> tuple[str, int]:
    """Twilio's call status callback."""
    free(hotline().talks.call_status(request.form), hotline())
    hotline().takes.call_status(request.form)
    count_the_end(request.form)
    return "", 204


@bp.post("/status/room")
def room_status() -> tuple[str, int]:
    """Twilio's conference events."""
    free(hotline().talks.event(request.form), hotline())
    return "", 204


@bp.post("/status/recording")
def recording_status() -> tuple[str, int]:
    """Twilio's recording status callback; what could not be kept is to be told again."""
    return "", 204 if hotline().takes.report(request.form) else 503


@bp.errorhandler(Exception)
def apologise(error: Exception) -> Response | HTTPException:
    """A caller hears German even of our own bug; a refused request stays refused."""
    if isinstance(error, HTTPException):
        return error
    # The message of an error can hold what was sent, and so a caller's number: only its kind and place are logged.
    log.error("%s in a call\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
    if request.endpoint == f"{bp.name}.{wait_in_the_room.__name__}":
        return _twiml(document(element("Play", text=f"{hotline().public_url}/sound/music.wav", loop=0)))
    return _twiml(document(element("Say", text=hotline().sorry, language="de-DE"), element("Hangup")))


def world_of_this_call() -> World:
    """The world as this call sees it; callers are told apart until four at night, by a hash of the number."""
    world = hotline().world()
    return replace(world, person=hotline().talks.person(_call()), caller=_caller(world))


def _caller(world: World) -> str:
    number = request.form.get("From", "")
    if number in WITHHELD or not NUMBER.fullmatch(number):
        return ""
    return hmac.digest(world.key, f"{number}\n{(world.now - NIGHT).date()}".encode(), "sha256").hex()[:16]


def _done(reply: Reply, world: World) -> Reply:
    """The reply with its deeds done, or that they could not be."""
    try:
        do(reply.deeds, hotline(), _call())
    except (CarrierError, NotDone) as error:
        log.warning("Something was asked for and is not done: %s", error)
        reply = not_done(reply, world_of_this_call())
        do(reply.deeds, hotline(), _call())
    return reply


def _answered(reply: Reply, world: World, place: Place | None = None) -> Response:
    called = request.form.get("To", "")
    if isinstance(reply.then, Dial) and not NUMBER.fullmatch(called):
        # Without a number of our own to show, the office would be shown the caller's: so it is not dialled.
        reply = step(reply.then.after, "failed", world)
    count_a_turn(place, reply, world)
    return _twiml(Answer(hotline(), _call(), called).to(reply))


def _call() -> str:
    return request.form.get("CallSid", "")


def _keys() -> str:
    """The keys that were pressed, how a dialled call ended, or the carrier's id of what was recorded."""
    if "RecordingUrl" in request.form:
        return _recording()
    # That a star has ended a number Twilio tells without documenting it; untold, the star is silence or lacking digits.
    star = "*" if request.form.get("FinishedOnKey") == "*" else ""
    dialled = outcome(request.form.get("DialCallStatus", ""), request.form.get("DialCallDuration", ""))
    keys = dialled or request.form.get("Digits", "") + star
    return keys if KEYS.fullmatch(keys) else JUNK


def _recording() -> str:
    """The RecordingSid. Only that is taken from the address in the request: nothing is ever fetched from there."""
    found = IN_AN_ADDRESS.search(request.form.get("RecordingUrl", ""))
    return found[1] if found else ""


def _has_hung_up() -> bool:
    """Whether the caller has hung up while recording."""
    return "RecordingUrl" in request.form and request.form.get("Digits") == HUNG_UP


def _twiml(written: bytes) -> Response:
    return Response(written, mimetype="text/xml")
