"""Walks through every menu, for the laws that hold for every turn of a call."""

from collections.abc import Iterable
from dataclasses import replace

from ivr.call import begin
from ivr.menus.dates import DATES_NODES
from ivr.menus.room import ROOM_NODES
from ivr.model.plan import Plan
from ivr.place import Place
from ivr.prerender.explore import Turn, all_numbers, walk
from ivr.prerender.sayable import sayable
from ivr.say import Heard, said_in
from ivr.world import World
from prompts.wording import page

# With which groups a number is compared after too many that have led nowhere.
FEW = ("open", "new call", "today", "later")


def every_turn(world: World) -> list[Turn]:
    """Every turn of a caller."""
    return [*walk(world, begin(world), some_numbers(world.plan))]


def turns_after_many_numbers(world: World) -> list[Turn]:
    """Before the rooms, every turn of a caller whose numbers are compared with few groups or none."""
    few = [replace(world, compares=compares) for compares in FEW]
    return [turn for other in few for turn in walk(other, begin(other), all_numbers(other.plan), is_before_a_room)]


def some_numbers(plan: Plan) -> tuple[str, ...]:
    """All numbers; of many the first and the last."""
    numbers = all_numbers(plan)
    return numbers if len(numbers) < 30 else numbers[:10] + numbers[-10:]


def is_before_a_room(place: Place) -> bool:
    """Dates are the same whatever numbers are compared with."""
    return place.name not in ROOM_NODES and place.name not in DATES_NODES


def heard_in(turns: Iterable[Turn]) -> set[str]:
    """What is said in these turns, each sentence as a page of its own."""
    return _single_pages(reply.hear for _, _, reply in turns)


def spoken_beforehand(world: World) -> set[str]:
    """What is spoken before anybody calls, each sentence as a page of its own."""
    return _single_pages(sayable(world))


def _single_pages(replies: Iterable[Iterable[Heard]]) -> set[str]:
    return {page([said]) for said in {said for hear in replies for said in said_in(hear)}}
