"""A number that is entered is counted before it is compared; one that opens a room is not counted after all."""

from dataclasses import replace

from ivr.flows.codes import group_of_number, nearest_to_number, number_at, owner_of_number
from ivr.model.plan import Group
from ivr.place import Place
from ivr.place_names import At
from ivr.world import World
from keep.code_attempts import Tries

LEADING = At.LEADER_CODE


def counted(place: Place, keys: str, world: World, tries: Tries, caller: str) -> World:
    """The same world; where a number is compared, with the groups that so many tries leave it to be compared with.

    `caller` is a keyed hash of who may have tried so often today, "" where nobody can be told apart.
    """
    if place.name == At.RETRY_LATER and not keys:
        tries.waited(world.person)
    if not number_at(place, keys, world):
        return world
    count = tries.tried_to_lead if place.name == LEADING else tries.tried
    attempt = count(world.person, caller, _known_as(owner_of_number(place, keys, world), world))
    left = replace(world, compares=attempt.compares)
    if group_of_number(place, keys, left):
        tries.was_right(attempt)
    else:
        tries.was_wrong(attempt, attempt.of or _known_as(nearest_to_number(place, keys, world), world))
    return left


def _known_as(group: Group | None, world: World) -> str:
    return world.group_id(group) if group else ""
