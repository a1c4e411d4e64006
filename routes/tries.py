"""A number that is entered is counted before it is compared; one that opens a room is not counted after all."""

from dataclasses import replace

from ivr.codes import group_of_number, number_at
from ivr.reply import Place
from ivr.world import World
from routes.protocols import Tries


def counted(place: Place, keys: str, world: World, tries: Tries) -> World:
    """The same world; where a number is compared, with the groups that so many tries leave it to be compared with."""
    if not number_at(place, keys, world):
        return world
    left = replace(world, compares=tries.tried(world.person, world.caller))
    if group_of_number(place, keys, left):
        tries.was_right(world.person, world.caller)
    return left
