"""Recording an announcement: speaking, waiting until it is here, and hearing how it sounds."""

from ivr.flows.announcing import known, number_in, on_air
from ivr.menu_node import MENU_KEYS, MenuNode, Miss, press
from ivr.model.announcement import RECORDING
from ivr.places import At
from ivr.reply import Ask, Deed, Expect, Place, Record
from ivr.say import Heard, Recorded, Say, say
from ivr.world import World

LONGEST_S = 90
# Older people pause to breathe, and Twilio takes five seconds of silence for the end.
PAUSE_S = 6
# So often it is asked for, four seconds each, until the leader is told that it has not come.
LOOKS = 8
NOT_COME = "late"
# How it can be told that there is no sound; whatever else it is, nothing usable has come.
FAILURES = ("absent", "short", "silent", "long")


def record(place: Place, world: World) -> Record:
    """Record the caller; which announcement was on air before is kept, because another leader may be quicker."""
    return Record(Place(At.RECORDED, known(place, world)), LONGEST_S, PAUSE_S)


def expect(place: Place, world: World) -> tuple[Deed, ...]:
    return (Expect(),)


def recorded(node: MenuNode, place: Place, keys: str, world: World) -> Place:
    """From the tone on: the recording is asked for until it is here."""
    return fetch(place, keys)


def fetch(place: Place, keys: str) -> Place:
    """To the waiting for a recording, whose id the carrier has brought, or to the word that there is none."""
    if not RECORDING.fullmatch(keys):
        return Place(At.RECORDING_FAILED, (*place.args[:1], "absent"))
    return Place(At.FETCH, (*place.args[:2], keys, "0"))


def fetch_on(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """Whoever waits presses nothing, and it is asked for once more."""
    if keys in MENU_KEYS:
        return press(node, place, keys, world)
    return Place(At.FETCH, (*place.args[:3], str(_looks(place) + 1)))


def fetched(place: Place, world: World) -> Place | None:
    """Where the recording leads as soon as it is here; None while it is waited for."""
    take = world.takes.get(take_of(place))
    if take and take.sound:
        return Place(At.REVIEW, place.args[:3])
    if take and take.failure:
        return Place(At.RECORDING_FAILED, (*place.args[:1], take.failure))
    return Place(At.RECORDING_FAILED, (*place.args[:1], NOT_COME)) if _looks(place) >= LOOKS else None


def _looks(place: Place) -> int:
    looked = number_in(place, 3)
    return LOOKS if looked is None else looked


def wait_a_moment(place: Place, world: World) -> Ask:
    return Ask(place, seconds=2)


def moment_words(place: Place, world: World) -> tuple[Say, ...]:
    """That it takes a moment, and then that it takes longer."""
    return (say("moment" if place.args[3:] == ("0",) else "moment.noch"),)


def failure_words(place: Place, world: World) -> tuple[Say, ...]:
    """Why nothing has come of it, and how it goes better."""
    failure = next((arg for arg in place.args[1:] if arg in FAILURES), NOT_COME)
    return (say(f"missglueckt.{failure}"),)


def needs_no_proof(place: Place, world: World) -> Place | None:
    """To the announcements, where the recording is on air already; to another try, where it is not kept any more."""
    saved = on_air(place, world)
    is_saved = saved is not None and bool(saved.take) and saved.take == take_of(place)
    return Place(At.ANNOUNCEMENTS, place.args[:1]) if is_saved else is_gone(place, world)


def is_gone(place: Place, world: World) -> Place | None:
    """To another try, where the recording that was made is not kept any more."""
    take = world.takes.get(take_of(place))
    return None if take and take.sound else Place(At.RECORDING_FAILED, (*place.args[:1], NOT_COME))


def proof_words(place: Place, world: World) -> tuple[Heard, ...]:
    """The recording as it is kept, and as callers would hear it."""
    take = world.takes.get(take_of(place))
    return (say("ansage.probe"), Recorded(take.sound)) if take and take.sound else ()


def take_of(place: Place) -> str:
    """The carrier's id of the recording that a place is about."""
    return place.args[2] if len(place.args) > 2 else ""
