"""The carrier's webhooks: a call comes in, keys come in, somebody waits in a room, a call or a conference changes."""

import logging
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache, partial

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from audio.page import caption
from carrier.call_urls import WAITING, place_at
from carrier.events import ParticipantEvent, Turn
from carrier.in_use import HANG_UP, Answer, apology, call_ended_in, recording_report_in, room_event_in, turn_in
from exchange.call_leg import ACCOUNT
from hotline import Hotline, hotline
from ivr.call import begin, enter, step
from ivr.menus.after_failure import APOLOGIES, after_failure
from ivr.model.dial_outcome import FAILED
from ivr.model.moment import NIGHT_ENDS
from ivr.model.talk import Talk
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Dial, Mute, Reply
from ivr.say import say
from ivr.world import World
from keep.shared_pages import SharedPage
from keep.snapshots import Input, Snapshot
from keep.statistics.call_statistics import CountedEnd, CountedTurn
from prompts.wording import page
from routes.signature import CALLS, only_the_carrier, signed_form
from routes.turn import decided

log = logging.getLogger(__name__)
bp = Blueprint("voice", __name__, url_prefix=CALLS)
bp.before_request(only_the_carrier)

WAITS, MENU = Place(At.HOLD), Place(At.MENU)
NIGHT = timedelta(hours=NIGHT_ENDS.hour)


@bp.post("")
def call_comes_in() -> Response:
    """A call comes in."""
    return _answered(turn_in(signed_form()), None, begin)


@bp.post("/<steps>/<seal>")
def keys_come_in(steps: str, seal: str) -> Response:
    """The next keys, or how a dialled call ended; at an address that this call was not given, the main menu."""
    turn = turn_in(signed_form())
    place = place_at(steps, seal, turn.call, hotline().places_key)
    if place is None:
        return _answered(turn, None, partial(enter, MENU))
    if turn.unwanted:
        hotline().recordings.discard(turn.call, turn.unwanted)
    if turn.is_over:
        return _twiml(HANG_UP)
    return _answered(turn, place, partial(step, place, turn.keys))


@bp.post("/wait/<steps>/<seal>")
def wait_in_the_room(steps: str, seal: str) -> Response:
    """What is heard in a room until the talk begins; whatever is wrong, it is nothing but words and music."""
    held = hotline()
    place = place_at(steps, seal, WAITING, held.places_key) or WAITS
    world = held.snapshots.look(Input(place)).world
    return _twiml(_answer(held, world).to(enter(place, world)))


@bp.post("/status")
def call_status() -> tuple[str, int]:
    """Something becomes of a call; only that it is over is news."""
    if ended := call_ended_in(signed_form()):
        held = hotline()
        held.recordings.call_ended(ended.call)
        held.room_control.follow(held.talks.call_ended(ended.call))
        world = held.snapshots.known_world()
        held.statistics.add(CountedEnd(held.talks.person(ended.call), ended.seconds, world))
    return "", 204


@bp.post("/status/room")
def room_status() -> tuple[str, int]:
    """Something happens in a conference."""
    if event := room_event_in(signed_form()):
        held = hotline()
        changed = held.talks.event(event)
        held.room_control.follow(changed)
        if isinstance(event, ParticipantEvent) and event.joined:
            _correct(event, changed[event.room][1], held)
    return "", 204


def _correct(event: ParticipantEvent, talk: Talk, held: Hotline) -> None:
    """Whoever was on the way in while that changed is muted, or heard, as he is to be now."""
    person = event.label or held.talks.person(event.call)
    if talk.is_muted(person) != event.muted:
        held.room_control.try_to_do(Mute(event.room, (person,), talk.is_muted(person)))


@bp.post("/status/recording")
def recording_status() -> tuple[str, int]:
    """Something becomes of a recording; what could not be kept is to be told again."""
    report = recording_report_in(signed_form())
    return "", 204 if report is None or hotline().recordings.report(report) else 503


@bp.errorhandler(Exception)
def apologise(error: Exception) -> Response | HTTPException:
    """A caller hears German even of our own bug, and the call goes on; a refused request stays refused."""
    if isinstance(error, HTTPException):
        return error
    # The message of an error can hold what was sent, and so a caller's number: only its kind and place are logged.
    log.error("%s in a call\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
    if request.endpoint == f"{bp.name}.{wait_in_the_room.__name__}":
        return _twiml(_answer(hotline()).music_without_end())
    if request.path.startswith(f"{bp.url_prefix}/status"):
        return Response(status=500)
    turn, key = turn_in(signed_form()), hotline().places_key
    place = place_at(**request.view_args, call=turn.call, key=key) if request.view_args else None
    onward = after_failure(place or MENU, turn.keys)
    return _twiml(apology(onward, _sorry(), _answer(hotline(), call=turn.call).action))


def _answered(turn: Turn, place: Place | None, decide: Callable[[World], Reply]) -> Response:
    """What this call is answered at a place (None: it comes in, or was at none of ours)."""
    held, world = hotline(), hotline().snapshots.known_world()
    # An address that is none of ours leads to the menu as well, but not with the words of the beginning.
    may_be_kept = (place is not None or decide is begin) and not held.on_air.is_due
    if may_be_kept and (page := held.shared_pages.find(place, turn.keys, world)):
        _count(held, turn, place, page.reply, world)
        return _twiml(page.answer_to(_answer(held, world, turn.call).onward(page.reply)))
    snapshot = held.snapshots.look(input_of(held, turn, place))
    answer = _answer(held, snapshot.world, turn.call, turn.called)
    reply = _decided(held, turn, snapshot, decide)
    written = answer.to(reply)
    if may_be_kept:
        held.shared_pages.keep(place, turn.keys, snapshot, SharedPage(reply, written, answer.onward(reply)))
    _count(held, turn, place, reply, snapshot.world)
    return _twiml(written)


def _decided(held: Hotline, turn: Turn, snapshot: Snapshot, decide: Callable[[World], Reply]) -> Reply:
    def reply_to(world: World) -> Reply:
        reply = decide(world)
        # Without a number of our own to show, the office would be shown the caller's: so it is not dialled.
        if isinstance(reply.then, Dial) and not turn.called:
            return step(reply.then.after, FAILED, replace(world, entered=None))
        return reply

    return decided(held, turn.call, snapshot, reply_to)


def _count(held: Hotline, turn: Turn, place: Place | None, reply: Reply, world: World) -> None:
    """Count a turn; but once real callers call, not those who practise with the browser phone."""
    if held.settings.is_trial or turn.account != ACCOUNT:
        held.statistics.add(CountedTurn(held.talks.person(turn.call), place, reply, world))


def input_of(held: Hotline, turn: Turn, place: Place | None) -> Input:
    """What a call brings to a place, with its caller as two keyed hashes: one until four at night, and one of this day,
    as a day of attempts ends at midnight."""
    key, now, caller = held.daily_keys.key, held.now(), turn.caller
    keys, person = turn.keys if place else "", held.talks.person(turn.call)
    return Input(place or MENU, keys, person, caller.known_as(key, now - NIGHT), caller.known_as(key, now))


def _answer(held: Hotline, world: World | None = None, call: str = "", called: str = "") -> Answer:
    sound_path = partial(held.sound_path, lexicon=world.plan.lexicon) if world else held.sound_path
    return Answer(held.settings.public_url, held.places_key, sound_path, call, called)


@cache
def _sorry() -> tuple[str, ...]:
    """That something has failed: once, twice, more often, and goodbye. Nothing of the plan stands in it."""
    return tuple(caption(page([say(key)])) for key in APOLOGIES)


def _twiml(written: bytes) -> Response:
    return Response(written, mimetype="text/xml")
