"""Rooms in other conference systems: dialling in, and again while the room is not open yet."""

from datetime import timedelta

from ivr.flows.dates import next_words
from ivr.flows.entrance import can_go_in
from ivr.flows.office_line import answers, hours_words
from ivr.menu_node import MENU_KEYS, MenuNode, Miss, ask_a_key, press
from ivr.model.agenda import coming
from ivr.model.dial_outcome import ANSWERED
from ivr.model.external_systems import SYSTEMS
from ivr.model.plan import ExternalRoom, Group
from ivr.place import GROUP, Place
from ivr.place_names import At
from ivr.reply import Ask, Dial
from ivr.say import Keys, Say, say
from ivr.visit import Visit, group_here, visit
from ivr.world import World

# Whoever opens the room there may be late. A try takes more than a minute.
PATIENCE = timedelta(minutes=15)
MOST_TRIES = 40


def is_external(group: Group) -> bool:
    """Whether a group's room is in another system; ours stays closed then."""
    return group.external_room is not None


def is_in_a_room_of_ours(place: Place, world: World) -> bool:
    """Whether the group this place is about meets in a room of ours."""
    group = group_here(place, world)
    return group is not None and not is_external(group)


def to_another_system(place: Place, world: World) -> Place | None:
    """From the door of our room into that of another system, which knows no leaders."""
    group = group_here(place, world)
    if group is None or not is_external(group):
        return None
    if place.leads:
        return place.to(At.ROOM, GROUP, agreed=True)
    return place.to(At.EXTERNAL, GROUP) if can_go_in(place, world) else None


def to_the_door(place: Place, world: World) -> Place | None:
    """From another system back to our door, once that is closed or the plan says otherwise."""
    return None if _room(place, world) else place.to(At.ROOM, GROUP)


def connecting_words(place: Place, world: World) -> tuple[Say, ...]:
    """Where it goes, which keys mute there, and that a strange voice comes first; shorter from the second time on."""
    found = _room(place, world)
    if found is None or place.tries:
        return (say("anderswo.nochmal"),)
    _, room = found
    named = SYSTEMS[room.kind].has_name
    return (
        say("anderswo.verbinden", system=room.kind) if named else say("tuer.open"),
        *_mute_words(room.mute_key),
        *((say("anderswo.ansage"),) if room.digits else ()),
    )


def _mute_words(mute_key: str) -> tuple[Say, ...]:
    if not mute_key:
        return ()
    key = "anderswo.stumm_mit_stern" if mute_key.startswith("*") else "anderswo.stumm"
    return (say(key, taste=Keys((mute_key[-1],))),)


def connect(place: Place, world: World) -> Ask | Dial:
    """Dial the other system, for as long as the door would be open here."""
    found = _room(place, world)
    if found is None:
        return ask_a_key(place, world)
    here, room = found
    seconds = int((here.until - world.now).total_seconds())
    return Dial(room.number, place.to(At.AFTER_EXTERNAL), room.digits, max(1, seconds))


def after_the_call(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """To the goodbye after a talk; else to another try, or to the word that there was no answer."""
    if keys == ANSWERED:
        return place.to(At.EXTERNAL_LOST if _room(place, world) else At.OVER, GROUP)
    return place.to(At.EXTERNAL_WAIT if _keeps_trying(place, world) else At.EXTERNAL_NO_ANSWER)


def _keeps_trying(place: Place, world: World) -> bool:
    found = _room(place, world)
    return found is not None and place.tries < MOST_TRIES and world.now < found[0].meeting.start + PATIENCE


def dial_again(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """Whoever waits presses nothing, and is connected again."""
    return press(node, place, keys, world) if keys in MENU_KEYS else place.to(At.EXTERNAL, tries=place.tries + 1)


def enterable(place: Place, world: World) -> bool:
    """Whether it can be tried again by key."""
    return _room(place, world) is not None


def unanswered_words(place: Place, world: World) -> tuple[Say, ...]:
    """No answer: when the group meets next, and who can help."""
    group = group_here(place, world)
    following = (meeting for meeting in coming(group, world.now) if not meeting.cancelled) if group else ()
    later = next((meeting for meeting in following if meeting.start > world.now), None)
    return (
        say("anderswo.still"),
        *((next_words(later, world),) if later else ()),
        say("weiter.buero"),
        *(() if answers(world) else hours_words(place, world)),
    )


def or_goodbye(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """Whoever stays silent twice has gone or is content."""
    return press(node, place, keys, world) if keys or not place.misses else Place(At.GOODBYE)


def _room(place: Place, world: World) -> tuple[Visit, ExternalRoom] | None:
    """The meeting that can be entered now, and the other system's room it is in."""
    here = visit(place, world)
    room = here.group.external_room if here else None
    return (here, room) if here and room and can_go_in(place, world) else None
