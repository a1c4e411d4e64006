"""Everything sayable can be listed: walk every place with every key, at every moment when something changes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from ivr.agenda import coming
from ivr.call import begin, enter, step
from ivr.dates import meeting_words
from ivr.door import OPENS_BEFORE
from ivr.plan import Group, bounds
from ivr.reply import Ask, Dial, HangUp, Join, Place, Reply, Say, say
from ivr.world import World

KEYS = ("", *"0123456789*#")
# How a dialled call or a room can end, in Twilio's words (DialCallStatus).
OUTCOMES = ("completed", "answered", "busy", "no-answer", "failed", "canceled")
# Too short, and a number no group has: codes have at least four digits that differ.
NO_NUMBERS = ("12", "000000000", "1*", "#")
# Rooms with more people than this are counted aloud when they happen.
COUNTED = range(2, 21)

Turn = tuple[Place, str, Reply]


def walk(world: World, first: Reply, within: Callable[[Place], bool] = lambda place: True) -> Iterator[Turn]:
    """Every turn that can follow a reply: the place, the keys pressed there, and the reply to them."""
    seen: set[Place] = set()
    waiting = [first]
    while waiting:
        then = waiting.pop().then
        if isinstance(then, HangUp) or (place := _next_place(then)) in seen or not within(place):
            continue
        seen.add(place)
        for keys in _keys(then, world):
            reply = step(place, keys, world)
            yield place, keys, reply
            waiting.append(reply)


def _next_place(then: Ask | Join | Dial) -> Place:
    return then.place if isinstance(then, Ask) else then.after


def _keys(then: Ask | Join | Dial, world: World) -> tuple[str, ...]:
    if not isinstance(then, Ask):
        return OUTCOMES
    if then.digits == 1:
        return KEYS
    return (
        KEYS
        + NO_NUMBERS
        + tuple(code for group in world.plan.groups for code in (group.code, group.leader_code) if code)
    )


def sayable(world: World, ahead: timedelta = timedelta(hours=36)) -> Iterator[tuple[Say, ...]]:
    """What each reply says that a caller can meet from now until `ahead` is over."""
    for moment in _moments(world, ahead):
        then = replace(world, now=moment)
        first = begin(then)
        yield first.hear
        yield from (reply.hear for _, _, reply in walk(then, first))
    for group in world.plan.groups:
        for moment in _moments_of(group, world.now, ahead):
            yield from _sayable_about(group, replace(world, now=moment))
    yield (say("raum.erste"), say("raum.eine"), *(say("raum.personen", zahl=people) for people in COUNTED))


def _sayable_about(group: Group, world: World) -> Iterator[tuple[Say, ...]]:
    yield tuple(meeting_words(meeting, world) for meeting in list(coming(group, world.now))[:2])
    mine = (world.group_id(group),)
    for name in ("raum", "leiten"):
        first = enter(Place(name, mine), world)
        yield first.hear
        yield from (reply.hear for _, _, reply in walk(world, first, lambda place: place.args[:1] == mine))


def _moments(world: World, ahead: timedelta) -> list[datetime]:
    """Now, every midnight, and whenever the office opens or closes."""
    days = [world.now.date() + timedelta(days=n) for n in range(ahead.days + 2)]
    moments = {datetime.combine(day, datetime.min.time(), world.now.tzinfo) for day in days}
    moments |= {
        edge
        for hours in world.plan.office.hours
        for day in days
        if day.weekday() in hours.weekdays
        for edge in bounds(day, hours.span)
    }
    return [world.now, *sorted(moment for moment in moments if world.now < moment <= world.now + ahead)]


def _moments_of(group: Group, now: datetime, ahead: timedelta) -> list[datetime]:
    """Whenever the door of a group's room changes."""
    edges = {
        edge
        for meeting in coming(group, now)
        if meeting.start - OPENS_BEFORE <= now + ahead
        for edge in (meeting.start - OPENS_BEFORE, meeting.start, meeting.end)
    }
    return sorted(edge for edge in edges if now < edge <= now + ahead)
