"""Everything sayable can be listed: walk every place with every key, at every moment when something changes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import lru_cache

from ivr.agenda import coming, entry
from ivr.call import begin, enter, step
from ivr.dates import entry_words, meeting_words, was_answered
from ivr.door import OPENS_BEFORE
from ivr.meeting import bounds
from ivr.plan import Group, Plan
from ivr.reply import Ask, Dial, HangUp, Join, Place, Reply, Say, say
from ivr.world import World

KEYS = ("", *"0123456789*#")
WRONG_KEY = "7"
# How a dialled call or a room can end, in Twilio's words (DialCallStatus).
OUTCOMES = ("completed", "answered", "busy", "no-answer", "failed", "canceled")
# Too short, a number no group has (the longest has eight digits), and one begun anew.
NO_NUMBERS = ("12", "00000000000", "1*")
# Rooms with more people than this are counted aloud when they happen.
COUNTED = range(2, 21)

Turn = tuple[Place, str, Reply]


def walk(
    world: World,
    first: Reply,
    numbers: tuple[str, ...] = NO_NUMBERS,
    goes_to: Callable[[Place], bool] = lambda place: True,
) -> Iterator[Turn]:
    """Every turn that can follow a reply: the place, the keys pressed there, and the reply to them.

    `numbers` are what is entered where a number is asked for; only places are visited that it `goes_to`.
    """
    seen: set[Place] = set()
    waiting = [first]
    while waiting:
        then = waiting.pop().then
        if isinstance(then, HangUp) or (place := _next_place(then)) in seen or not goes_to(place):
            continue
        seen.add(place)
        for keys in _keys(then, numbers):
            reply = step(place, keys, world)
            yield place, keys, reply
            waiting.append(reply)


def all_numbers(plan: Plan) -> tuple[str, ...]:
    """Every number that opens a room, and some that open none."""
    return NO_NUMBERS + tuple(code for group in plan.groups for code in (group.code, group.leader_code) if code)


def _next_place(then: Ask | Join | Dial) -> Place:
    return then.place if isinstance(then, Ask) else then.after


def _keys(then: Ask | Join | Dial, numbers: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(then, Ask):
        return OUTCOMES
    return KEYS if then.digits == 1 else KEYS + numbers


def sayable(world: World, ahead: timedelta = timedelta(hours=36)) -> Iterator[tuple[Say, ...]]:
    """What each reply says that a caller can meet from now until `ahead` is over."""
    yield from _heard(world, goes_to=lambda place: True)
    # The questions that lead to a list are the same all day, and its entries are told group by group below.
    for moment in _moments(world, ahead):
        yield from _heard(replace(world, now=moment), goes_to=lambda place: not was_answered(place))
    for group in world.plan.groups:
        alone = Plan(world.plan.office, (group,))
        for moment in _moments_of(group, world.now, ahead):
            yield from _sayable_about(alone, world.key, moment)
    yield (
        say("versuche"),
        say("kein_raum.1"),
        say("kein_raum.2"),
        say("raum.warten"),
        say("raum.erste"),
        say("raum.eine"),
        *(say("raum.personen", zahl=people) for people in COUNTED),
    )


def _heard(world: World, goes_to: Callable[[Place], bool]) -> Iterator[tuple[Say, ...]]:
    first = begin(world)
    yield first.hear
    yield from (reply.hear for _, _, reply in walk(world, first, goes_to=goes_to))


# After an edit all but a few groups are as they were, and so are midnight and the times of their doors.
@lru_cache(maxsize=16_384)
def _sayable_about(alone: Plan, key: bytes, moment: datetime) -> tuple[tuple[Say, ...], ...]:
    """What is said about the one group of a plan; one wrong key stands for all."""
    world, (group,) = World(moment, alone, key, {}), alone.groups
    here = entry(group, moment)
    places = [Place(name, (world.group_id(group), "raum")) for name in ("stimmt", "raum", "leiten", "draussen")]
    return (
        entry_words(here, world) if here.meetings or group.by_words else (),
        tuple(meeting_words(meeting, world) for meeting in here.meetings),
        *(enter(place, world).hear for place in places),
        *(step(place, WRONG_KEY, world).hear for place in places),
    )


def _moments(world: World, ahead: timedelta) -> list[datetime]:
    """Now, every midnight, and whenever the office opens or closes."""
    midnights = _midnights(world.now, ahead)
    edges = {
        edge
        for hours in world.plan.office.hours
        for midnight in midnights
        if midnight.weekday() in hours.weekdays
        for edge in bounds(midnight.date(), hours.span)
    }
    return _within({world.now, *midnights, *edges}, world.now, ahead)


def _midnights(now: datetime, ahead: timedelta) -> list[datetime]:
    days = (now.date() + timedelta(days=n) for n in range(ahead.days + 2))
    return [datetime.combine(day, time(), now.tzinfo) for day in days]


def _within(moments: set[datetime], now: datetime, ahead: timedelta) -> list[datetime]:
    return sorted(moment for moment in moments if now <= moment <= now + ahead)


def _moments_of(group: Group, now: datetime, ahead: timedelta) -> list[datetime]:
    """Now, every midnight, and whenever the door of a group's room changes."""
    edges = {
        edge
        for meeting in coming(group, now)
        if meeting.start - OPENS_BEFORE <= now + ahead
        for edge in (meeting.start - OPENS_BEFORE, meeting.start, meeting.end)
    }
    return _within({now, *_midnights(now, ahead), *edges}, now, ahead)
