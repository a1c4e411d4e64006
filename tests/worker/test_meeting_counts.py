"""The meetings of a day that is over are counted once, those that were off among them."""

from collections import Counter
from datetime import date

import pytest

from ivr.statistics import OFF, PLANNED, Counted
from storage.disk import Disk
from tests.support.hotlines import hotline_of
from worker.meeting_counts import MeetingCounts

TUESDAY = date(2026, 3, 10)


@pytest.fixture
def counted() -> Counter[Counted]:
    return Counter()


@pytest.fixture
def counts(app, clock, tmp_path, counted):
    """What counts at midnight, as often as it is started anew."""
    return lambda: MeetingCounts(Disk(tmp_path), counted.update, hotline_of(app).world, clock)


def test_a_meeting_counts_when_its_day_is_over_and_once(counts, clock, counted):
    counts().look()
    assert not [one for one in counted if one.day == TUESDAY]
    clock.says("2026-03-11 00:01")
    for _ in range(3):
        counts().look()
    assert counted[Counted(TUESDAY, PLANNED, "Sonnenblume")] == 1
    assert counted[Counted(TUESDAY, OFF, "Sonnenblume")] == 0


def test_a_meeting_that_was_called_off_counts_as_planned_and_as_off(app, counts, clock, counted):
    hotline_of(app).cancellations.cancel("Sonnenblume", TUESDAY)
    clock.says("2026-03-11 00:01")
    counts().look()
    assert counted[Counted(TUESDAY, PLANNED, "Sonnenblume")] == counted[Counted(TUESDAY, OFF, "Sonnenblume")] == 1


def test_days_without_a_worker_are_made_up_for(counts, clock, counted):
    counts().look()
    clock.says("2026-03-13 09:00")
    counts().look()
    assert {one.day.day for one in counted} >= {10} and counted[Counted(TUESDAY, PLANNED, "Sonnenblume")] == 1
