"""The carrier's webhooks: a call comes in, keys come in, somebody waits in a room, a call or a conference changes."""

import logging
import traceback
from dataclasses import replace
from datetime import timedelta
from functools import cache

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from audio.page import plain
from carrier.call_urls import WAITING, place_at
from carrier.events import Turn
from carrier.port import CarrierError
from carrier.twilio.answer import HANG_UP, Answer
from carrier.twilio.apology import apology
from carrier.twilio.callbacks import call_ended_in, recording_report_in, room_event_in
from carrier.twilio.webhooks import turn_in
from hotline import hotline
from ivr.call import begin, enter, not_done, step
from ivr.menus.after_failure import APOLOGIES, after_failure
from ivr.model.announcement import NotDone
from ivr.model.dial_outcome import FAILED
from ivr.model.moment import NIGHT_ENDS
from ivr.reply import Dial, Place, Reply
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

WAITS = Place("warten")
NIGHT = timedelta(hours=NIGHT_ENDS.hour)


@bp.post("")
def call_comes_in() -> Response:
    """A call comes in."""
    turn = turn_in(request.form)
    world = world_of(turn)
    return _answered(begin(world), world, turn)


@bp.post("/<steps>/<seal>")
def keys_come_in(steps: str, seal: str) -> Response:
    """The next keys, or how a dialled call ended; at an address that this call was not given, the main menu."""
    turn = turn_in(request.form)
    world = world_of(turn)
    place = place_at(steps, seal, turn.call, hotline().settings.secret_key)
    if place is None:
        return _answered(enter(Place("menu"), world), world, turn)
    if turn.unwanted:
        hotline().takes.discard(turn.call, turn.unwanted)
    if turn.is_over:
        return _twiml(HANG_UP)
    world = counted_here(place, turn, world)
    return _answered(_done(step(place, turn.keys, world), turn), world, turn, place)


@bp.post("/wait/<steps>/<seal>")
def wait_in_the_room(steps: str, seal: str) -> Response:
    """What is heard in a room until the talk begins; whatever is wrong, it is nothing but words and music."""
    place = place_at(steps, seal, WAITING, hotline().settings.secret_key) or WAITS
    return _twiml(_answer().to(enter(place, hotline().world())))


@bp.post("/status")
def call_status() -> tuple[str, int]:
    """Something becomes of a call; only that it is over is news."""
    if ended := call_ended_in(request.form):
        free(hotline().talks.call_ended(ended.call), hotline())
        hotline().takes.call_ended(ended.call)
        count_the_end(ended)
    return "", 204


@bp.post("/status/room")
def room_status() -> tuple[str, int]:
    """Something happens in a conference."""
    if event := room_event_in(request.form):
        free(hotline().talks.event(event), hotline())
    return "", 204


@bp.post("/status/recording")
def recording_status() -> tuple[str, int]:
    """Something becomes of a recording; what could not be kept is to be told again."""
    report = recording_report_in(request.form)
    return "", 204 if report is None or hotline().takes.report(report) else 503


@bp.errorhandler(Exception)
def apologise(error: Exception) -> Response | HTTPException:
    """A caller hears German even of our own bug, and the call goes on; a refused request stays refused."""
    if isinstance(error, HTTPException):
        return error
    # The message of an error can hold what was sent, and so a caller's number: only its kind and place are logged.
    log.error("%s in a call\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
    if request.endpoint == f"{bp.name}.{wait_in_the_room.__name__}":
        return _twiml(_answer().music_without_end())
    if request.path.startswith(f"{bp.url_prefix}/status"):
        return Response(status=500)
    turn, key = turn_in(request.form), hotline().settings.secret_key
    place = place_at(**request.view_args, call=turn.call, key=key) if request.view_args else None
    onward = after_failure(place or Place("menu"), turn.keys)
    return _twiml(apology(onward, _sorry(), _answer(turn.call).action))


def world_of(turn: Turn) -> World:
    """The world as this call sees it; callers are told apart until four at night, by a hash of the number."""
    world = hotline().world()
    caller = turn.caller.known_as(hotline().nights.key, world.now - NIGHT)
    return replace(world, person=hotline().talks.person(turn.call), caller=caller)


def counted_here(place: Place, turn: Turn, world: World) -> World:
    """The same world, once a number is counted. A day of tries ends at midnight; strangers who show the number of a
    leader must not keep that one from leading, so leaders are not told apart."""
    if LEADING in (place.name, *place.args[:1]):
        return counted(place, turn.keys, world, hotline().tries["leaders"], "")
    caller = turn.caller.known_as(hotline().nights.key, world.now)
    return counted(place, turn.keys, world, hotline().tries["tries"], caller)


def _done(reply: Reply, turn: Turn) -> Reply:
    """The reply with its deeds done, or that they could not be."""
    try:
        do(reply.deeds, hotline(), turn.call)
    except (CarrierError, NotDone) as error:
        log.warning("Something was asked for and is not done: %s", error)
        reply = not_done(reply, world_of(turn))
        do(reply.deeds, hotline(), turn.call)
    return reply


def _answered(reply: Reply, world: World, turn: Turn, place: Place | None = None) -> Response:
    if isinstance(reply.then, Dial) and not turn.called:
        # Without a number of our own to show, the office would be shown the caller's: so it is not dialled.
        reply = step(reply.then.after, FAILED, world)
    count_a_turn(turn, place, reply, world)
    return _twiml(_answer(turn.call, turn.called).to(reply))


def _answer(call: str = "", called: str = "") -> Answer:
    settings = hotline().settings
    return Answer(settings.public_url, settings.secret_key, hotline().sound_path, call, called)


@cache
def _sorry() -> tuple[str, ...]:
    """That something has failed: once, twice, more often, and goodbye. Nothing of the plan stands in it."""
    return tuple(plain(page([say(key)])) for key in APOLOGIES)


def _twiml(written: bytes) -> Response:
    return Response(written, mimetype="text/xml")
