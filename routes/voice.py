"""The carrier's webhooks: a call comes in, keys come in, somebody waits in a room, a call or a conference changes."""

import logging
import traceback
from dataclasses import replace
from functools import cache, partial

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from audio.page import plain
from carrier.call_urls import WAITING, place_at
from carrier.form import NIGHT, call_of, called_number, caller_of, has_hung_up, is_over, keys_of, recording_of
from carrier.twiml import document, element
from carrier.twiml_answer import Answer
from carrier.twiml_apology import apology
from hotline import hotline
from ivr.call import begin, enter, step
from ivr.menus.after_failure import APOLOGIES, after_failure
from ivr.reply import Dial, Place, Reply
from ivr.say import say
from ivr.world import World
from keep.snapshots import Turn
from prompts.wording import page
from routes.counting import count_the_end, is_real
from routes.effects import free
from routes.turn import Asked, Decide, decided
from routes.twilio_signature import CALLS, only_the_carrier

log = logging.getLogger(__name__)
bp = Blueprint("voice", __name__, url_prefix=CALLS)
bp.before_request(only_the_carrier)

WAITS, MENU = Place("warten"), Place("menu")


@bp.post("")
def call_comes_in() -> Response:
    """Twilio's "A call comes in"."""
    return _answered(None, begin)


@bp.post("/<steps>/<seal>")
def keys_come_in(steps: str, seal: str) -> Response:
    """The next keys, or how a dialled call ended; at an address that this call was not given, the main menu."""
    place = place_at(steps, seal, call_of(request.form), hotline().settings.secret_key)
    if place is None:
        return _answered(None, partial(enter, MENU))
    if has_hung_up(request.form):
        hotline().takes.discard(call_of(request.form), recording_of(request.form))
    if has_hung_up(request.form) or is_over(request.form):
        return _twiml(document(element("Hangup")))
    return _answered(place, partial(step, place, keys_of(request.form)))


@bp.post("/wait/<steps>/<seal>")
def wait_in_the_room(steps: str, seal: str) -> Response:
    """What is heard in a room until the talk begins; whatever is wrong, it is nothing but words and music."""
    place = place_at(steps, seal, WAITING, hotline().settings.secret_key) or WAITS
    world = hotline().snapshots.look(Turn(place)).world
    return _twiml(_answer(world).to(enter(place, world)))


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
    onward = after_failure(place or MENU, keys_of(request.form))
    return _twiml(apology(onward, _sorry(), _answer(call=call_of(request.form)).action))


def _answered(place: Place | None, decide: Decide) -> Response:
    """What this call is answered at a place (None: it comes in, or was at none of ours)."""
    form, held = request.form, hotline()
    call, called, keys = call_of(form), called_number(form), keys_of(form) if place else ""
    snapshot = held.snapshots.look(Turn(place or MENU, keys, held.talks.person(call), *caller_hashes()))

    def reply_to(world: World) -> Reply:
        reply = decide(world)
        # Without a number of our own to show, the office would be shown the caller's: so it is not dialled.
        if isinstance(reply.then, Dial) and not called:
            return step(reply.then.after, "failed", replace(world, entered=None))
        return reply

    reply = decided(held, Asked(call, place, is_real()), snapshot, reply_to)
    return _twiml(_answer(snapshot.world, call, called).to(reply))


def caller_hashes() -> tuple[str, str]:
    """The caller by two keyed hashes of the number: one until four at night, and one of this day, as a day of attempts
    ends at midnight; "" where no number is shown."""
    key, now = hotline().nights.key, hotline().now()
    return caller_of(request.form, key, now - NIGHT), caller_of(request.form, key, now)


def _answer(world: World | None = None, call: str = "", called: str = "") -> Answer:
    held = hotline()
    sound_path = partial(held.sound_path, lexicon=world.plan.lexicon) if world else held.sound_path
    return Answer(held.settings.public_url, held.settings.secret_key, sound_path, call, called)


@cache
def _sorry() -> tuple[str, ...]:
    """That something has failed: once, twice, more often, and goodbye. Nothing of the plan stands in it."""
    return tuple(plain(page([say(key)])) for key in APOLOGIES)


def _twiml(written: bytes) -> Response:
    return Response(written, mimetype="text/xml")
