"""Counts a code before it is compared, and takes the count back if it was right."""

from dataclasses import replace

from ivr.flows.codes import begun_by_leader, compared, nearest
from ivr.model.plan import Group
from ivr.place import Place
from ivr.place_names import At
from ivr.world import Entered, World
from keep.limits.code_attempts import CodeAttempts, Counting


def check(place: Place, keys: str, world: World, tries: CodeAttempts, caller: str) -> World:
    """The same world; where a number was entered, with the groups that so many tries leave it to be compared with.

    `caller` is a keyed hash of who may have tried so often today, "" where nobody can be told apart.
    """
    if place.name == At.RETRY_LATER and not keys:
        tries.waited(world.person)
    entered = world.entered
    if not entered or not entered.number:
        return world
    count = tries.tried_to_lead if entered.is_leaders else tries.tried
    attempt = count(world.person, caller, _id_of(entered.owner, world))
    world = replace(world, compares=attempt.compares)
    if compared(world):
        tries.was_right(attempt)
    else:
        near, begun = nearest(entered, world), begun_by_leader(entered, world)
        tries.was_wrong(attempt, attempt.of or _id_of(near, world) or beginning_of(begun, world))
    return world


def beginning_of(group: Group | None, world: World) -> str:
    """Under which id the first digits of a leader's number are noted, "" for none. It is no group's own: who knows only
    the number of those who take part must not be forgiven them, or he could tell that they are right."""
    return f"{_id_of(group, world)} leads" if group else ""


def forgives(place: Place, world: World, members: CodeAttempts, caller: str) -> None:
    """Whoever leads may enter that number where those who take part do: its first digits alone led nowhere there, and
    do not count."""
    group = compared(world)
    if place.name == At.REST_OF_CODE and group and world.entered and world.entered.is_leaders:
        members.forgive(world.person, caller, beginning_of(group, world))


def batch(place: Place, keys: str, world: World, tries: CodeAttempts, caller: str) -> Counting | None:
    """The limits for such a number, read and written together with something else; None where nothing is counted."""
    if not (world.entered and world.entered.number) and (place.name != At.RETRY_LATER or keys):
        return None
    return tries.batch(world.person, caller, _id_of(world.entered.owner if world.entered else None, world))


def is_about_leading(place: Place, entered: Entered | None) -> bool:
    """Whether it is a number of those who lead, or waiting for one."""
    return At.LEADER_CODE in (place.name, place.onward) or bool(entered and entered.is_leaders)


def _id_of(group: Group | None, world: World) -> str:
    return world.group_id(group) if group else ""
