"""Wrong codes: what is said, and where the call goes once a limit is reached."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from ivr.flows.dates import meeting_words
from ivr.flows.office_line import office_words
from ivr.menu_node import MENU_KEYS, MenuNode, Miss, again, press
from ivr.model.agenda import entries, since
from ivr.model.meeting import Meeting
from ivr.model.plan import Plan
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask
from ivr.say import Say, say
from ivr.world import World

# By World.compares: asked again, led to the office, and else asked to wait.
UNKNOWN: Mapping[str, str] = {"all": "unbekannt", "open": "kein_raum"}
TOO_MANY: Mapping[str, str] = {"new call": "anruf", "today": "heute"}
ASKS = (At.GROUP_CODE, At.LEADER_CODE)
# Half a minute each: who tries numbers on one line tries no more than one in so long.
ROUNDS_OF_MUSIC = 3


def led_nowhere(place: Place, world: World) -> Place | Miss:
    """Where a number leads that was compared with some groups, or none, and is that of none of these."""
    if told := UNKNOWN.get(world.compares):
        return Miss(told, Place(At.OFFICE), next_by_telephone(world))
    if told := TOO_MANY.get(world.compares):
        return Place(At.TOO_MANY_TRIES, reason=told)
    return Place(At.RETRY_LATER, onward=place.name)


def ask_after_a_while(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """Whoever has waited is asked for the number again; a key that leads nowhere begins the waiting anew."""
    if not keys:
        return Place(place.onward if place.onward in ASKS else At.MENU)
    return press(node, place, keys, world) if keys in MENU_KEYS else again(place)


def wait_with_music(place: Place, world: World) -> Ask:
    """Music, in which any key can be pressed."""
    return Ask(place, seconds=1, music=ROUNDS_OF_MUSIC)


def too_many_words(place: Place, world: World) -> tuple[Say, ...]:
    """Too many numbers have led nowhere: that it takes a while, and the office."""
    told = f"versuche.{place.reason if place.reason in TOO_MANY.values() else 'anruf'}"
    return (say(told), *office_words(place, world))


def next_by_telephone(world: World) -> tuple[Say, ...]:
    """When any group meets by telephone next, for someone who may have the wrong day or the wrong card."""
    meeting = _next_by_telephone(world.plan, since(world.plan, world.now))
    return (say("unbekannt.treffen"), meeting_words(meeting, world)) if meeting else ()


@lru_cache(maxsize=4)
def _next_by_telephone(plan: Plan, now: datetime) -> Meeting | None:
    here = (entry for entry in entries(plan, now) if entry.group.by_telephone)
    taking_place = (meeting for entry in here for meeting in entry.meetings if not meeting.cancelled)
    return min(taking_place, key=lambda meeting: meeting.start, default=None)
