"""Laws of the way into another system, whatever that system is and however the calls to it end."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.call import begin, step
from ivr.flows.external_room import MOST_TRIES
from ivr.model.dial_outcome import OUTCOMES
from ivr.model.door import door
from ivr.model.plan import Plan
from ivr.place import Place
from ivr.place_names import At
from ivr.prerender.explore import all_numbers, walk
from ivr.reply import Ask, Dial, HangUp, Join
from ivr.world import World
from prompts.wording import page
from reading.external_entrance import EXAMPLES
from tests.conftest import TUESDAY
from tests.support.external_rooms import WICKE
from tests.support.staff import written
from tests.support.walks import every_turn, heard_in, spoken_beforehand


def in_another_system(kind: str, plan: Plan) -> World:
    group = written(f"{WICKE}Raum: {EXAMPLES[kind]}\n")[0].groups
    return World(TUESDAY, replace(plan, groups=group), b"key")


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_group_in_another_system_never_opens_our_own_room(plan, kind):
    world = in_another_system(kind, plan)
    (group,) = world.plan.groups
    thens = [reply.then for _, _, reply in walk(world, begin(world), all_numbers(world.plan))]
    assert group.external_room.number in {then.number for then in thens if isinstance(then, Dial)}
    assert world.room(door(group, world.now).meeting) not in {then.room for then in thens if isinstance(then, Join)}


@pytest.mark.parametrize("kind", ["BigBlueButton", "Zoom", "SIP"])
def test_all_that_can_be_heard_on_the_way_is_spoken_beforehand(plan, kind):
    world = in_another_system(kind, plan)
    spoken = spoken_beforehand(world)
    for minutes in (0, 11, 30, 150):
        assert heard_in(every_turn(replace(world, now=world.now + timedelta(minutes=minutes)))) <= spoken


@given(st.lists(st.tuples(st.sampled_from(OUTCOMES), st.integers(0, 300)), min_size=1), st.sampled_from(list(EXAMPLES)))
def test_however_the_calls_end_the_caller_hears_german_and_an_end(ends, kind):
    world = in_another_system(kind, Plan())
    reply, dialled = begin(world), 0
    for keys in ("2", "583194", "1"):
        reply = step(reply.then.place, keys, world)
    while not isinstance(reply.then, HangUp):
        dials = isinstance(reply.then, Dial)
        how, seconds = ends[dialled % len(ends)] if dials else ("", 60)
        world, dialled = replace(world, now=world.now + timedelta(seconds=seconds)), dialled + dials
        reply = step(reply.then.after if dials else reply.then.place, how, world)
        assert page(reply.hear) and dialled <= MOST_TRIES + 1
    assert page(reply.hear).endswith("Auf Wiederhören.")


def test_a_clock_that_stands_still_does_not_keep_a_caller_waiting(plan):
    world = in_another_system("Zoom", plan)
    place, tries = Place(At.EXTERNAL, group=world.group_id(world.plan.groups[0])), 0
    reply = step(replace(place, name="anderswo_warten"), "", world)
    while isinstance(reply.then, Dial):
        reply, tries = step(reply.then.after, "busy", world), tries + 1
        assert isinstance(reply.then, Ask)
        reply = step(reply.then.place, "", world)
    assert tries == MOST_TRIES
