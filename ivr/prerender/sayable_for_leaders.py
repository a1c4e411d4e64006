"""All sentences that leaders can hear, listed for prerendering."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from ivr.call import enter, step
from ivr.flows.announcing import FOR_EVER, MEETING, dated_sound, heard_until, until_words
from ivr.flows.cancelling import dates
from ivr.flows.recording import FAILURES, LOOKS, NOT_COME
from ivr.menus.leaders import LEADERS_NODES
from ivr.model.adhoc_rooms import PRACTICE, PRACTICE_ID
from ivr.model.announcement import Announcement, RecordingOutcome
from ivr.model.moment import midnight
from ivr.model.plan import Group
from ivr.place import Place
from ivr.place_names import At
from ivr.prerender.explore import RECORDED, WRONG_KEY
from ivr.say import Say, said_in, say
from ivr.world import EVERYBODY_ID, World

TAKE = RECORDED[0]
# For how many days most announcements are heard; more are spoken when they happen, and one a day is new.
MOST_DAYS = 35
# How far the recording of an announcement has come: the places say something else each time.
NEWEST = Place(At.UNKNOWN, number=1, recording=TAKE)
STAGES = (
    Place(At.UNKNOWN),
    *(Place(At.UNKNOWN, number=1, tries=tries) for tries in (0, 1, LOOKS)),
    replace(NEWEST, number=0),
    NEWEST,
    *(replace(NEWEST, lasts=how_long) for how_long in (FOR_EVER, MEETING)),
)
UNTIL = LEADERS_NODES[At.HOW_LONG].options


def said_to_leaders(world: World) -> Iterator[tuple[Say, ...]]:
    """What is said on the way to an announcement."""
    heard = Announcement("", 1, world.now, "sound")
    for latest in ({}, {name: replace(heard, of=name) for name in ("", PRACTICE.name)}):
        here = replace(world, announcements=latest, recordings={TAKE: RecordingOutcome("sound")})
        places = [
            replace(stage, name=name, group=group_id)
            for name in LEADERS_NODES
            for group_id in (EVERYBODY_ID, PRACTICE_ID)
            for stage in STAGES
        ]
        yield from (said_in(enter(place, here).hear) for place in places)
        yield from (said_in(step(place, keys, here).hear) for place in places for keys in ("", WRONG_KEY))
    # No group of the menus meets again by itself.
    yield tuple(option.words(Place(At.HOW_LONG), world, first) for option in UNTIL for first in (True, False))
    yield tuple(say(f"missglueckt.{failure}") for failure in (*FAILURES, NOT_COME))
    yield tuple(say(f"weiter.{node.lost}") for node in LEADERS_NODES.values() if node.lost)
    yield (say("ansage.nicht_da"),)
    yield (say("absagen.begonnen"), say("absagen.vorbei"), say("termine.keine"))
    for days in range(MOST_DAYS):
        until = midnight(world.now.date() + timedelta(days=days + 1))
        yield until_words(replace(heard, until=until), world)


def said_of_announcement(found: Announcement, world: World) -> tuple[Say, ...]:
    """What is said before an announcement and of it."""
    return (*said_in(dated_sound(found, world)), *until_words(found, world), say("ansage.buero"))


def said_of_dates(group: Group, world: World) -> Iterator[tuple[Say, ...]]:
    """What is said when a meeting of a group is called off or that is taken back, or an announcement ends with it."""
    group_id = world.group_id(group)
    if until := heard_until(group, MEETING, world.now):
        yield until_words(Announcement("", 1, world.now, until=until), world)
    yield said_in(enter(Place(At.MEETINGS, group=group_id), world).hear)
    for meeting in dates(Place(At.MEETINGS, group=group_id), world):
        chosen = Place(At.MEETINGS, group=group_id, offered=world.now.replace(microsecond=0), day=meeting.start.date())
        asked = (At.CONFIRM_REINSTATE, At.REINSTATED) if meeting.cancellations else (At.CONFIRM_CANCEL, At.CANCELLED)
        yield from (said_in(enter(replace(chosen, name=name), world).hear) for name in asked)
