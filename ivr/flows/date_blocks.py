"""How far a list of dates was read out: it goes on behind what was read last, and not at a number.

While somebody listens meetings end, and their groups move towards the end of the list; so nobody falls out of it.
"""

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import datetime

from ivr.flows.finding import Found, found, soonest
from ivr.menu_node import ask_a_key
from ivr.model.agenda import NEVER, Entry, order
from ivr.model.moment import stamp, stamped
from ivr.places import At
from ivr.reply import Ask, Place
from ivr.world import World

# Four meetings of six to eight seconds each: more is not remembered.
BLOCK = 4
FROM_THE_TOP = "0"
# By which an entry is found again: when its meeting begins ("" = only words tell), and the id of its group.
MARK = re.compile("[0-9]{0,10}-[0-9a-z]{1,32}$")
# Between the mark before a block and that of its last entry.
TO = "_"


def found_here(place: Place, world: World) -> Found:
    """What is left to be read at a place of dates, or asked: args are how far the list was read, and the keys that
    answered the questions before. Once it was begun, a list never becomes a question."""
    for_all = place.name == At.ALL_DATES
    here = soonest(world.plan, world.now) if for_all else found(world.plan, world.now, place.args[1:])
    if not is_begun(place):
        return here
    left = bisect_right(here.entries, _read_until(_last(place) or _before(place), world), key=order)
    return Found(here.entries[left:], cut=here.cut)


def is_begun(place: Place) -> bool:
    """Whether something of the list was read."""
    return bool(place.args) and MARK.search(place.args[0]) is not None


def block(place: Place, world: World) -> tuple[Entry, ...]:
    """What is read at once."""
    return found_here(place, world).entries[:BLOCK]


def is_first_block(place: Place) -> bool:
    """Whether the list begins here."""
    return _before(place) == FROM_THE_TOP


def more_dates(place: Place, world: World) -> bool:
    """Whether another block follows."""
    here = found_here(place, world)
    return not here.asks and len(here.entries) > (0 if _last(place) else BLOCK)


def next_block(place: Place) -> Place:
    """From one block of dates to the next."""
    return Place(place.name, (_last(place) or _before(place), *place.args[1:]))


def ask_behind_the_block(place: Place, world: World) -> Ask:
    """Wait for a key, and know then what was read last."""
    return ask_a_key(_marked(place, world), world)


def listen_behind_the_block(place: Place, world: World) -> Ask:
    """The same for those who only listen."""
    return Ask(_marked(place, world), seconds=2)


def before_the_block(place: Place, world: World) -> Place | None:
    """Whoever comes to a block that was read hears it again from its beginning."""
    if not _last(place):
        return None
    keys = place.args[1:]
    is_new = is_first_block(place) and not keys
    return replace(place, args=() if is_new else (_before(place), *keys))


def _marked(place: Place, world: World) -> Place:
    here = found_here(place, world)
    if here.asks or not here.entries:
        return place
    read = f"{_before(place)}{TO}{_mark(here.entries[:BLOCK][-1], world)}"
    return replace(place, args=(read, *place.args[1:]))


def _mark(one: Entry, world: World) -> str:
    return f"{stamp(one.meetings[0].start) if one.meetings else ''}-{world.group_id(one.group)}"


def _read_until(mark: str, world: World) -> tuple[datetime, str]:
    """The place of an entry in the order of the list; where its group is not on air any more, before its equals."""
    begins, _, group_id = mark.partition("-")
    group = world.group(group_id)
    return (stamped(begins) or NEVER, group.name if group else "")


def _before(place: Place) -> str:
    return place.args[0].partition(TO)[0] if place.args else FROM_THE_TOP


def _last(place: Place) -> str:
    return place.args[0].partition(TO)[2] if place.args else ""
