"""Rooms that need no number on a card: groups that are open to everybody, and rooms that callers open themselves."""

from functools import lru_cache

from ivr.menu_node import Offer, Test
from ivr.model.adhoc_rooms import MOST_OPENED, Opened, proposed_number, still_open
from ivr.model.door import door
from ivr.model.plan import Group, Plan
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Effect
from ivr.say import Digits, Say, say
from ivr.world import World

MOST_CHOICES = 8
# Callers without a number cannot be told apart: one of them, calling again and again, must leave rooms for others.
NAMELESS, MOST_NAMELESS = "-", 3


@lru_cache(maxsize=4)
def open_groups(plan: Plan) -> tuple[Group, ...]:
    """The groups that nobody needs a number for, by name."""
    return tuple(sorted((group for group in plan.groups if group.open), key=lambda group: group.name))


def meeting_now(world: World) -> tuple[Group, ...]:
    """Those of them that meet now, as many as there are keys for."""
    here = (group for group in open_groups(world.plan) if door(group, world.now).state == "open")
    return tuple(here)[:MOST_CHOICES]


def any_meets_now(place: Place, world: World) -> bool:
    """Whether such a group meets now."""
    return bool(meeting_now(world))


def offer_now(place: Place, world: World) -> Say:
    """The one group that meets now, or that there are several."""
    here = meeting_now(world)
    return say("zum.offene", gruppe=here[0].name) if len(here) == 1 else say("zum.offenen")


def offer_choice(key: str) -> Offer:
    """The words that offer it."""
    return lambda place, world: say("zum.offene", gruppe=meeting_now(world)[int(key) - 1].name)


def is_there(key: str) -> Test:
    """Whether there is one for this key."""
    return lambda place, world: int(key) <= len(meeting_now(world))


def to_the_open_group(place: Place, world: World) -> Place | None:
    """To the one that was chosen, or the only one; None while a choice is to be made."""
    here = meeting_now(world)
    number = int(place.choice) if place.choice in map(str, range(1, MOST_CHOICES + 1)) else 1
    if not here or number > len(here):
        return Place(At.MENU)
    return None if len(here) > 1 and not place.choice else Place(At.ENTRY, group=world.group_id(here[number - 1]))


# --- rooms that callers open


def me(world: World) -> str:
    """Who has opened a room: the caller, or without a number just this call."""
    return world.caller or f"{NAMELESS}{world.person}"


def may_open_rooms(place: Place, world: World) -> bool:
    """Whether the office wants callers to open rooms."""
    return world.plan.office.spontaneous


def own_room(world: World) -> Opened | None:
    """The room that this caller has opened, or could open; None while there are too many."""
    here = still_open(world.opened, world.now)
    mine = next((room for room in here if room.caller == me(world) and world.now < room.until), None)
    nameless = sum(room.caller.startswith(NAMELESS) for room in here)
    too_many = len(here) >= MOST_OPENED or (nameless >= MOST_NAMELESS and not world.caller)
    if mine or too_many or not world.plan.office.spontaneous:
        return mine
    taken = _numbers(world.plan) | {room.number for room in here}
    since = world.now.replace(second=0, microsecond=0)
    number = proposed_number(world.key, f"{me(world)} {since}", world.plan.office.digits, taken)
    return Opened(number, since, me(world))


@lru_cache(maxsize=4)
def _numbers(plan: Plan) -> frozenset[str]:
    """Every number that opens a room or leads one."""
    of_groups = (number for group in plan.groups for number in (group.code, group.leader_code))
    return frozenset((*of_groups, plan.office.leader_code))


def opening_words(place: Place, world: World) -> tuple[Say, ...]:
    """The number of the new room, twice, or that there are too many."""
    room = own_room(world)
    return (
        (say("eigener.nummer", nummer=Digits(room.number), zeit=room.until.time()),)
        if room
        else (say("eigener.zu_viele"),)
    )


def open_room(place: Place, world: World) -> tuple[Effect, ...]:
    """The room is open from now on, if it was not before."""
    room = own_room(world)
    return (room,) if room and room not in world.opened else ()


def has_own_room(place: Place, world: World) -> bool:
    """Whether the caller has a room to go into."""
    return own_room(world) is not None


def to_the_own_room(place: Place, world: World) -> Place:
    """From its number into the room."""
    room = own_room(world)
    return Place(At.ENTRY, group=world.group_id(room.group)) if room else Place(At.MENU)
