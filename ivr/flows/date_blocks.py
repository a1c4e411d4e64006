"""How far a list of dates was read out: it goes on behind what was read last, and not at a number.

While somebody listens meetings end, and their groups move towards the end of the list; so nobody falls out of it.
"""

from bisect import bisect_right
from dataclasses import replace
from datetime import datetime

from ivr.flows.finding import Found, found, soonest
from ivr.menu_node import ask_a_key
from ivr.model.agenda import NEVER, Entry, order
from ivr.model.moment import stamp, stamped
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask
from ivr.world import World

# Four meetings of six to eight seconds each: more is not remembered.
BLOCK = 4


def found_here(place: Place, world: World) -> Found:
    """What is left to be read at a place of dates, or asked. Once it was begun, a list never becomes a question."""
    for_all = place.name == At.ALL_DATES
    here = soonest(world.plan, world.now) if for_all else found(world.plan, world.now, tuple(place.answers))
    if not is_begun(place):
        return here
    left = bisect_right(here.entries, _read_until(place.block_end or place.block, world), key=order)
    return Found(here.entries[left:], cut=here.cut)


def is_begun(place: Place) -> bool:
    """Whether something of the list was read."""
    return bool(place.block or place.block_end)


def block(place: Place, world: World) -> tuple[Entry, ...]:
    """What is read at once."""
    return found_here(place, world).entries[:BLOCK]


def is_first_block(place: Place) -> bool:
    """Whether the list begins here."""
    return not place.block


def more_dates(place: Place, world: World) -> bool:
    """Whether another block follows."""
    here = found_here(place, world)
    return not here.asks and len(here.entries) > (0 if place.block_end else BLOCK)


def next_block(place: Place) -> Place:
    """From one block of dates to the next."""
    return place.to(place.name, block=place.block_end or place.block, block_end="")


def ask_behind_the_block(place: Place, world: World) -> Ask:
    """Wait for a key, and know then what was read last."""
    return ask_a_key(_marked(place, world), world)


def listen_behind_the_block(place: Place, world: World) -> Ask:
    """The same for those who only listen."""
    return Ask(_marked(place, world), seconds=2)


def before_the_block(place: Place, world: World) -> Place | None:
    """Whoever comes to a block that was read hears it again from its beginning."""
    return replace(place, block_end="", asked_again=False) if place.block_end else None


def _marked(place: Place, world: World) -> Place:
    here = found_here(place, world)
    if here.asks or not here.entries:
        return place
    return replace(place, block_end=_mark(here.entries[:BLOCK][-1], world))


def _mark(one: Entry, world: World) -> str:
    """By which an entry is found again: when its meeting begins ("" = only words tell), and the id of its group."""
    return f"{stamp(one.meetings[0].start) if one.meetings else ''}-{world.group_id(one.group)}"


def _read_until(mark: str, world: World) -> tuple[datetime, str]:
    """The place of an entry in the order of the list; where its group is not on air any more, before its equals."""
    begins, _, group_id = mark.partition("-")
    group = world.group(group_id)
    return (stamped(begins) or NEVER, group.name if group else "")
