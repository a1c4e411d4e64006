"""A group's room: what is said at its door, and how a caller gets in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from ivr.dates import next_words
from ivr.door import Door, door
from ivr.meeting import Meeting
from ivr.off import Between
from ivr.plan import Group
from ivr.reply import Ask, Day, Join, Meets, Place, Say, say
from ivr.spot import ask_a_key
from ivr.world import World

# Whoever forgets to hang up is let go this long after the end, and after four hours at most (Twilio's own limit).
STAYS_AFTER_END = timedelta(minutes=15)
LONGEST_STAY = timedelta(hours=4)


def group_here(place: Place, world: World) -> Group | None:
    """The group this place is about, None if it is not on air any more."""
    return world.group(place.args[0]) if place.args else None


def door_here(place: Place, world: World) -> Door:
    """The door of the group this place is about; a group that is not on air any more has no date."""
    group = group_here(place, world)
    return door(group, world.now) if group else Door("no_date", None)


def group_words(place: Place, world: World) -> tuple[Say, ...]:
    """ "Gruppe Sonnenblume. Stimmt das?" """
    group = group_here(place, world)
    return (say("stimmt", gruppe=group.name),) if group else (say("tuer.no_date"),)


def asked_if_open(group: Group, world: World) -> str:
    """Where a group's number leads: only who can go in is asked whether it is the right group."""
    return "stimmt" if door(group, world.now).state == "open" else "raum"


def door_words(place: Place, world: World) -> tuple[Say, ...]:
    """What is said at the door, whatever its state."""
    found = door_here(place, world)
    if found.state == "open" and found.meeting:
        known = (say("leitung.gruppe", gruppe=found.meeting.group.name),) if place.name == "leiten" else ()
        return (*known, say("tuer.open"), *_company(found.meeting, place, world))
    group = group_here(place, world)
    named = (say("gruppe", gruppe=group.name),) if group else ()
    return (*named, *_closed_words(found, group, world))


def _closed_words(found: Door, group: Group | None, world: World) -> tuple[Say, ...]:
    meeting = found.meeting
    if meeting is None:
        return _regular_words(group, world) if group and group.by_words else (say(f"tuer.{found.state}"),)
    if found.state == "early":
        return (say("tuer.early", beginn=meeting.start.time()),)
    if meeting.moved_to:
        return (say("tuer.moved", tag=Day(meeting.moved_to.date(), world.now.date()), zeit=meeting.moved_to.time()),)
    closed = (say(f"tuer.{found.state}"), next_words(meeting, world))
    return (*closed, *_regular_words(meeting.group, world)) if found.state == "another_day" else closed


def _regular_words(group: Group, world: World) -> tuple[Say, ...]:
    """When a group meets as a rule; of single days the next meeting is told, and nobody could remember more."""
    if not (group.rules or group.by_words):
        return ()
    every_year = tuple(off for off in group.off if not isinstance(off, Between))
    regular = replace(group, dates=(), moved=(), off=every_year)
    return (say("gruppe.trifft_sich", satz=Meets(regular, world.now.date())),)


def outside_words(place: Place, world: World) -> tuple[Say, ...]:
    """What is said to someone who has left a room, or whom its end has let out."""
    return (say("raum.verlassen"),) if is_open(place, world) else door_words(place, world)


def is_open(place: Place, world: World) -> bool:
    """Whether the room of the group this place is about can be entered now."""
    return door_here(place, world).state == "open"


def _company(meeting: Meeting, place: Place, world: World) -> tuple[Say, ...]:
    people = world.talk(meeting).people
    waits = place.name == "raum" and meeting.group.leader_code
    return (*_present_words(people), *((say("raum.leitung"),) if waits else ()))


def _present_words(people: int) -> tuple[Say, ...]:
    known = {0: (say("raum.erste"),), 1: (say("raum.eine"),)}
    return known.get(people, (say("raum.personen", zahl=people),))


def go_in(leads: bool) -> Callable[[Place, World], Ask | Join]:
    """Join the room if its door is open, else wait for a key. Who leads begins; where nobody leads, anyone does."""

    def then(place: Place, world: World) -> Ask | Join:
        found = door_here(place, world)
        if found.state != "open" or found.meeting is None:
            return ask_a_key(place, world)
        meeting = found.meeting
        stay = min(meeting.end + STAYS_AFTER_END - world.now, LONGEST_STAY)
        begins = leads or not meeting.group.leader_code
        after = Place("zurueck", (place.args[0], place.name))
        waits = Place("warten", place.args)
        return Join(world.room(meeting), begins, after, int(stay.total_seconds()), world.person, waits)

    return then


def back_inside(place: Place) -> Place:
    """From outside a room, whose args are the group and how one was inside, to inside again."""
    group_id, *inside = place.args or ("",)
    return Place("leiten" if "leiten" in inside else "raum", (group_id,))
