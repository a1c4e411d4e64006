"""Wrong codes: what is said, and where the call goes once a limit is reached."""

from collections.abc import Mapping

from ivr.flows.office_line import office_words
from ivr.menu_node import MENU_KEYS, MenuNode, Miss, again, press
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask
from ivr.say import Say, say
from ivr.world import World

# By World.compares: asked again, led to the office, and else asked to wait.
UNKNOWN: Mapping[str, str] = {"all": "unbekannt", "open": "kein_raum"}
TOO_MANY: Mapping[str, str] = {"new call": "anruf", "today": "heute"}
WAITS = "warten"
ASKS = (At.GROUP_CODE, At.LEADER_CODE)
# Half a minute each: who tries numbers on one line tries no more than one in so long.
ROUNDS_OF_MUSIC = 3


def outcome(world: World) -> str:
    """What has become of a number that was compared with some groups, or none, and is that of none of these."""
    return UNKNOWN.get(world.compares) or TOO_MANY.get(world.compares) or WAITS


def led_nowhere(told: str, asks: At, asked_at: At | None = None) -> Place | Miss:
    """Where it leads: it is asked for again `asked_at`, the office, or the waiting for a number that a place `asks`."""
    if told in UNKNOWN.values():
        again_at = asked_at or asks
        kind = "leitung.unbekannt" if (again_at, told) == (At.LEADER_CODE, UNKNOWN["all"]) else told
        return Miss(kind, Place(At.OFFICE), asked_at=again_at)
    if told in TOO_MANY.values():
        return Place(At.TOO_MANY_TRIES, reason=told)
    return Place(At.RETRY_LATER, onward=asks)


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
