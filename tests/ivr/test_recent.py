"""What was true on days past is forgotten."""

import gc
import tracemalloc
from datetime import time, timedelta

import pytest

from ivr.flows.finding import found
from ivr.model.agenda import coming
from ivr.model.plan import Group, Plan
from ivr.model.recent import recent_cache
from ivr.model.recurrence import Rule, Span
from ivr.world import World
from tests.conftest import TUESDAY

DAILY = Plan(
    groups=tuple(Group(f"Gruppe {hour}", rules=(Rule(tuple(range(7)), Span(time(hour))),)) for hour in range(8, 12))
)


def test_a_value_is_reckoned_once_and_forgotten_after_so_many_days():
    asked = []

    @recent_cache(periods=2)
    def length(word, day):
        asked.append((word, day))
        return len(word)

    assert [length("ab", 1), length("ab", 1), length("abc", 1), length("ab", 2)] == [2, 2, 3, 2]
    assert asked == [("ab", 1), ("abc", 1), ("ab", 2)]
    assert [length("ab", day) for day in (3, 2, 1)] == [2, 2, 2]
    assert asked[3:] == [("ab", 3), ("ab", 1)]


def kept_after(days: range) -> int:
    """Bytes kept after a day each on which callers asked for all groups and entered their rooms, and the office looked
    as far ahead as one can."""
    for day in days:
        world = World(TUESDAY + timedelta(days=day), DAILY, b"key")
        for entry in found(DAILY, world.now, ("1",)).entries:
            world.room(entry.meetings[0])
            assert len([*coming(entry.group, world.now)]) >= 400
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


@pytest.fixture
def traced():
    tracemalloc.start()
    yield
    tracemalloc.stop()


def test_on_day_sixty_a_daily_hotline_keeps_as_much_as_in_its_first_week(traced):
    in_the_first_week = kept_after(range(7))
    # Names of rooms are kept as well, some hundred bytes each, at most 4096.
    assert kept_after(range(7, 60)) < 1.5 * in_the_first_week
