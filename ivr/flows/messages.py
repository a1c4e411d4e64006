"""A message for the office: asked for where nobody answers there, spoken, heard back, and left or discarded."""

from dataclasses import replace

from ivr.flows.recording import FAILURES, LOOKS, PAUSE_S, sound_here
from ivr.menu_node import MenuNode, Miss, press
from ivr.model.announcement import RECORDING
from ivr.place import NOTHING, Place
from ivr.place_names import At
from ivr.reply import DiscardMessage, Effect, ExpectMessage, LeaveMessage, Record
from ivr.say import Heard, Recorded, Say, say
from ivr.world import World

LONGEST_S = 120


def takes_messages(place: Place, world: World) -> bool:
    """Whether the office has an answering machine."""
    return world.plan.office.takes_messages


def unless_taken(place: Place, world: World) -> Place | None:
    """Back to the office, which has switched its answering machine off during the call."""
    return None if takes_messages(place, world) else Place(At.OFFICE)


def before_the_tone(place: Place, world: World) -> tuple[Say, ...]:
    """That it is recorded, who hears it, when it is deleted, and how it is left."""
    days = world.plan.office.messages_last.days
    until = say("nachricht.frist", zahl=days) if days > 1 else say("nachricht.frist_ein_tag")
    return (say("nachricht.aufnahme"), until, say("nachricht.sprechen"))


def expect_message(place: Place, world: World) -> tuple[Effect, ...]:
    """What is recorded takes the place of the message that this caller has spoken before."""
    before = (DiscardMessage(place.recording),) if place.recording else ()
    return (ExpectMessage(world.plan.office.messages_last, world.caller), *before)


def record_message(place: Place, world: World) -> Record:
    return Record(place.to(At.MESSAGE_SPOKEN, NOTHING), LONGEST_S, PAUSE_S)


def or_the_one_before(place: Place, world: World) -> Place | None:
    """Where no further message is taken, the one that was spoken before stays."""
    return place.to(At.MESSAGE_LEFT) if place.recording else None


def message_spoken(node: MenuNode, place: Place, keys: str, world: World) -> Place:
    return fetch_message(place, keys)


def fetch_message(place: Place, keys: str) -> Place:
    """To the waiting for a message, whose id the carrier has brought, or to the word that there is none."""
    if not RECORDING.fullmatch(keys):
        return place.to(At.MESSAGE_FAILED, NOTHING, reason="absent")
    return place.to(At.MESSAGE_FETCH, NOTHING, recording=keys)


def message_fetched(place: Place, world: World) -> Place | None:
    """Where the message leads as soon as it is here; None while it is waited for."""
    take = world.recordings.get(place.recording)
    if take and take.sound:
        return place.to(At.MESSAGE_REVIEW, tries=0)
    if take:
        return place.to(At.MESSAGE_FAILED, NOTHING, reason=take.failure if take.failure in FAILURES else "")
    return Place(At.MESSAGE_LATE) if place.tries >= LOOKS else None


def message_is_gone(place: Place, world: World) -> Place | None:
    """To another try, where the message is not kept any more."""
    return None if sound_here(place, world) else place.to(At.MESSAGE_FAILED, NOTHING)


def heard_back(place: Place, world: World) -> tuple[Heard, ...]:
    """The message as the office would hear it."""
    sound = sound_here(place, world)
    return (say("nachricht.probe"), Recorded(sound, private=True)) if sound else ()


def read_review(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """Whoever presses nothing that leads anywhere has left it, as if he had hung up."""
    found = press(node, place, keys, world)
    return replace(found, leads_to=place.to(At.MESSAGE_LEFT)) if isinstance(found, Miss) else found


def leave_message(place: Place, world: World) -> tuple[Effect, ...]:
    return (LeaveMessage(place.recording),) if place.recording else ()


def discard_message(place: Place, world: World) -> tuple[Effect, ...]:
    return (DiscardMessage(place.recording),) if place.recording else ()
