"""Walks through every menu, for the laws that hold for every turn of a call."""

from dataclasses import replace

from ivr.call import begin
from ivr.menus.dates import DATES_NODES
from ivr.menus.room import ROOM_NODES
from ivr.model.plan import Plan
from ivr.place import Place
from ivr.prerender.explore import Turn, all_numbers, walk
from ivr.world import World


def every_turn(world: World) -> list[Turn]:
    """Every turn of a caller; before the rooms those as well where numbers are compared with few groups or none."""
    few = [replace(world, compares=compares) for compares in ("open", "new call", "today", "later")]
    return [
        *walk(world, begin(world), some_numbers(world.plan)),
        *(turn for other in few for turn in walk(other, begin(other), all_numbers(other.plan), is_before_a_room)),
    ]


def some_numbers(plan: Plan) -> tuple[str, ...]:
    """All numbers; of many the first and the last."""
    numbers = all_numbers(plan)
    return numbers if len(numbers) < 30 else numbers[:10] + numbers[-10:]


def is_before_a_room(place: Place) -> bool:
    """Dates are the same whatever numbers are compared with."""
    return place.name not in ROOM_NODES and place.name not in DATES_NODES
