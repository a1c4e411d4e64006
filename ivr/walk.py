"""Everything sayable can be listed: walk every place with every key, at every moment when something changes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import lru_cache

from ivr.agenda import coming, entry
from ivr.attendance import Attendance
from ivr.bell import BELLS
from ivr.beside import open_groups
from ivr.call import begin, enter, step
from ivr.dates import entry_words, meeting_words, was_answered
from ivr.door import WORTH_WAITING, closes, opens
from ivr.elsewhere import goes_elsewhere
from ivr.extra import PRACTICE_ID
from ivr.meeting import bounds
from ivr.outcome import REACHED, SHORT
from ivr.plan import Group, Plan
from ivr.reply import Announce, Ask, Dial, HangUp, Join, Place, Reply, Say, Then, Wait, say
from ivr.room_menu import ROOM_SPOTS
from ivr.talk import Seat, Talk
from ivr.visit import LEADS, visit
from ivr.world import World

KEYS = ("", *"0123456789*#")
WRONG_KEY = "7"
# How a dialled call or a room can end, in Twilio's words (DialCallStatus) and one of ours.
OUTCOMES = (*REACHED, SHORT, "busy", "no-answer", "failed", "canceled")
# Too short, a number no group has (the longest has eight digits), and one begun anew.
NO_NUMBERS = ("12", "00000000000", "1*")
# What is counted in a room; higher numbers are spoken when they happen.
COUNTED = {
    "raum.personen": range(2, 21),
    "raum.zusammen": range(2, 21),
    "warten.minuten": range(2, 31),
    "melden": range(1, 21),
    "melden.mehr": range(2, 11),
    "wort.mehr": range(2, 11),
    "wort.naechste": range(1, 21),
    "wort.hat": range(1, 21),
    "wort.jetzt": range(1, 21),
}
UNCOUNTED = (
    *("raum.erste", "raum.eine", "raum.allein", "raum.beendet", "melden.eine", "wort.eine"),
    *("warten.minute", "warten.allein", "warten.leitung", "tuer.full", "tuer.locked", "tuer.ended", "geht_nicht"),
    *("eigener.zu_viele", "versuche", "kein_raum.1", "kein_raum.2"),
    *(key for _, key, _ in BELLS),
)
# A talk in which everything has been asked for.
BUSY = Talk(
    seats={"me": Seat(1, muted=True), "other": Seat(2)},
    hands=("me", "other"),
    silent=True,
    locked=True,
    events={"C": Attendance({"me": (1, True), "other": (2, True)})},
)

ABOUT_A_GROUP = ("eintritt", "raum", "leitermenue", "zusage", "stimmt", "vorbei", "warten")
ABOUT_ANOTHER_SYSTEM = ("anderswo", "anderswo_warten", "getrennt", "anderswo_still")

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
        for place, answers in _onward(waiting.pop().then, numbers):
            if place in seen or not goes_to(place):
                continue
            seen.add(place)
            for keys in answers:
                reply = step(place, keys, world)
                yield place, keys, reply
                waiting.append(reply)


def all_numbers(plan: Plan) -> tuple[str, ...]:
    """Every number that opens a room, and some that open none."""
    return NO_NUMBERS + tuple(code for group in plan.groups for code in (group.code, group.leader_code) if code)


def _onward(then: Then, numbers: tuple[str, ...]) -> list[tuple[Place, tuple[str, ...]]]:
    """Where a call can go on, and what can be brought there."""
    match then:
        case Ask(place, digits):
            return [(place, KEYS if digits == 1 else KEYS + numbers)]
        case Join(after=after, waits=waits):
            return [(after, OUTCOMES), (waits, ("",))]
        case Dial(after=after):
            return [(after, OUTCOMES)]
        case Wait(place):
            return [(place, ("",))]
        case HangUp():
            return []


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
    yield from _said_inside(world)


def _said_inside(world: World) -> Iterator[tuple[Say, ...]]:
    """What is said in any room, to everybody and to the one who leads, whatever has been asked for there."""
    quiet = replace(world, person="me")
    practice = visit(Place("raum", (PRACTICE_ID,)), quiet)
    busy = replace(quiet, talks={practice.room: BUSY} if practice else {})
    for inside in (quiet, busy):
        for place in (Place(name, (PRACTICE_ID, role)) for name in ROOM_SPOTS for role in ("-", LEADS)):
            entered = enter(place, inside)
            yield entered.hear
            yield from (deed.hear for deed in entered.deeds if isinstance(deed, Announce))
            yield step(place, WRONG_KEY, inside).hear
    yield tuple(map(say, UNCOUNTED))
    yield tuple(say(key, zahl=number) for key, numbers in COUNTED.items() for number in numbers)


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
    places = [Place(name, (world.group_id(group),)) for name in ABOUT_A_GROUP]
    if goes_elsewhere(group):
        places += [Place(name, (world.group_id(group), tries)) for name in ABOUT_ANOTHER_SYSTEM for tries in "01"]
    return (
        entry_words(here, world) if here.meetings or group.by_words else (),
        tuple(meeting_words(meeting, world) for meeting in here.meetings),
        *(enter(place, world).hear for place in places),
        *(step(place, WRONG_KEY, world).hear for place in places),
    )


def _moments(world: World, ahead: timedelta) -> list[datetime]:
    """Now, every midnight, and whenever the office opens or closes, or the door of a group that is open to all."""
    midnights = _midnights(world.now, ahead)
    edges = {
        edge
        for hours in world.plan.office.hours
        for midnight in midnights
        if midnight.weekday() in hours.weekdays
        for edge in bounds(midnight.date(), hours.span)
    }
    edges |= {edge for group in open_groups(world.plan) for edge in _moments_of(group, world.now, ahead)}
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
        if opens(meeting) - WORTH_WAITING <= now + ahead
        for edge in (opens(meeting) - WORTH_WAITING, opens(meeting), meeting.start, meeting.end, closes(meeting))
    }
    return _within({now, *_midnights(now, ahead), *edges}, now, ahead)
