"""So klingt es: a trial call at a chosen day and hour, turn by turn, as words and sounds. Nothing of it is done."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from audio.page import caption
from carrier.call_urls import recorded_address
from hotline import hotline
from ivr.reply import Ask, Dial, HangUp, Join, Record
from ivr.say import Heard, Recorded, said_in
from ivr.visit import group_here
from ivr.world import World
from office.trial_call.trial import SAVED, WRITTEN, requested_trial
from office.trial_call.walk import KEYS, OUTCOMES, Turn, turns
from prompts.normalise import Lexicon
from prompts.wording import page as spoken_page

bp = Blueprint("trial", __name__, url_prefix="/probe")

RECORDED = "(Eine Aufnahme)"
IN_WORDS = {
    None: "Der Anruf kommt an",
    "": "Nichts gedrückt",
    "answered": "Verbunden, und wieder zurück",
    "no answer": "Niemand hat abgenommen",
    "busy": "Dort war besetzt",
}
# What the buttons say that go on without a key.
GOES_ON = {
    (Join, "answered"): "Im Raum die Stern-Taste drücken",
    (Dial, "answered"): "Das Gespräch dort ist zu Ende",
    (Dial, "no answer"): "Dort nimmt niemand ab",
    (Dial, "busy"): "Dort ist besetzt",
}


@dataclass(frozen=True)
class Prompt:
    """Something that is heard in one go: its words, and where its sound is."""

    words: tuple[str, ...]
    sound: str


@bp.get("")
def page() -> ResponseReturnValue:
    """GET /buero/probe: the call so far, and what may be pressed now."""
    world = _world(request.args.get("von", ""))
    trial = requested_trial(world.plan)
    found = turns(replace(world, now=trial.moment), trial.steps)
    trial = replace(trial, steps=trial.steps[: len(found) - 1])
    last = found[-1]
    return render_template(
        "probe.html",
        trial=trial,
        group=world.plan.group_named(trial.group),
        groups=sorted(group.name for group in world.plan.groups),
        written=trial.moment.strftime(WRITTEN),
        turns=[(_in_words(turn.step), list(_prompts(turn.reply.hear, world.plan.lexicon))) for turn in found],
        waiting=list(_prompts(last.until_it_begins, world.plan.lexicon)),
        end=_end(last),
        takes_number=isinstance(last.then, Ask) and last.then.digits > 1,
        keys=KEYS if isinstance(last.then, Ask) else "",
        ways=[(GOES_ON[type(last.then), step], trial.address(step)) for step in OUTCOMES.get(type(last.then), ())],
    )


@bp.post("")
def press() -> ResponseReturnValue:
    """A number is entered: numbers stand in no address."""
    trial = requested_trial(_world(request.args.get("von", "")).plan)
    keys = "".join(key for key in request.form.get("tasten", "") if key in KEYS)
    return redirect(trial.address(keys), 303)


def _world(source: str) -> World:
    """The world as it is, with the plan on air or, as it is saved, that of the files; nobody is in a room."""
    held = hotline()
    return held.world_with(held.checked()[0] if source == SAVED else held.on_air.edition().plan)


def _prompts(hear: tuple[Heard, ...], lexicon: Lexicon) -> Iterator[Prompt]:
    """All that is said in one voice is one sound; what somebody has recorded is another."""
    for _, some in groupby(hear, key=type):
        heard = tuple(some)
        if said := said_in(heard):
            words = caption(spoken_page(said, lexicon)).split("\n")
            yield Prompt(tuple(words), hotline().sound_path(said, lexicon))
        else:
            yield from (
                Prompt(("(Eine Aufnahme)",), recorded_address(one)) for one in heard if isinstance(one, Recorded)
            )


def _in_words(step: str | None) -> str:
    return IN_WORDS.get(step) or f"Gedrückt: {step}"


def _end(turn: Turn) -> str:
    """What happens now instead of a question, "" for a question."""
    match turn.then:
        case HangUp():
            return "Die Hotline legt auf."
        case Join(after=place):
            group = group_here(place, turn.world)
            return f"Jetzt ist der Anrufer im Raum der Gruppe {group.name if group else ''}."
        case Dial(number=number):
            return f"Jetzt wird verbunden mit {number}. In der Probe wird niemand angerufen."
        case Record():
            return "Jetzt spricht der Anrufer nach dem Ton. In der Probe wird nichts aufgenommen."
        case _:
            return ""
