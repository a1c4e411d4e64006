"""Before the room: which group it is, what is promised there, why the door is closed, and waiting until it opens."""

import math
from dataclasses import replace
from datetime import timedelta

from ivr.flows.announcing import dated_sound, is_on_air, on_air
from ivr.flows.dates import next_words
from ivr.menu_node import MENU_KEYS, MenuNode, Miss, Words, press
from ivr.model.agenda import next_meeting
from ivr.model.door import Door, is_off_tonight, opens
from ivr.model.exceptions import Between
from ivr.model.meeting import Meeting
from ivr.model.plan import Group
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask
from ivr.say import Day, Heard, Meets, Say, say
from ivr.visit import admission, door_here, group_here, visit
from ivr.world import World

# Half a minute of music each; then it is said how long it still takes.
ROUNDS_OF_MUSIC = 2
MINUTE = timedelta(minutes=1)


def announced_first(place: Place, world: World) -> Place:
    """Where a group's number leads: first to what its leader has to say to those who come."""
    return place.to(At.ANNOUNCEMENT if is_on_air(place, world) else At.BEFORE_ROOM)


def group_and_announcement(place: Place, world: World) -> tuple[Heard, ...]:
    """ "Gruppe Sonnenblume. Ansage vom Dienstag, dem zehnten März." and the announcement."""
    group, found = group_here(place, world), on_air(place, world)
    return (name_words(group, world), *dated_sound(found, world)) if group and found else (say("tuer.no_date"),)


def skippable(place: Place, world: World) -> Ask:
    """Whoever has heard it goes on by himself."""
    return Ask(place, seconds=1)


def skip(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """Silence and any key lead on, but for those that mean the same everywhere: whoever ends his number with # hears
    it from the start."""
    return press(node, place, keys, world) if keys in MENU_KEYS else place.to(At.BEFORE_ROOM)


def before_the_room(place: Place, world: World) -> Place:
    """On the way into the room: who can go in soon is told what is promised there, or asked whether it is right."""
    group = group_here(place, world)
    if group is None or must_promise(place, world) or not _is_near(place, world):
        return place.to(At.ROOM)
    return place.to(At.CONFIRM_GROUP)


def must_promise(place: Place, world: World) -> bool:
    """Whether the caller has still to agree that what is said stays in the room; who leads is not asked."""
    group = group_here(place, world)
    asks = group is not None and group.consent and not place.agreed and not place.leads
    return asks and _is_near(place, world)


def _is_near(place: Place, world: World) -> bool:
    return can_go_in(place, world) or waits_in_front(place, world)


def can_go_in(place: Place, world: World) -> bool:
    """Whether the caller may enter the room this place is about."""
    return admission(visit(place, world), world) == "in"


def named_then(ending: str) -> Words:
    """ "Gruppe Sonnenblume. Es sind schon zwei Personen da." and then what is asked."""

    def words(place: Place, world: World) -> tuple[Say, ...]:
        group = group_here(place, world)
        if group is None:
            return (say("tuer.no_date"),)
        return (name_words(group, world), *company_words(place, world), say(ending))

    return words


def name_words(group: Group, world: World) -> Say:
    """ "Gruppe Sonnenblume." """
    return say("eigener.raum") if group in world.opened_groups else say("gruppe", gruppe=group.name)


def company_words(place: Place, world: World) -> tuple[Say, ...]:
    """How many are there, and which key helps, if the caller can go in now; elsewhere neither is known."""
    here = visit(place, world)
    if here is None or here.group.external_room or not can_go_in(place, world):
        return ()
    people = len(here.talk.present - {here.person})
    known = {0: say("raum.erste"), 1: say("raum.eine")}
    return (known.get(people) or say("raum.personen", zahl=people), say("raum.stern"))


def leaders_company_words(place: Place, world: World) -> tuple[Say, ...]:
    """How many are there, for the one who leads and is not in the room yet."""
    here = visit(place, world)
    if here is None or here.group.external_room or not can_go_in(place, world):
        return ()
    people = len(here.talk.present - {here.person})
    known = {0: say("leitung.niemand"), 1: say("leitung.eine")}
    return (known.get(people) or say("leitung.personen", zahl=people),)


def closed_words(place: Place, world: World) -> tuple[Say, ...]:
    """Why the caller cannot go in now, and when the group meets next."""
    group = group_here(place, world)
    if group is None:
        return (say("tuer.no_date"),)
    refused = admission(visit(place, world), world)
    told = (say(f"tuer.{refused}"),) if refused != "closed" else _door_words(group, door_here(place, world), world)
    return (name_words(group, world), *told)


def _door_words(group: Group, found: Door, world: World) -> tuple[Say, ...]:
    meeting = found.meeting
    if meeting is None:
        return _regular_words(group, world) if found.state == "in_words" else (say(f"tuer.{found.state}"),)
    if found.state in ("early", "cancelled") and is_off_tonight(group, world.now):
        return (say("tuer.cancelled_tonight"), next_words(meeting, world))
    if found.state == "early":
        return (say("tuer.early", beginn=meeting.start.time(), einlass=opens(meeting).time()),)
    if meeting.moved_to:
        return (say("tuer.moved", tag=Day(meeting.moved_to.date(), world.now.date()), zeit=meeting.moved_to.time()),)
    following = next_meeting(group, max(world.now, meeting.end)) if found.state == "ending" else meeting
    return (say(f"tuer.{found.state}"), *((next_words(following, world),) if following else ()))


def _regular_words(group: Group, world: World) -> tuple[Say, ...]:
    """When a group meets as a rule, where no next meeting can be told."""
    every_year = tuple(off for off in group.off if not isinstance(off, Between))
    regular = replace(group, dates=(), moved=(), off=every_year)
    return (say("gruppe.trifft_sich", satz=Meets(regular, world.now.date())),)


# --- waiting in front of the door


def waits_in_front(place: Place, world: World) -> bool:
    """Whether a caller has come a little early, and it is worth staying on the line."""
    return door_here(place, world).state == "soon"


def no_longer_early(place: Place, world: World) -> Place | None:
    """From the waiting in front of the door to the room, once it is open."""
    return None if waits_in_front(place, world) else place.to(At.ROOM)


def minutes_words(place: Place, world: World) -> tuple[Say, ...]:
    """ "Ihre Gruppe beginnt um achtzehn Uhr dreißig. Sie warten noch zehn Minuten." and that one may call again; then
    the minutes alone."""
    meeting = door_here(place, world).meeting
    if meeting is None:
        return ()
    minutes = until_it_begins(meeting, world)
    return (minutes,) if place.tries else (begins_words(meeting), minutes, say("warten.spaeter"))


def is_first_wait(place: Place, world: World) -> bool:
    """Whether the keys still have to be named; those who wait hear them once."""
    return not place.tries


def begins_words(meeting: Meeting) -> Say:
    """ "Ihre Gruppe beginnt um achtzehn Uhr dreißig." """
    return say("warten.beginn", beginn=meeting.start.time())


def until_it_begins(meeting: Meeting, world: World) -> Say:
    """How long it takes until a meeting begins, begun minutes included."""
    minutes = math.ceil((meeting.start - world.now) / MINUTE)
    return say("warten.minute") if minutes == 1 else say("warten.minuten", zahl=minutes)


def with_music(place: Place, world: World) -> Ask:
    """A minute of music, in which any key can be pressed."""
    return Ask(place, seconds=1, music=ROUNDS_OF_MUSIC)


def wait_on(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """Whoever waits presses nothing, and that leads on; a key that leads nowhere costs nobody his place."""
    return press(node, place, keys, world) if keys in MENU_KEYS else place.to(place.name, tries=1)
