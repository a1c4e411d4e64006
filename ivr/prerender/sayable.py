"""All sentences that callers can hear soon, listed for prerendering."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile

from ivr.call import begin, enter, step
from ivr.flows.dates import entry_words, meeting_words, was_answered
from ivr.flows.external_room import is_external
from ivr.flows.news import announced_words, cancelled_words
from ivr.flows.open_rooms import MOST_CHOICES
from ivr.flows.time_signals import BELLS
from ivr.menus.external_room import ELSEWHERE_NODES
from ivr.menus.main import MAIN
from ivr.menus.room import ROOM_NODES
from ivr.model.adhoc_rooms import PRACTICE_ID
from ivr.model.agenda import coming, entry
from ivr.model.announcement import Announcement
from ivr.model.attendance import Attendance
from ivr.model.door import WORTH_WAITING, closes, opens
from ivr.model.meeting import Meeting, bounds
from ivr.model.moment import later, midnight
from ivr.model.plan import Group, Plan
from ivr.model.recent import recent_cache
from ivr.model.talk import Seat, Talk
from ivr.place import Place
from ivr.place_names import At
from ivr.prerender.explore import WRONG_KEY, walk
from ivr.prerender.sayable_for_leaders import said_of_dates, said_to_leaders
from ivr.reply import Announce
from ivr.say import Press, Say, said_in, say
from ivr.visit import visit
from ivr.world import World

# Midnights, and when doors open and close in a day and a half.
MOMENTS = 256
# What is counted; higher numbers are spoken when they happen.
COUNTED = {
    "ziffern.letzten": range(2, 8),
    "raum.personen": range(2, 21),
    "raum.zusammen": range(2, 21),
    "warten.minuten": range(2, 31),
    "melden": range(1, 21),
    "melden.mehr": range(2, 11),
    "wort.mehr": range(2, 11),
    "wort.naechste": range(1, 21),
    "wort.hat": range(1, 21),
    "wort.jetzt": range(1, 21),
    "stumm.andere": range(1, 21),
    "stumm.andere_aus": range(1, 21),
}
UNCOUNTED = (
    *("raum.erste", "raum.eine", "raum.allein", "raum.beendet", "raum.lange", "raum.ruhe"),
    *("wort.gleich", "wort.eine", "melden.eine", "stumm.aus", "geht_nicht", "stoerung.buero"),
    *("warten.minute", "warten.allein", "warten.leitung", "tuer.full", "tuer.locked", "tuer.ended"),
    *("ziffern.letzte", "ziffern.weiter", "gedulden"),
    *("eigener.zu_viele", "eigener.raum", "versuche.heute", "versuche.anruf", "kein_raum.1", "kein_raum.2"),
    *(key for _, key, _ in BELLS),
)
# A talk in which everything has been asked for.
BUSY = Talk(
    seats={"me": Seat(1, muted=True), "other": Seat(2)},
    hands=("me", "other"),
    silenced_by=("me",),
    locked=True,
    events={"C": Attendance({"me": (1, True), "other": (2, True)})},
)

# How a group that is open to all is offered: in the main menu, or among several.
OFFERED = (Press("4"), Press("1"), *(Press(str(key), first=False) for key in range(2, MOST_CHOICES + 1)))

ABOUT_A_GROUP = (
    At.ENTRY,
    At.BEFORE_ROOM,
    At.STAR_MENU,
    At.ROOM,
    At.LEADER_MENU,
    At.CONSENT,
    At.CONFIRM_GROUP,
    At.OVER,
    At.HOLD,
)


def sayable(world: World, ahead: timedelta = timedelta(hours=36)) -> Iterator[tuple[Say, ...]]:
    """What each reply says that a caller can meet from now until `ahead` is over."""
    yield from _heard(world, goes_to=lambda place: True)
    for moment in _moments(world, ahead):
        yield from _heard(replace(world, now=moment), _changes_in_a_day)
    for group in world.plan.groups:
        alone = Plan(world.plan.office, (group,))
        for moment in _moments_of(group, world.now, ahead):
            yield from _sayable_about(alone, world.announcements.get(group.name), world.key, moment)
    yield from _said_inside(world)
    yield from said_to_leaders(world)
    yield _offered_behind_an_open_group(world)


def _changes_in_a_day(place: Place) -> bool:
    """Questions that lead to a list do not, nor does a room; what is in the list is told group by group."""
    return not was_answered(place) and place.name not in ROOM_NODES


def _offered_behind_an_open_group(world: World) -> tuple[Say, ...]:
    """What the main menu offers when it begins with a group, or several, that are open to all."""
    menu = Place(At.MENU)
    others = (
        option.words(menu, world, first=False) for option in MAIN if option.offer and isinstance(option.offer, str)
    )
    return (say("zum.offenen", druecken=Press("4")), say("offene"), *others)


def _said_inside(world: World) -> Iterator[tuple[Say, ...]]:
    """What is said in any room, to everybody and to the one who leads, whatever has been asked for there."""
    quiet = replace(world, person="me")
    practice = visit(Place(At.ROOM, group=PRACTICE_ID), quiet)
    busy = replace(quiet, talks={practice.room: BUSY} if practice else {})
    for inside in (quiet, busy):
        for place in (Place(name, group=PRACTICE_ID, leads=leads) for name in ROOM_NODES for leads in (False, True)):
            entered = enter(place, inside)
            yield said_in(entered.hear)
            yield from (effect.hear for effect in entered.effects if isinstance(effect, Announce))
            yield said_in(step(place, WRONG_KEY, inside).hear)
    yield tuple(map(say, UNCOUNTED))
    yield tuple(say(key, zahl=number) for key, numbers in COUNTED.items() for number in numbers)


def _heard(world: World, goes_to: Callable[[Place], bool]) -> Iterator[tuple[Say, ...]]:
    first = begin(world)
    yield said_in(first.hear)
    yield from (said_in(reply.hear) for _, _, reply in walk(world, first, goes_to=goes_to))


# After an edit all but a few groups are as they were, and so are midnight and the times of their doors.
@recent_cache(MOMENTS)
def _sayable_about(
    alone: Plan, latest: Announcement | None, key: bytes, moment: datetime
) -> tuple[tuple[Say, ...], ...]:
    """What is said about the one group of a plan; one wrong key stands for all."""
    (group,) = alone.groups
    world = World(moment, alone, key, announcements={group.name: latest} if latest else {})
    here = entry(group, moment)
    places = [Place(name, group=world.group_id(group)) for name in ABOUT_A_GROUP]
    if is_external(group):
        places += [
            Place(name, group=world.group_id(group), tries=tries) for name in ELSEWHERE_NODES for tries in (0, 1)
        ]
    return (
        entry_words(here, world) if here.meetings or group.by_words else (),
        tuple(meeting_words(meeting, world) for meeting in here.meetings),
        cancelled_words(world),
        announced_words(world),
        *(said_of_dates(group, world) if group.leader_code else ()),
        tuple(say("zum.offene", gruppe=group.name, druecken=press) for press in OFFERED if group.open),
        *(said_in(enter(place, world).hear) for place in places),
        *(said_in(step(place, WRONG_KEY, world).hear) for place in places),
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
    return [midnight(now.date() + timedelta(days=n)) for n in range(ahead.days + 2)]


def _within(moments: set[datetime], now: datetime, ahead: timedelta) -> list[datetime]:
    return sorted(moment for moment in moments if now <= moment <= now + ahead)


def _moments_of(group: Group, now: datetime, ahead: timedelta) -> list[datetime]:
    """Now, every midnight, and whenever the door of a group's room changes."""
    until = now + ahead + group.opens_before + WORTH_WAITING
    near = takewhile(lambda meeting: meeting.start <= until, coming(group, now))
    edges = {edge for meeting in near for edge in _edges(meeting)}
    return _within({now, *_midnights(now, ahead), *edges}, now, ahead)


def _edges(meeting: Meeting) -> tuple[datetime, ...]:
    worth_waiting = later(opens(meeting), -WORTH_WAITING)
    return (worth_waiting, opens(meeting), meeting.start, meeting.end, closes(meeting))
