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

# So many offers have room on a page; more groups than three pages hold are not offered.
ON_A_PAGE = 5
MOST_CHOICES = 12
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


def only_own_rooms(place: Place, world: World) -> bool:
    """Whether callers may open rooms while no such group meets."""
    return may_open_rooms(place, world) and not any_meets_now(place, world)


def offer_now(place: Place, world: World) -> Say:
    """The one group that meets now, or that there are several, or a room of one's own beside them."""
    here = meeting_now(world)
    if may_open_rooms(place, world):
        return say("zum.raeumen")
    return say("zum.offene", gruppe=here[0].name) if len(here) == 1 else say("zum.offenen")


def choices(place: Place, world: World) -> tuple[tuple[Group | None, ...], bool]:
    """What is offered on this page, in the order of the keys (None = a room of one's own), and whether more follows."""
    here: tuple[Group | None, ...] = (*meeting_now(world), *((None,) if may_open_rooms(place, world) else ()))
    if len(here) <= ON_A_PAGE:
        return here, False
    begins = place.part * (ON_A_PAGE - 1)
    page = here[begins : begins + ON_A_PAGE]
    return (page, False) if begins + ON_A_PAGE >= len(here) else (page[:-1], True)


def offer_choice(key: str) -> Offer:
    """The words that offer it."""

    def offer(place: Place, world: World) -> Say:
        group = choices(place, world)[0][int(key) - 1]
        return say("zum.offene", gruppe=group.name) if group else say("zum.eigenen")

    return offer


def is_there(key: str) -> Test:
    """Whether there is one for this key."""
    return lambda place, world: int(key) <= len(choices(place, world)[0])


def more_choices(place: Place, world: World) -> bool:
    """Whether another page follows."""
    return choices(place, world)[1]


def next_choices(place: Place) -> Place:
    """To the next page."""
    return Place(At.OPEN_GROUPS, part=place.part + 1)


def to_the_open_group(place: Place, world: World) -> Place | None:
    """To what was chosen, or the only one; None while a choice is to be made."""
    here, _ = choices(place, world)
    is_chosen = place.choice in map(str, range(1, ON_A_PAGE + 1))
    number = int(place.choice) if is_chosen else 1
    if number > len(here):
        return Place(At.MENU)
    if not is_chosen and (len(here) > 1 or place.part):
        return None
    group = here[number - 1]
    return Place(At.ENTRY, group=world.group_id(group)) if group else Place(At.OWN_ROOM)


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
