"""The numbers on the callers' cards: which group they open, and how they are read from the keys."""

import hmac
from collections.abc import Callable

from ivr.agenda import entries
from ivr.dates import meeting_words
from ivr.plan import Group
from ivr.reply import Ask, Place, Say, say
from ivr.spot import EVERYWHERE, Miss, Reads, Spot, Words, again, press
from ivr.world import World

Code = Callable[[Group], str]
MENU_KEYS = {row.key for row in EVERYWHERE}


def members(group: Group) -> str:
    """The number of those who take part."""
    return group.code


def leaders(group: Group) -> str:
    """The number of the one who leads."""
    return group.leader_code


def opened_by(number: str, code: Code, world: World) -> Group | None:
    """The group whose number this is."""
    return next((group for group in world.plan.groups if hmac.compare_digest(code(group), number)), None)


def code_lengths(code: Code, world: World) -> set[int]:
    """How many digits the numbers have; 6 while there is none."""
    return {len(code(group)) for group in world.plan.groups if code(group)} or {6}


def code_words(key: str, code: Code) -> Words:
    """Ask for the number, and say how many digits it has, if all have as many."""

    def words(place: Place, world: World) -> tuple[Say, ...]:
        lengths = code_lengths(code, world)
        return (say(key), say("ziffern", zahl=max(lengths))) if len(lengths) == 1 else (say(key),)

    return words


def ask_code(code: Code) -> Callable[[Place, World], Ask]:
    """Wait for a number; ten seconds, because slow fingers need them between two digits too."""
    return lambda place, world: Ask(place, digits=max(code_lengths(code, world)), seconds=10)


def read_code(code: Code, leads_to: Callable[[Group, World], str]) -> Reads:
    """Read a number of several digits. With a star in it the number is asked for anew; one key alone is a menu key."""

    def read(spot: Spot, place: Place, keys: str, world: World) -> Place | Miss:
        if not keys:
            return Miss("geduld", Place(spot.silence))
        if keys in MENU_KEYS:
            return press(spot, place, keys, world)
        if "*" in keys:
            return again(place)
        number = keys.strip("#")
        if group := opened_by(number, code, world):
            return Place(leads_to(group, world), (world.group_id(group),))
        if len(number) < min(code_lengths(code, world)):
            return Miss("fehlt", Place("buero"))
        return Miss("unbekannt", Place("buero"), next_by_telephone(world))

    return read


def next_by_telephone(world: World) -> tuple[Say, ...]:
    """When any group meets by telephone next, for someone who may have the wrong day or the wrong card."""
    by_telephone = (
        meeting
        for entry in entries(world.plan, world.now)
        if entry.group.code
        for meeting in entry.meetings
        if not meeting.cancelled
    )
    meeting = min(by_telephone, key=lambda meeting: meeting.start, default=None)
    return (say("unbekannt.treffen"), meeting_words(meeting, world)) if meeting else ()
