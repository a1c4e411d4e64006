"""All sentences that are said of one group, listed for prerendering."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from ivr.call import enter, step
from ivr.flows.dates import entry_words, meeting_words
from ivr.flows.external_room import is_external
from ivr.flows.news import announced_words, cancelled_words
from ivr.flows.open_rooms import ON_A_PAGE
from ivr.flows.questions import BLOCK
from ivr.menus.external_room import ELSEWHERE_NODES
from ivr.model.agenda import DAY, DAYS, entry, meetings_today
from ivr.model.door import WORTH_WAITING, closes, opens
from ivr.model.meeting import Meeting
from ivr.model.moment import later, midnight
from ivr.model.plan import Group, Plan
from ivr.model.recent import recent_cache
from ivr.place import Place
from ivr.place_names import At
from ivr.prerender.explore import WRONG_KEY
from ivr.prerender.moments import answering_changes, from_now_on, midnights
from ivr.prerender.part import Part
from ivr.prerender.sayable_for_leaders import said_of_dates
from ivr.say import Press, Say, said_in, say
from ivr.world import World

# How a group that is open to all is offered: in the main menu, or among several.
OFFERED = (Press("1"), *(Press(str(key), first=False) for key in range(2, ON_A_PAGE + 1)))

# How its page is offered, among those that were read out with it.
CHOSEN = tuple(Press(str(key), first=key == 1) for key in range(1, BLOCK + 1))

ABOUT_A_GROUP = (
    At.GROUP_INFO,
    At.GROUP_DATES,
    At.CONTACT,
    At.CONTACT_NO_ANSWER,
    At.ENTRY,
    At.BEFORE_ROOM,
    At.STAR_MENU,
    At.ROOM,
    At.LEADER_MENU,
    At.CONSENT,
    At.CONFIRM_GROUP,
    At.OVER,
    At.HOLD,
    At.WAIT_AT_DOOR,
)


def parts_of_group(group: Group, world: World, ahead: timedelta) -> list[Part]:
    """What is said of a group now, and after each moment at which that changes."""
    latest = {group.name: found} if (found := world.announcements.get(group.name)) else {}
    alone = World(world.now, Plan(world.plan.office, (group,)), world.key, announcements=latest)
    until = found.until if found else None
    hours = group.contact.hours if group.contact else ()
    changes = (*door_changes(group, ahead, world.now.date()), *answering_changes(hours, world.now, ahead))
    changes += (until,) if until else ()
    return [_part(group, alone, moment) for moment in from_now_on(changes, world.now, ahead)]


# All day the same for nearly all groups.
@recent_cache(DAYS)
def door_changes(group: Group, ahead: timedelta, day: date) -> tuple[datetime, ...]:
    """Every midnight, and whenever the door of a group's room changes, until `ahead` is over at the end of a day."""
    begins = midnight(day)
    near = meetings_today(group, begins, soon=DAY + ahead + group.opens_before + WORTH_WAITING)
    edges = {edge for meeting in near for edge in _edges(meeting)}
    return tuple(sorted(edges.union(midnights(begins, ahead))))


def _edges(meeting: Meeting) -> tuple[datetime, ...]:
    worth_waiting = later(opens(meeting), -WORTH_WAITING)
    return (worth_waiting, opens(meeting), meeting.start, meeting.end, closes(meeting))


def _part(group: Group, alone: World, moment: datetime) -> Part:
    office, latest = alone.plan.office, alone.announcements.get(group.name)
    return Part(("group", group, office, latest, moment), lambda: _said_of(group, replace(alone, now=moment)))


def _said_of(group: Group, world: World) -> Iterator[tuple[Say, ...]]:
    """What is said of the one group of a plan; one wrong key stands for all."""
    here = entry(group, world.now)
    yield entry_words(here, world) if here.meetings or group.by_words else ()
    yield tuple(meeting_words(meeting, world) for meeting in here.meetings)
    yield from (cancelled_words(world), announced_words(world))
    yield from said_of_dates(group, world) if group.leader_code else ()
    yield tuple(say("zum.offene", gruppe=group.name, druecken=press) for press in OFFERED if group.open)
    yield tuple(say("zum.namen_gruppe", gruppe=group.name, druecken=press) for press in CHOSEN)
    yield tuple(say("frei", text=text) for text in (group.opening, group.closing) if text)
    for place in _places(group, world):
        yield said_in(enter(place, world).hear)
        yield said_in(step(place, WRONG_KEY, world).hear)


def _places(group: Group, world: World) -> Iterator[Place]:
    group_id = world.group_id(group)
    yield from (Place(name, group=group_id) for name in ABOUT_A_GROUP)
    if is_external(group):
        yield from (Place(name, group=group_id, tries=tries) for name in ELSEWHERE_NODES for tries in (0, 1))
