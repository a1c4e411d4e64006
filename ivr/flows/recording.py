"""Recording an announcement: speaking, waiting until it is here, and hearing how it sounds."""

from ivr.flows.announcing import latest_number, on_air
from ivr.menu_node import MENU_KEYS, MenuNode, Miss, press
from ivr.model.announcement import RECORDING
from ivr.place import GROUP, Place
from ivr.place_names import At
from ivr.reply import Ask, Effect, Expect, Record
from ivr.say import Heard, Recorded, Say, say
from ivr.world import World

LONGEST_S = 90
# Older people pause to breathe, and unasked a carrier takes five seconds of silence for the end.
PAUSE_S = 6
# So often it is asked for, four seconds each, until the leader is told that it has not come.
LOOKS = 8
NOT_COME = "late"
# How it can be told that there is no sound; whatever else it is, nothing usable has come.
FAILURES = ("absent", "short", "silent", "long")


def record(place: Place, world: World) -> Record:
    """Record the caller; which announcement was on air before is kept, because another leader may be quicker."""
    return Record(place.to(At.RECORDED, GROUP, number=latest_number(place, world)), LONGEST_S, PAUSE_S)


def expect(place: Place, world: World) -> tuple[Effect, ...]:
    return (Expect(),)


def recorded(node: MenuNode, place: Place, keys: str, world: World) -> Place:
    """From the tone on: the recording is asked for until it is here."""
    return fetch(place, keys)


def fetch(place: Place, keys: str) -> Place:
    """To the waiting for a recording, whose id the carrier has brought, or to the word that there is none."""
    if not RECORDING.fullmatch(keys):
        return place.to(At.RECORDING_FAILED, GROUP, reason="absent")
    return place.to(At.FETCH, recording=keys)


def fetch_on(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """Whoever waits presses nothing, and it is asked for once more."""
    if keys in MENU_KEYS:
        return press(node, place, keys, world)
    return place.to(place.name, tries=place.tries + 1)


def fetched(place: Place, world: World) -> Place | None:
    """Where the recording leads as soon as it is here; None while it is waited for."""
    take = world.recordings.get(place.recording)
    if take and take.sound:
        return place.to(At.REVIEW, tries=0)
    if take and take.failure:
        return place.to(At.RECORDING_FAILED, GROUP, reason=take.failure)
    return place.to(At.RECORDING_FAILED, GROUP, reason=NOT_COME) if place.tries >= LOOKS else None


def wait_a_moment(place: Place, world: World) -> Ask:
    return Ask(place, seconds=2)


def moment_words(place: Place, world: World) -> tuple[Say, ...]:
    """That it takes a moment, and then that it takes longer."""
    return (say("moment.noch" if place.tries else "moment"),)


def failure_words(place: Place, world: World) -> tuple[Say, ...]:
    """Why nothing has come of it, and how it goes better."""
    return (say(f"missglueckt.{place.reason if place.reason in FAILURES else NOT_COME}"),)


def needs_no_proof(place: Place, world: World) -> Place | None:
    """To the announcements, where the recording is on air already; to another try, where it is not kept any more."""
    saved = on_air(place, world)
    is_saved = saved is not None and bool(saved.take) and saved.take == place.recording
    return place.to(At.ANNOUNCEMENTS, GROUP) if is_saved else is_gone(place, world)


def is_gone(place: Place, world: World) -> Place | None:
    """To another try, where the recording that was made is not kept any more."""
    return None if sound_here(place, world) else place.to(At.RECORDING_FAILED, GROUP, reason=NOT_COME)


def proof_words(place: Place, world: World) -> tuple[Heard, ...]:
    """The recording as it is kept, and as callers would hear it."""
    sound = sound_here(place, world)
    return (say("ansage.probe"), Recorded(sound)) if sound else ()


def sound_here(place: Place, world: World) -> str:
    """The name of the sound of the recording this place is about, "" if none is kept."""
    take = world.recordings.get(place.recording)
    return take.sound if take else ""
