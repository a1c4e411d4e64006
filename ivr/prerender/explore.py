"""Exploration of the call: every place that can be reached, with every key."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace

from ivr.call import step
from ivr.menus.external_room import ELSEWHERE_NODES
from ivr.menus.room import ROOM_NODES
from ivr.model.dial_outcome import OUTCOMES
from ivr.model.plan import Plan
from ivr.place import Place
from ivr.reply import Ask, Dial, HangUp, Join, Record, Reply, Then, Wait
from ivr.world import World

KEYS = ("", *"0123456789*#")
# One wrong key stands for all.
WRONG_KEY = "7"
# Where a number is asked for: keys of the menu; and where it is begun, two more digits of it stand for all.
BESIDE_A_NUMBER = ("", *"09*#")
REST_OF_A_NUMBER = ("", "12", *"*#")
# Too short, a number no group has (the longest has eight digits), one begun anew, and two behind a #.
NO_NUMBERS = ("12", "00000000000", "1*", "#1", "#1234567")
# A carrier's id of a recording, and "" = nothing was recorded.
RECORDED = ("Recording1", "")
ROOMS = ROOM_NODES.keys() | ELSEWHERE_NODES.keys()
Turn = tuple[Place, str, Reply]


def walk(
    world: World,
    first: Reply,
    numbers: tuple[str, ...] = NO_NUMBERS,
    goes_to: Callable[[Place], bool] = lambda place: True,
) -> Iterator[Turn]:
    """Every turn that can follow a reply: the place, the keys pressed there, and the reply to them.

    `numbers` are what is entered where a number is asked for; only places are visited that it `goes_to`. What takes
    the fewest keys comes first.
    """
    seen: set[Place] = set()
    waiting = deque([first])
    while waiting:
        for place, answers in _onward(waiting.popleft().then, numbers):
            known_as = _known_as(place)
            if known_as in seen or not goes_to(place):
                continue
            seen.add(known_as)
            for keys in answers:
                reply = step(place, keys, world)
                yield place, keys, reply
                waiting.append(reply)


def all_numbers(plan: Plan) -> tuple[str, ...]:
    """Every number that opens a room, and some that open none."""
    return NO_NUMBERS + tuple(code for group in plan.groups for code in (group.code, group.leader_code) if code)


def _known_as(place: Place) -> Place:
    """The same place for everybody: who has promised to keep to himself what is said differs at the doors of rooms
    alone."""
    return replace(place, agreed=False) if place.agreed and place.name not in ROOMS else place


def _onward(then: Then, numbers: tuple[str, ...]) -> list[tuple[Place, tuple[str, ...]]]:
    """Where a call can go on, and what can be brought there."""
    match then:
        case Ask(place) if place.typed:
            return [(place, REST_OF_A_NUMBER)]
        case Ask(place, digits):
            return [(place, KEYS if digits == 1 else BESIDE_A_NUMBER + numbers)]
        case Join(after=after, waits=waits):
            return [(after, OUTCOMES), (waits, ("",))]
        case Dial(after=after):
            return [(after, OUTCOMES)]
        case Record(after=after):
            return [(after, RECORDED)]
        case Wait(place):
            return [(place, ("",))]
        case HangUp():
            return []
