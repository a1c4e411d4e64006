"""Counts a code before it is compared, and takes the count back if it was right."""

from dataclasses import replace

from ivr.flows.codes import compared, nearest
from ivr.model.plan import Group
from ivr.place import Place
from ivr.place_names import At
from ivr.world import World
from keep.limits.code_attempts import CodeAttempts, Counting


def check(place: Place, keys: str, world: World, tries: CodeAttempts, caller: str) -> World:
    """The same world; where a number was entered, with the groups that so many tries leave it to be compared with.

    `caller` is a keyed hash of who may have tried so often today, "" where nobody can be told apart.
    """
    if place.name == At.RETRY_LATER and not keys:
        tries.waited(world.person)
    if not world.entered or not world.entered.number:
        return world
    count = tries.tried_to_lead if place.name == At.LEADER_CODE else tries.tried
    attempt = count(world.person, caller, _id_of(world.entered.owner, world))
    world = replace(world, compares=attempt.compares)
    if compared(world):
        tries.was_right(attempt)
    else:
        tries.was_wrong(attempt, attempt.of or _id_of(nearest(place, world), world))
    return world


def batch(place: Place, keys: str, world: World, tries: CodeAttempts, caller: str) -> Counting | None:
    """The limits for such a number, read and written together with something else; None where nothing is counted."""
    if not (world.entered and world.entered.number) and (place.name != At.RETRY_LATER or keys):
        return None
    return tries.batch(world.person, caller, _id_of(world.entered.owner if world.entered else None, world))


def is_about_leading(place: Place) -> bool:
    """Whether it is a number of those who lead, or waiting for one."""
    return At.LEADER_CODE in (place.name, place.onward)


def _id_of(group: Group | None, world: World) -> str:
    return world.group_id(group) if group else ""
