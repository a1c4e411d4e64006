"""How far a list of dates was read out: it goes on behind what was read last, and not at a number.

While somebody listens meetings end, and their groups move towards the end of the list; so nobody falls out of it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import accumulate, takewhile

from ivr.flows.finding import NEXT_DATES, Found, found, soonest
from ivr.flows.questions import BLOCK
from ivr.menu_node import ask_a_key
from ivr.model.agenda import ALWAYS, NEVER, Entry, order
from ivr.model.moment import stamp, stamped
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask
from ivr.world import World

# How these moments stand in a mark.
MARKS = {ALWAYS: "immer", NEVER: ""}
MOMENTS = {mark: moment for moment, mark in MARKS.items()}
# Between the ids of groups.
AND = "_"


def found_here(place: Place, world: World) -> Found:
    """What is left to be read at a place of dates, or asked. Once it was begun, a list never becomes a question."""
    for_all = place.name == At.ALL_DATES
    here = soonest(world.plan, world.now) if for_all else found(world.plan, world.now, tuple(place.answers))
    if not is_begun(place):
        return here
    if here.question:
        here = found(world.plan, world.now, (NEXT_DATES,))
    left = bisect_right(here.entries, _read_until(place.block_end or place.block, world), key=order)
    return replace(here, entries=here.entries[left:])


def is_begun(place: Place) -> bool:
    """Whether something of the list was read."""
    return bool(place.block or place.block_end)


def block(place: Place, world: World) -> tuple[Entry, ...]:
    """What is read at once."""
    left = found_here(place, world).entries
    return left[: _at_once(left)]


def is_first_block(place: Place) -> bool:
    """Whether the list begins here."""
    return not place.block


def more_dates(place: Place, world: World) -> bool:
    """Whether another block follows."""
    left = found_here(place, world).entries
    return len(left) > (0 if place.block_end else _at_once(left))


def _at_once(several: Sequence[Entry]) -> int:
    """How many of them are read at once; one whose meeting is off takes as long as two others."""
    dates = accumulate(len(entry.meetings) or 1 for entry in several)
    return max(1, sum(1 for _ in takewhile(lambda told: told <= BLOCK, dates)))


def next_block(place: Place) -> Place:
    """From one block of dates to the next."""
    return place.to(
        At.DATES if place.name == At.WHICH_GROUP else place.name,
        block=place.block_end or place.block,
        block_end="",
        groups="",
    )


def ask_behind_the_block(place: Place, world: World) -> Ask:
    """Wait for a key, and know then what was read last, and of which groups."""
    ids = [world.group_id(entry.group) for entry in block(place, world)]
    return ask_a_key(replace(_marked(place, world), groups=AND.join(ids)), world)


def listen_behind_the_block(place: Place, world: World) -> Ask:
    """The same for those who only listen."""
    return Ask(_marked(place, world), seconds=2)


def before_the_block(place: Place, world: World) -> Place | None:
    """Whoever comes to a block that was read hears it again from its beginning."""
    return replace(place, block_end="", groups="", asked_again=False) if place.block_end else None


def groups_read(place: Place) -> list[str]:
    """The ids of the groups that were read out last."""
    return place.groups.split(AND) if place.groups else []


def _marked(place: Place, world: World) -> Place:
    now_read = block(place, world)
    return replace(place, block_end=_mark(now_read[-1], world)) if now_read else place


def _mark(one: Entry, world: World) -> str:
    """By which an entry is found again: its moment in the order of the list, and the id of its group."""
    moment, _ = order(one)
    return f"{MARKS[moment] if moment in MARKS else stamp(moment)}-{world.group_id(one.group)}"


def _read_until(mark: str, world: World) -> tuple[datetime, str]:
    """The place of an entry in the order of the list; where its group is not on air any more, before its equals."""
    begins, _, group_id = mark.partition("-")
    group = world.group(group_id)
    return (MOMENTS.get(begins) or stamped(begins) or NEVER, group.name if group else "")
