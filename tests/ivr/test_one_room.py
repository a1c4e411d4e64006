"""A talk stays in one room until that closes: over midnight, and also before a day that is off."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import create_app
from ivr.model.door import door
from ivr.model.exceptions import single
from ivr.model.moment import later, midnight
from ivr.model.plan import Group, Plan
from ivr.model.recurrence import Rule, Span
from ivr.visit import closing
from ivr.world import World
from tests.support.hotlines import hotline_of
from tests.support.people import comes, leader, member
from tests.support.small_hotline import CALLED, CALLER
from tests.support.staff import EXAMPLE

FIRST = date(2026, 12, 10)
EVERY_DAY, WHOLE, QUARTER = tuple(range(7)), Span(time(), time()), timedelta(minutes=15)
SPANS = st.sampled_from(
    [WHOLE, Span(time(12), time()), Span(time(), time(3)), Span(time(22), time(1)), Span(time(18), time(20))]
)
RULES = st.lists(st.builds(Rule, st.sets(st.integers(0, 6), min_size=1).map(tuple), SPANS), min_size=1, max_size=3)
DAYS = st.integers(0, 3).map(lambda days: FIRST + timedelta(days=days))


def inside(group: Group, now: datetime) -> tuple[str, datetime] | None:
    """The room to which those inside come back, and when it closes; None: there is none."""
    found = door(group, now)
    if found.meeting is None or found.state not in ("open", "ending"):
        return None
    return World(now, Plan(groups=(group,)), b"key").room(found.meeting), closing(found.meeting, now)


@settings(max_examples=20)
@given(RULES.map(tuple), st.lists(DAYS, max_size=2), DAYS, st.integers(0, 72))
def test_nobody_is_taken_into_another_room_before_the_own_one_closes(rules, off, day, called_off_after):
    as_planned = Group("Krokus", rules=rules, off=tuple(map(single, off)))
    before, closes = "", midnight(FIRST)
    for now in (later(midnight(FIRST), QUARTER * n) for n in range(3 * 96)):
        # Only what has not begun can be called off.
        is_off = midnight(FIRST) + timedelta(hours=called_off_after) <= min(now, midnight(day) - QUARTER)
        here = inside(replace(as_planned, cancellations=frozenset({day} if is_off else ())), now)
        assert now >= closes or (here and here[0] == before), now
        before, closes = here or ("", now)


def test_what_is_called_off_meanwhile_changes_no_room():
    spans = (Rule((4,), Span(time(12), time())), Rule((5,), WHOLE))
    group, friday = Group("Krokus", rules=spans), midnight(date(2026, 12, 11))
    evening = later(friday, timedelta(hours=20))
    off = replace(group, cancellations=frozenset({date(2026, 12, 12)}))
    assert inside(group, evening)[0] == inside(off, evening)[0] == inside(off, midnight(date(2026, 12, 12)))[0]


@pytest.fixture
def dial(environ, clock):
    """Somebody dials the hotline of the example, in which Sonnenblume meets day and night; tomorrow is called off."""
    clock.says("2026-12-10 21:00")
    app = create_app(environ | {"CONTENT_DIR": str(EXAMPLE)}, clock)
    network = hotline_of(app).network
    comes(lambda: network.call(CALLER, CALLED), "8", "99887766", "3", "1", "1")
    clock.says("2026-12-10 23:50")
    return lambda: network.call(CALLER, CALLED)


def test_on_the_last_evening_two_people_stay_together_and_come_back_until_the_room_closes(dial, clock):
    one, leads = member(dial), leader(dial)
    assert one.doing.people == leads.doing.people == 2
    clock.says("2026-12-11 00:05")
    one.press("*"), one.wait()
    assert one.in_room and one.doing.room == leads.doing.room and one.doing.people == 2
    one.hang_up()
    clock.says("2026-12-11 00:06")
    again = member(dial)
    assert again.in_room and again.doing.people == 2
