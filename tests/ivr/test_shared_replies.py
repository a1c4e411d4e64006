"""Replies that are kept for everybody: the law that they really are the same for everybody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ivr.call import begin, groups_in_reach, step
from ivr.flows.codes import match
from ivr.model.adhoc_rooms import Opened
from ivr.model.moment import in_berlin
from ivr.place import Place
from ivr.prerender.explore import walk
from ivr.shared_replies import is_shared
from ivr.visit import rooms_of
from ivr.world import World
from tests.support.people import comes
from tests.support.walks import some_numbers

LATER = timedelta(seconds=59)


def is_about_nobody(place: Place, keys: str, world: World) -> bool:
    entered = replace(world, entered=match(place, keys, world))
    return not match(place, keys, world).number and not rooms_of(groups_in_reach(place, keys, entered), entered)


@pytest.mark.parametrize("hour", [9, 18, 23])
def test_a_shared_reply_is_the_same_for_whoever_calls_at_whatever_second(world, hour):
    now = in_berlin(world.now.replace(hour=hour, minute=29))
    one = replace(world, now=now, person="one", caller="caller-1", opened=(Opened("482913", now, "caller-1"),))
    others = [replace(one, now=now + LATER, person="two", caller=caller) for caller in ("caller-2", "")]
    turns = [turn for turn in walk(one, begin(one), some_numbers(one.plan)) if is_about_nobody(*turn[:2], one)]
    shared = [(place, keys, reply) for place, keys, reply in turns if is_shared(reply)]
    assert len(shared) > len(turns) / 2
    for place, keys, reply in shared:
        assert [step(place, keys, other) == reply for other in others] == [True, True], (place, keys)


def test_two_callers_hear_the_same_page_and_each_goes_on_in_his_own_call(dial):
    one, other = comes(dial, "1"), comes(dial, "1")
    assert one.said_last == other.said_last
    for line in (one, other):
        line.press("7"), line.listen()
        assert "nicht verstanden" not in line.said_last and not line.ended


def test_a_meeting_that_begins_is_heard_at_its_minute(dial, clock):
    comes(dial, "1", "1").hang_up()
    before = comes(dial, "1", "1").said_last
    clock.says("2026-03-10 23:30")
    assert comes(dial, "1", "1").said_last != before
