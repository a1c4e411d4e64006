"""The carrier's webhooks: a call comes in, keys come in, somebody waits in a room, a call or a conference changes."""

import logging
import traceback
from dataclasses import replace
from functools import cache

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from audio.page import plain
from carrier.call_urls import WAITING, place_at
from carrier.form import NIGHT, call_of, called_number, caller_of, has_hung_up, is_over, keys_of, recording_of
from carrier.port import CarrierError
from carrier.twiml import document, element
from carrier.twiml_answer import Answer
from carrier.twiml_apology import apology
from hotline import hotline
from ivr.call import begin, enter, not_done, step
from ivr.menus.after_failure import APOLOGIES, after_failure
from ivr.model.announcement import NotDone
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Dial, Reply
from ivr.say import say
from ivr.world import World
from prompts.wording import page
from routes.code_attempts import LEADING, counted
from routes.counting import count_a_turn, count_the_end
from routes.effects import do, free
from routes.twilio_signature import CALLS, only_the_carrier

log = logging.getLogger(__name__)
bp = Blueprint("voice", __name__, url_prefix=CALLS)
bp.before_request(only_the_carrier)

WAITS = Place(At.HOLD)


@bp.post("")
def call_comes_in() -> Response:
    """Twilio's "A call comes in"."""
    world = world_of_this_call()
    return _answered(begin(world), world)


@bp.post("/<steps>/<seal>")
def keys_come_in(steps: str, seal: str) -> Response:
    """The next keys, or how a dialled call ended; at an address that this call was not given, the main menu."""
    world = world_of_this_call()
    place = place_at(steps, seal, call_of(request.form), hotline().settings.secret_key)
    if place is None:
        return _answered(enter(Place(At.MENU), world), world)
    if has_hung_up(request.form):
        hotline().takes.discard(call_of(request.form), recording_of(request.form))
    if has_hung_up(request.form) or is_over(request.form):
        return _twiml(document(element("Hangup")))
    world = counted_here(place, keys_of(request.form), world)
    return _answered(_done(step(place, keys_of(request.form), world), world), world, place)


@bp.post("/wait/<steps>/<seal>")
def wait_in_the_room(steps: str, seal: str) -> Response:
    """What is heard in a room until the talk begins; whatever is wrong, it is nothing but words and music."""
    place = place_at(steps, seal, WAITING, hotline().settings.secret_key) or WAITS
    return _twiml(_answer().to(enter(place, hotline().world())))


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
    """A caller hears German even of our own bug, and the call goes on; a refused request stays refused."""
    if isinstance(error, HTTPException):
        return error
    # The message of an error can hold what was sent, and so a caller's number: only its kind and place are logged.
    log.error("%s in a call\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
    if request.endpoint == f"{bp.name}.{wait_in_the_room.__name__}":
        return _twiml(document(element("Play", text=f"{hotline().settings.public_url}/sound/music.wav", loop=0)))
    if request.path.startswith(f"{bp.url_prefix}/status"):
        return Response(status=500)
    place = (
        place_at(**request.view_args, call=call_of(request.form), key=hotline().settings.secret_key)
        if request.view_args
        else None
    )
    onward = after_failure(place or Place(At.MENU), keys_of(request.form))
    return _twiml(apology(onward, _sorry(), _answer(call_of(request.form)).action))


def world_of_this_call() -> World:
    """The world as this call sees it; callers are told apart until four at night, by a hash of the number."""
    world = hotline().world()
    caller = caller_of(request.form, hotline().nights.key, world.now - NIGHT)
    return replace(world, person=hotline().talks.person(call_of(request.form)), caller=caller)


def counted_here(place: Place, keys: str, world: World) -> World:
    """The same world, once a number is counted. A day of tries ends at midnight; strangers who show the number of a
    leader must not keep that one from leading, so leaders are not told apart."""
    if LEADING in (place.name, place.onward):
        return counted(place, keys, world, hotline().tries["leaders"], "")
    return counted(
        place, keys, world, hotline().tries["tries"], caller_of(request.form, hotline().nights.key, world.now)
    )


def _done(reply: Reply, world: World) -> Reply:
    """The reply with its deeds done, or that they could not be."""
    try:
        do(reply.deeds, hotline(), call_of(request.form))
    except (CarrierError, NotDone) as error:
        log.warning("Something was asked for and is not done: %s", error)
        reply = not_done(reply, world_of_this_call())
        do(reply.deeds, hotline(), call_of(request.form))
    return reply


def _answered(reply: Reply, world: World, place: Place | None = None) -> Response:
    called = called_number(request.form)
    if isinstance(reply.then, Dial) and not called:
        # Without a number of our own to show, the office would be shown the caller's: so it is not dialled.
        reply = step(reply.then.after, "failed", world)
    count_a_turn(place, reply, world)
    return _twiml(_answer(call_of(request.form), called).to(reply))


def _answer(call: str = "", called: str = "") -> Answer:
    settings = hotline().settings
    return Answer(settings.public_url, settings.secret_key, hotline().sound_path, call, called)


@cache
def _sorry() -> tuple[str, ...]:
    """That something has failed: once, twice, more often, and goodbye. Nothing of the plan stands in it."""
    return tuple(plain(page([say(key)])) for key in APOLOGIES)


def _twiml(written: bytes) -> Response:
    return Response(written, mimetype="text/xml")
