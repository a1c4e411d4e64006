"""All sentences that callers can hear soon, listed for prerendering: what is heard first comes first."""

from collections.abc import Hashable, Iterator
from datetime import datetime, timedelta

from ivr.model.agenda import entries
from ivr.model.announcement import Announcement
from ivr.prerender.part import Part
from ivr.prerender.sayable_for_leaders import said_of_announcement, said_to_leaders
from ivr.prerender.sayable_in_menus import framework, menu_moments, said_in_menus, said_in_questions
from ivr.prerender.sayable_in_rooms import said_in_rooms
from ivr.prerender.sayable_of_groups import parts_of_group
from ivr.prerender.sayable_of_information import parts_of_information
from ivr.prerender.sayable_of_messages import said_of_messages
from ivr.say import Say
from ivr.world import World

AHEAD = timedelta(hours=36)


def sayable(world: World, ahead: timedelta = AHEAD) -> Iterator[tuple[Say, ...]]:
    """What each reply says that a caller can meet from now until `ahead` is over."""
    for part in parts(world, ahead):
        yield from part.hear()


def parts(world: World, ahead: timedelta = AHEAD) -> Iterator[Part]:
    """The same in parts: greeting and menus, the groups by their next meetings, and then what is heard later."""
    now, *later = menu_moments(world, ahead)
    yield _in_menus(world, now, everywhere=True)
    soonest_first = dict.fromkeys([*(entry.group for entry in entries(world.plan, world.now)), *world.plan.groups])
    of_groups = [parts_of_group(group, world, ahead) for group in soonest_first]
    yield from (first for first, *_ in of_groups)
    yield Part(("questions", world.plan), lambda: said_in_questions(world.plan))
    yield from parts_of_information(world, ahead)
    yield from _inside(framework(world, now))
    yield from (_of_announcement(found, framework(world, now)) for found in world.announcements.values())
    yield from (_in_menus(world, moment, everywhere=False) for moment in later)
    yield from (part for _, *others in of_groups for part in others)


def _in_menus(world: World, moment: datetime, everywhere: bool) -> Part:
    menus = framework(world, moment)
    return Part(("menus", everywhere, _key(menus)), lambda: said_in_menus(menus, everywhere))


def _inside(menus: World) -> Iterator[Part]:
    yield Part(("rooms", _key(menus)), lambda: said_in_rooms(menus))
    yield Part(("leaders", _key(menus)), lambda: said_to_leaders(menus))
    yield Part(("messages", _key(menus)), lambda: said_of_messages(menus))


def _of_announcement(found: Announcement, menus: World) -> Part:
    return Part(("announcement", found, menus.now.date()), lambda: [said_of_announcement(found, menus)])


def _key(menus: World) -> Hashable:
    return menus.plan, tuple(menus.announcements.values()), menus.now
