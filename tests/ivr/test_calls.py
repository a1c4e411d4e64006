"""Laws of every call: the menu is finite, so every key is tried at every place, at several times of the week."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.call import begin, enter, step
from ivr.flows.codes import awaits_rest
from ivr.flows.joining import over
from ivr.menu_node import press
from ivr.menus.after_failure import APOLOGIES, after_failure
from ivr.menus.main import NODES
from ivr.menus.room import ROOM_NODES
from ivr.model.adhoc_rooms import PRACTICE_ID
from ivr.model.announcement import Announcement, RecordingOutcome
from ivr.model.attendance import Attendance
from ivr.model.dial_outcome import ANSWERED, NO_ANSWER
from ivr.model.moment import BERLIN
from ivr.model.plan import Contact, CrisisLine, Group, Moved, Newcomers, Plan
from ivr.model.recurrence import Rule, Span
from ivr.model.round import Round
from ivr.model.talk import Seat, Talk
from ivr.place import Place
from ivr.place_names import At
from ivr.prerender.explore import RECORDED, Turn, walk
from ivr.prerender.sayable import sayable
from ivr.prerender.sayable_in_rooms import BUSY
from ivr.reply import Ask, Dial, HangUp, Join, Reply
from ivr.say import is_secret, said_in
from ivr.visit import visit
from ivr.world import World
from prompts.wording import page, sentences
from reading.cancellations import with_cancellations
from reading.external_entrance import EXAMPLES
from tests.conftest import TUESDAY, berlin
from tests.support.any_place import STATES
from tests.support.information import with_information
from tests.support.many_groups import groups
from tests.support.staff import group, written
from tests.support.walks import every_turn, heard_in, spoken_beforehand, turns_after_many_numbers

MOMENTS = {
    "a meeting is near": "2026-03-10 18:20",
    "a meeting is soon": "2026-03-10 18:00",
    "the office is open": "2026-03-10 09:30",
    "it is night": "2026-03-11 03:00",
    "after midnight of a late meeting": "2026-03-15 00:30",
    "a meeting is cancelled today": "2026-03-24 18:30",
    "clocks go forward": "2026-03-29 01:59",
    "clocks go back": "2026-10-25 02:30",
    "the year ends": "2026-12-31 23:59",
}


BOTH = Talk(
    seats={"me": Seat(1), "other": Seat(2)}, events={"C": Attendance({"me": (1, True), "other": (2, True)})}, given=2
)
# Nobody moderates, another one does, or the one who presses keys; and then it goes round, or all are silent.
MODERATED = (
    BOTH,
    replace(BOTH, moderator="other", round=Round(2), listening=("me",)),
    replace(BOTH, moderator="other", still_until=1.0),
    replace(BOTH, moderator="me"),
    replace(BOTH, moderator="me", still_until=1.0),
    replace(BOTH, moderator="me", round=Round(2)),
    replace(BOTH, moderator="me", round=Round(1)),
    replace(BOTH, moderator="other", round=Round(2, heard=(1,))),
)
ANNOUNCED = "everything is announced and called off"
LIMITED = "too many numbers have led nowhere"
WHEN = (*MOMENTS, ANNOUNCED, LIMITED)
# So many groups need no number.
OPEN = {"one is open to all": 1, "four are open to all": 4}


@pytest.fixture(scope="module", params=WHEN)
def when(request) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def world(when, plan) -> World:
    return world_when(when, plan)


@pytest.fixture(scope="module")
def turns_when(plan) -> Callable[[str], list[Turn]]:
    """Every turn of a caller then; a walk takes long, so all tests share it."""
    return cache(lambda when: (turns_after_many_numbers if when == LIMITED else every_turn)(world_when(when, plan)))


@pytest.fixture(scope="module")
def turns(when, turns_when) -> list[Turn]:
    return turns_when(when)


def world_when(when: str, plan: Plan) -> World:
    if when == ANNOUNCED:
        return with_announcements(World(TUESDAY, plan, b"key", {}))
    if when in OPEN:
        return World(TUESDAY, with_open_groups(plan, OPEN[when]), b"key", {})
    moment = TUESDAY if when == LIMITED else berlin(MOMENTS[when])
    return World(moment, plan, b"key", {})


def test_every_key_everywhere_gets_words_that_can_be_said(world, turns):
    for place, keys, reply in turns:
        said = page(reply.hear, world.plan.lexicon)
        # Two seconds behind an unknown number are still, because a longer one may follow.
        is_still = awaits_rest(reply.then) and reply.then.seconds <= 2
        assert (said or is_still) and not any(map(str.isdigit, said)), (place, keys, said)


def test_nobody_is_hung_up_on_without_a_goodbye(turns):
    for place, keys, reply in turns:
        if isinstance(reply.then, HangUp):
            assert page(reply.hear).endswith("Auf Wiederhören."), (place, keys)


# Where a recording is not saved yet, it is asked first.
ASKED_FIRST = {"abholen", "pruefen", "wie_lange", "tage", "neuere"}
LEFT_UNSAVED = {"ungespeichert", "nicht_gespeichert"}


def menu_from(place: Place) -> str:
    """Where the nine leads."""
    if place.name in ASKED_FIRST:
        return "ungespeichert"
    # Whoever goes away from a message has left it, and is told so first.
    if place.name == "nachricht_pruefen":
        return "nachricht_da"
    return "menu_ungespeichert" if place.name in LEFT_UNSAVED else "menu"


def test_nine_leads_to_the_main_menu_and_star_says_it_again_everywhere(turns):
    for place, keys, reply in turns:
        if isinstance(reply.then, Ask) and place.name not in ROOM_NODES and keys == "9" and not place.typed:
            assert reply.then.place.name == menu_from(place), place
        if isinstance(reply.then, Ask) and place.name not in ("raumregeln", "ziffern") and keys == "*":
            assert reply.then.place == replace(place, misses=0, typed="", failures=0), place


INSIDE = {name for name, node in ROOM_NODES.items() if node.leads_on is over}
ON_PURPOSE = {("hinaus_frage", "1"), ("schluss_frage", "1")}


def test_nobody_leaves_a_room_by_accident(turns):
    for place, keys, reply in turns:
        if place.name in INSIDE and (place.name, keys) not in ON_PURPOSE:
            assert isinstance(reply.then, Join) or reply.then.place.name in INSIDE, (place, keys)


def test_silence_always_comes_to_an_end(world):
    reply, turns = begin(world), 0
    while not isinstance(reply.then, HangUp):
        place = reply.then.place if isinstance(reply.then, Ask) else reply.then.after
        reply, turns = step(place, "" if isinstance(reply.then, Ask) else NO_ANSWER, world), turns + 1
        assert turns < 40


def test_whoever_presses_nothing_hears_every_date(world):
    reply, heard = begin(world), []
    while isinstance(reply.then, Ask):
        reply = step(reply.then.place, "", world)
        heard += [said.key for said in said_in(reply.hear)]
    assert "termine.ende" in heard
    assert isinstance(reply.then, Dial) or "wiederhoeren" in heard


def test_only_the_number_of_a_group_opens_its_room(world, turns):
    rooms = {reply.then.room for _, _, reply in turns if isinstance(reply.then, Join)}
    no_numbers = replace(world, plan=replace(world.plan, groups=()))
    for place, keys, reply in every_turn(no_numbers):
        assert not isinstance(reply.then, Join) or place.group in ("", PRACTICE_ID), (place, keys)
    assert len(rooms) <= len(world.plan.groups) + 1


def test_everything_a_caller_hears_is_spoken_beforehand(when, world, turns):
    # All moments together meet every part of the next day and a half.
    later = replace(world, now=world.now + timedelta(minutes=431 * (1 + WHEN.index(when) % 5)))
    assert heard_in([*turns, *every_turn(later)]) <= spoken_beforehand(world)


@pytest.mark.parametrize("when", OPEN, scope="module")
def test_groups_that_are_open_to_all_are_spoken_beforehand(world, turns):
    # The number of a room that somebody opens is drawn when he does.
    told = [turn for turn in turns if not any(map(is_secret, said_in(turn[2].hear)))]
    assert heard_in(told) <= spoken_beforehand(world)


def test_a_help_line_and_people_to_ask_are_spoken_beforehand(plan):
    world = World(TUESDAY, with_people_to_ask(plan), b"key", {})
    assert heard_in(every_turn(world)) <= spoken_beforehand(world)


def with_many_groups(plan: Plan) -> Plan:
    """The plan, with so many groups more that a choice is offered, and such as meet on another day than usual, or not
    at all, or in words, and tell newcomers all that can be told."""
    today, evening = date(2026, 3, 10), Span(time(20))
    contact = Contact("030 23125 077", (Rule((1,), Span(time(18), time(20))),))
    more = (
        Group("Wicke", dates=((today, evening),), moved=(Moved(today, date(2026, 3, 12), evening),), code="583194"),
        Group("Wolke", dates=((today, evening),), moved=(Moved(today, date(2026, 3, 9), evening),), code="583196"),
        Group(
            "Winde",
            by_words="nach Absprache",
            code="583195",
            for_whom="alle",
            newcomers=Newcomers.ASK_FIRST,
            contact=contact,
        ),
        Group("Wegwarte", dates=((today, evening),), cancellations=frozenset({today}), newcomers=Newcomers.WELCOME),
        Group("Wacholder", newcomers=Newcomers.NOT_NOW, contact=Contact("030 23125 078")),
        Group("Weide", code="583197", contact=contact),
    )
    return replace(plan, groups=(*plan.groups, *written(groups(14))[0].groups, *more))


def with_open_groups(plan: Plan, count: int) -> Plan:
    """The plan, with so many groups that need no number, in an office that lets callers open rooms."""
    always = Rule(tuple(range(7)), Span(time(), time()))
    more = tuple(Group(f"Kreis {n}", rules=(always,), open=True, consent=n > 0) for n in range(count))
    return replace(plan, office=replace(plan.office, spontaneous=True), groups=(*plan.groups, *more))


def with_people_to_ask(plan: Plan) -> Plan:
    """The plan, with a help line, and somebody to ask at every group."""
    line = CrisisLine("Telefonseelsorge", ("0800 111 0 111", "116 123"))
    asked = tuple(replace(group, contact=Contact("030 23125 077")) for group in plan.groups)
    return replace(plan, office=replace(plan.office, crisis=line), groups=asked)


def in_another_system(plan: Plan, kind: str, more: str = "") -> Plan:
    """The plan of one group, which meets in another system."""
    block = f"Gruppe: Wicke\nRegel: täglich, 18:30 bis 20 Uhr\nZugang: 583194\nRaum: {EXAMPLES[kind]}\n{more}"
    return replace(plan, groups=written(block)[0].groups)


def with_announcements(world: World) -> World:
    """The world when every group and the office have announced something, and called off their meeting of the day."""
    leads = replace(world.plan.office, leader_code="64028195")
    off = {(group.name.lower(), world.now.date()) for group in world.plan.groups}
    plan = with_cancellations(replace(world.plan, office=leads), frozenset(off))
    names = ("", *(group.name for group in plan.groups))
    announcements = {name: Announcement(name, 1, world.now, "sound", world.now + timedelta(days=2)) for name in names}
    return replace(world, plan=plan, announcements=announcements, recordings={RECORDED[0]: RecordingOutcome("sound")})


def too_late(world: World) -> Reply:
    """What a leader hears who wants to save, while another one has been quicker."""
    leader = next(group for group in world.plan.groups if group.leader_code)
    return enter(Place(At.HOW_LONG, group=world.group_id(leader), number=0, recording=RECORDED[0]), world)


def in_a_busy_talk(world: World) -> tuple[World, Reply]:
    """The world of one who leads a talk in which everything has been asked for, and who presses the star key."""
    desk = Place(At.LEADER_STAR_MENU, group=PRACTICE_ID, leads=True)
    here = visit(desk, world)
    assert here
    busy = replace(world, person="me", talks={here.room: BUSY})
    return busy, enter(desk, busy)


def in_moderated_talks(plan: Plan) -> Iterator[list[Turn]]:
    """What can follow the star key of whoever moderates where nobody leads, and of the others, whatever goes on."""
    klee = replace(group("Regel: dienstags, 18 Uhr"), code="583917", is_peer_led=True, opening="Hallo.", closing="Gut.")
    for found, talk in product((klee, replace(klee, speaking_minutes=2, opening="", closing="")), MODERATED):
        world = World(TUESDAY, replace(plan, groups=(found,)), b"key", person="me")
        place = Place(At.BACK_FROM_ROOM, group=world.group_id(found))
        here = visit(place, world)
        assert here
        yield list(walk(*back_from(place, replace(world, talks={here.room: talk}))))


def back_from(place: Place, world: World) -> tuple[World, Reply]:
    return world, step(place, ANSWERED, world)


def failed_at(place: Place) -> set[str]:
    """The places that follow a fault of ours at a place, the first and the second time."""
    after = [after_failure(replace(place, failures=failures)) for failures in range(2)]
    world = World(datetime(2026, 3, 10, 18, 20, tzinfo=BERLIN), Plan(), b"key", {})
    asked = [step(failed, "", world).then for failed in after]
    return {failed.name for failed in after} | {then.place.name for then in asked if isinstance(then, Ask)}


def other_worlds(plan: Plan) -> list[World]:
    """The same evening with other groups: many, and such as meet in another system; people to ask; and with texts of
    information."""
    plans = [with_many_groups(plan), *(in_another_system(plan, kind) for kind in ("BigBlueButton", "Zoom"))]
    plans += [in_another_system(plan, "BigBlueButton", "Stumm-Taste: 0\n")]
    plans += [with_people_to_ask(plan), with_information(plan)]
    return [World(TUESDAY, on_air, b"key", {}) for on_air in plans]


def test_every_place_can_be_reached_and_every_sentence_is_used(plan, turns_when):
    announced = world_when(ANNOUNCED, plan)
    walks = [
        *map(turns_when, (*WHEN, *OPEN)),
        *map(every_turn, other_worlds(plan)),
        *(list(walk(*in_a_busy_talk(world))) for world in (World(TUESDAY, plan, b"key", {}), announced)),
        list(walk(announced, too_late(announced))),
        *in_moderated_talks(plan),
    ]
    places = failed_at(Place(At.STAR_MENU, group=PRACTICE_ID))
    keys = {*APOLOGIES, "stoerung.buero", "zum.weitermachen", "gruss", "gruss.eigener"}
    keys |= {"gruppe.frage_ohne_zahl", "leitung.frage_ohne_zahl"}
    # What is heard while the hotline does not answer: tests/routes/test_carrier_setup.py.
    keys |= {"ausfall", "ausfall.verbinden"}
    # An office that keeps messages for one day: tests/ivr/test_messages.py.
    keys |= {"nachricht.frist_ein_tag"}
    # A meeting of last night that is off: tests/ivr/test_entrance.py.
    keys |= {"tuer.cancelled_tonight"}
    # Cards and the pages of the office.
    keys |= {f"neue.{one}" for one in Newcomers}
    for turns in walks:
        places |= {place.name for place, _, _ in turns} | {reply.otherwise.name for _, _, reply in turns}
        keys |= {said.key for _, _, reply in turns for said in said_in(reply.hear)}
    keys |= {said.key for hear in sayable(announced) for said in hear}
    asks = {name for name, node in NODES.items() if node.options or node.reads is not press}
    # Where a meeting has begun or ended meanwhile: tests/ivr/test_cancelling.py.
    assert asks - {"nicht_geaendert", "keine_treffen"} <= places
    assert set(sentences()) - keys <= {"termine.keine", "tuer.no_date", "regeln.keine"}


@given(STATES, st.text(max_size=20))
def test_no_place_and_no_keys_can_break_a_call(state, keys):
    world = World(datetime(2026, 3, 10, 18, 20, tzinfo=BERLIN), Plan(), b"key", {})
    for name in At:
        reply = step(replace(state, name=name), keys, world)
        assert reply.hear or awaits_rest(reply.then)
