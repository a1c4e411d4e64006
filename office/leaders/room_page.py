"""The live page of a leader's room, with buttons that do the same as the keys of the telephone."""

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
from ivr.flows.moderating import (
    begin_still,
    has_closing,
    has_opening,
    is_still,
    may_give_the_word,
    read_closing,
    read_opening,
    stop_still,
)
from ivr.flows.rounds import begin_round, goes_round, repeat_speaker, skip_speaker, stop_round
from ivr.model.agenda import next_meeting
from ivr.model.door import opens
from ivr.model.plan import Group
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Effect
from ivr.visit import Visit, visit
from ivr.world import World
from keep.snapshots import Input
from office.cards.keys import key_to
from office.leaders.event_stream import Streams
from office.leaders.room_view import is_led_by_telephone, person_with_number, room_view
from office.leaders.sign_in import led_group
from prompts.summary import summarise
from routes.turn import carried_out

bp = Blueprint("room", __name__, url_prefix="/raum")

NOT_DONE = "Das hat nicht geklappt: Die Telefonseite antwortet nicht. Versuchen Sie es noch einmal."
GONE = "Das geht nicht mehr: Im Raum hat sich inzwischen etwas geändert."

END, WORD = "schluss", "wort"
# By the name of a button: whether its state is not reached yet, and the deeds that reach it. A button sets a state and
# does not toggle, so that nothing happens if the keypad was quicker.
ACTIONS: Mapping[str, tuple[Callable[[Visit], bool], Callable[[Visit], tuple[Effect, ...]]]] = {
    "ruhe": (lambda here: is_led_by_telephone(here) and not here.talk.is_quiet, silence_or_free),
    "alle": (is_silent, silence_or_free),
    "zu": (lambda here: not is_locked(here), lock_or_unlock),
    "auf": (is_locked, lock_or_unlock),
    "runde_aus": (goes_round, stop_round),
    "stille_aus": (is_still, stop_still),
    "eroeffnung": (has_opening, read_opening),
    "schlusstext": (has_closing, read_closing),
    END: (lambda here: not here.talk.over, end_for_all),
}
# Buttons with a number of minutes.
MINUTE_ACTIONS: Mapping[str, Callable[[Visit, str], tuple[Effect, ...]]] = {
    "reihum": begin_round,
    "stille": begin_still,
}
# Buttons for the turn of a number, which is over or begins anew.
SPEAKER_ACTIONS: Mapping[str, Callable[[Visit, str], tuple[Effect, ...]]] = {
    "weiter": skip_speaker,
    "nochmal": lambda here, number: repeat_speaker(here),
}
# Buttons for one person, whose number follows the name.
PERSON_ACTIONS: Mapping[str, tuple[Callable[[Visit, str], bool], Callable[[Visit, str], tuple[Effect, ...]]]] = {
    WORD: (lambda here, person: person != here.talk.floor, give_the_floor_to),
    "stumm": (
        lambda here, person: not here.talk.seats[person].muted and not here.talk.is_speaker(person),
        mute_or_unmute_one,
    ),
    "hoerbar": (lambda here, person: here.talk.seats[person].muted, mute_or_unmute_one),
    "liste": (lambda here, person: person in here.talk.hands, take_off_the_list),
}
# These need a person who is in the room.
NEEDS_PRESENCE = (WORD,)


@bp.get("")
def page() -> ResponseReturnValue:
    """GET /leitung/raum: the current state of the room."""
    return render_template("leitung.html", clock=int(hotline().now().timestamp()), **_room_context())


@bp.get("/jetzt")
def now() -> ResponseReturnValue:
    """GET /leitung/raum/jetzt: the part of the page that is polled."""
    return _part()


@bp.get("/strom")
def stream() -> ResponseReturnValue:
    """GET /leitung/raum/strom: that part as server-sent events, until the session ends."""
    streams: Streams = current_app.extensions["streams"]
    # 204 tells a browser not to ask for a stream again.
    return streams.of("raum", lambda: _part() if led_group() else None) or ("", 204)


@bp.get("/ende")
def ask_for_the_end() -> ResponseReturnValue:
    """Asks for confirmation before the talk is ended."""
    return render_template("leitung_ende.html")


@bp.post("")
def act() -> ResponseReturnValue:
    """Carries out the action of a button."""
    group, button, held = led_group(), request.form.get("was", ""), hotline()
    snapshot = held.snapshots.look(Input(_place(group, held.world())))
    asked: list[tuple[Effect, ...] | None] = []

    def effects(world: World) -> tuple[Effect, ...]:
        here = _here(group, world)
        asked.append(_requested_deeds(here, button) if here else None)
        return asked[-1] or ()

    try:
        carried_out(held, snapshot, effects)
    except CarrierError:
        flash(NOT_DONE, "wrong")
        if button == END and (here := _here(group, snapshot.world)):
            carried_out(held, held.snapshots.again(snapshot), lambda world: go_on_after_all(here))
    if asked[-1] is None:
        flash(GONE, "wrong")
    return redirect(url_for("leader.room.page"), 303)


def _requested_deeds(here: Visit, button: str) -> tuple[Effect, ...] | None:
    """The deeds of a button: () if its state is reached already, None if it is not possible any more."""
    what, _, number = button.partition("-")
    if what in ACTIONS:
        is_left, effects = ACTIONS[what]
        return effects(here) if is_left(here) else ()
    if what in MINUTE_ACTIONS:
        return MINUTE_ACTIONS[what](here, number) if is_led_by_telephone(here) and may_give_the_word(here) else None
    if what in SPEAKER_ACTIONS:
        is_still_his = here.talk.round is not None and str(here.talk.round.speaker) == number
        return SPEAKER_ACTIONS[what](here, number) if is_still_his else None
    person = person_with_number(here.talk, number)
    if what not in PERSON_ACTIONS or person is None or (what in NEEDS_PRESENCE and person not in here.talk.present):
        return None
    if what == WORD and not may_give_the_word(here):
        return None
    is_left_to_one, deeds_to_one = PERSON_ACTIONS[what]
    return deeds_to_one(here, person) if is_left_to_one(here, person) else ()


def _here(group: Group | None, world: World) -> Visit | None:
    """The leader's visit in the room of the group, None while it is closed."""
    return visit(_place(group, world), world) if group else None


def _place(group: Group | None, world: World) -> Place:
    """In the room of the group, as its leader."""
    return Place(At.ROOM, group=world.group_id(group), leads=True) if group else Place(At.MENU)


def _dial_in_words() -> str:
    """How a leader enters the room by telephone, in German."""
    return f"Taste {key_to(At.MENU, At.LEADER_CODE)}, Ihre Nummer, Taste {key_to(At.LEADER_MENU, At.ROOM)}"


def _part() -> str:
    return render_template("leitung_raum.html", **_room_context())


def _room_context() -> dict[str, object]:
    group = led_group()
    world = hotline().world(*([group] if group else []))
    if here := _here(group, world):
        return {"group": group, "room": room_view(here, world.now), "way_in": _dial_in_words()}
    following = next_meeting(group, world.now) if group else None
    return {
        "group": group,
        "way_in": _dial_in_words(),
        "opens": opens(following) if following else None,
        "next_dates": summarise(group, world.now, world.plan.lexicon).dates if group else (),
    }
