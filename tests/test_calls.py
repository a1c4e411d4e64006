"""Laws of every call: the menu is finite, so every key is tried at every place, at several times of the week."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.call import begin, step
from ivr.meeting import BERLIN
from ivr.menu import SPOTS
from ivr.plan import Group, Moved, Plan
from ivr.reply import Ask, Dial, HangUp, Join, Place
from ivr.rule import Span
from ivr.walk import Turn, all_numbers, sayable, walk
from ivr.world import World
from prompts.wording import page, sentences
from tests.many import groups
from tests.staff import written

MOMENTS = {
    "a meeting is near": "2026-03-10 18:20",
    "the office is open": "2026-03-10 09:30",
    "it is night": "2026-03-11 03:00",
    "after midnight of a late meeting": "2026-03-15 00:30",
    "a meeting is cancelled today": "2026-03-24 18:30",
    "clocks go forward": "2026-03-29 01:59",
    "clocks go back": "2026-10-25 02:30",
    "the year ends": "2026-12-31 23:59",
}


@pytest.fixture(params=list(MOMENTS.values()), ids=list(MOMENTS))
def world(request, world) -> World:
    return replace(world, now=datetime.fromisoformat(request.param).replace(tzinfo=BERLIN))


def every_turn(world: World) -> list[Turn]:
    """Every turn of a caller, and every one of a caller whose numbers are compared with few groups or none."""
    worlds = [replace(world, compares=compares) for compares in ("all", "open", "none")]
    return [turn for world in worlds for turn in walk(world, begin(world), all_numbers(world.plan))]


def test_every_key_everywhere_gets_words_that_can_be_said(world):
    for place, keys, reply in every_turn(world):
        said = page(reply.hear, world.plan.lexicon)
        assert said and not any(map(str.isdigit, said)), (place, keys, said)


def test_nobody_is_hung_up_on_without_a_goodbye(world):
    for place, keys, reply in every_turn(world):
        if isinstance(reply.then, HangUp):
            assert page(reply.hear).endswith("Auf Wiederhören."), (place, keys)


def test_nine_leads_to_the_main_menu_and_star_says_it_again_everywhere(world):
    for place, keys, reply in every_turn(world):
        if isinstance(reply.then, Ask) and keys == "9":
            assert reply.then.place == Place("menu"), place
        if isinstance(reply.then, Ask) and keys == "*":
            assert reply.then.place == Place(place.name, place.args), place


def test_silence_always_comes_to_an_end(world):
    reply, turns = begin(world), 0
    while not isinstance(reply.then, HangUp):
        place = reply.then.place if isinstance(reply.then, Ask) else reply.then.after
        reply, turns = step(place, "" if isinstance(reply.then, Ask) else "no-answer", world), turns + 1
        assert turns < 40


def test_whoever_presses_nothing_hears_every_date(world):
    reply, heard = begin(world), []
    while isinstance(reply.then, Ask):
        reply = step(reply.then.place, "", world)
        heard += [said.key for said in reply.hear]
    assert "termine.ende" in heard
    assert isinstance(reply.then, Dial) or "wiederhoeren" in heard


def test_only_the_number_of_a_group_opens_its_room(world):
    rooms = {reply.then.room for _, _, reply in every_turn(world) if isinstance(reply.then, Join)}
    no_numbers = replace(world, plan=replace(world.plan, groups=()))
    for place, keys, reply in every_turn(no_numbers):
        assert not isinstance(reply.then, Join), (place, keys)
    assert len(rooms) <= len(world.plan.groups)


def test_everything_a_caller_hears_is_spoken_beforehand(world):
    spoken = {page([said]) for hear in sayable(world) for said in hear}
    for minutes in range(0, 36 * 60, 215):
        later = replace(world, now=world.now + timedelta(minutes=minutes))
        met = {said for _, _, reply in every_turn(later) for said in reply.hear}
        assert {page([said]) for said in met} <= spoken


def with_many_groups(plan: Plan) -> Plan:
    """The plan, with sixty groups more, one that meets on another day than usual, and one that only words can tell."""
    today, evening = date(2026, 3, 10), Span(time(20))
    moved = Group("Wicke", dates=((today, evening),), moved=(Moved(today, date(2026, 3, 12), evening),), code="583194")
    in_words = Group("Winde", by_words="nach Absprache", code="583195")
    return replace(plan, groups=(*plan.groups, *written(groups(60))[0].groups, moved, in_words))


def test_every_place_can_be_reached_and_every_sentence_is_used(plan):
    places, keys = set(), {"stoerung", "gruss", "gruss.keine_aufnahme", "raum.eine", "raum.personen", "raum.warten"}
    plans = [*((moment, plan) for moment in MOMENTS.values()), ("2026-03-10 18:20", with_many_groups(plan))]
    for moment, on_air in plans:
        world = World(datetime.fromisoformat(moment).replace(tzinfo=BERLIN), on_air, b"key", {})
        turns = every_turn(world)
        # Where a call only ends no key is pressed, so that the walk does not stop there.
        places |= {place.name for place, _, _ in turns} | {"ende", "abschied", "abschied_still"}
        keys |= {said.key for _, _, reply in turns for said in reply.hear}
    assert places == set(SPOTS)
    assert set(sentences()) - keys <= {"termine.keine", "tuer.no_date", "regeln.keine"}


@given(st.text(max_size=40), st.lists(st.text(max_size=12), max_size=3), st.text(max_size=20))
def test_no_place_and_no_keys_can_break_a_call(name, args, keys):
    world = World(datetime(2026, 3, 10, 18, 20, tzinfo=BERLIN), Plan(), b"key", {})
    for place in (name, *SPOTS):
        assert step(Place(place, tuple(args)), keys, world).hear
