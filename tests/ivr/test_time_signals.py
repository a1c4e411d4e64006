"""The bell: what everybody in a room hears about the time that is left."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.flows.time_signals import due
from ivr.model.moment import BERLIN
from ivr.model.plan import Group
from ivr.model.recurrence import Span
from tests.conftest import berlin
from tests.support.staff import group

DAY = "2026-03-10"
written = lru_cache(group)


def at(written: str) -> datetime:
    """ "18:20" on the day of the tests, or "2026-03-11 18:20"."""
    return berlin(written if " " in written else f"{DAY} {written}")


def said(lines: str, since: datetime, until: datetime) -> list[str]:
    return [words.key for _, words in due([written(lines)], since, until)]


def heard(lines: str, since: str = "00:01", until: str = "2026-03-11 12:00") -> dict[str, str]:
    """What is said in the meetings of a group, by the minute."""
    minutes = range(int((at(until) - at(since)).total_seconds()) // 60)
    ends = [at(since) + timedelta(minutes=minute) for minute in minutes]
    return {f"{end:%H:%M}": key for end in ends for key in said(lines, end - timedelta(minutes=1), end)}


EVENING = "Regel: dienstags, 18:30 bis 20 Uhr"


def test_the_end_is_told_ten_and_two_minutes_before_and_when_it_comes():
    assert heard(EVENING) == {"19:50": "zeit.zehn", "19:58": "zeit.zwei", "20:00": "zeit.ende"}


def test_a_moment_belongs_to_one_look_alone():
    assert said(EVENING, at("19:49"), at("19:50")) == ["zeit.zehn"] and not said(EVENING, at("19:50"), at("19:51"))


def test_a_meeting_that_is_off_is_told_nothing_and_one_that_is_moved_when_it_takes_place():
    assert heard(f"{EVENING}\nAusfall: 10.3.2026") == {}
    moved = heard("Regel: montags, 18:30 bis 20 Uhr\nVerlegt: 9.3.2026 auf 10.3.2026 17 bis 18 Uhr")
    assert list(moved) == ["17:50", "17:58", "18:00"]


def test_in_a_short_meeting_ten_minutes_are_no_news():
    assert list(heard("Regel: dienstags, 18 bis 18:25 Uhr")) == ["18:23", "18:25"]
    assert list(heard("Regel: dienstags, 18 bis 18:30 Uhr")) == ["18:20", "18:28", "18:30"]


def test_a_meeting_may_end_after_midnight():
    assert list(heard("Regel: dienstags, 22 bis 1 Uhr")) == ["00:50", "00:58", "01:00"]


def test_who_may_stay_on_is_told_nothing():
    assert heard("Regel: täglich, 0 bis 24 Uhr") == {}


@pytest.mark.parametrize(
    "lines",
    [
        "Regel: täglich, 12 bis 24 Uhr",
        "Regel: dienstags, 0 bis 24 Uhr",
        "Regel: täglich, 0 bis 24 Uhr\nAusfall: 11.3.2026",
        "Regel: montags, 12 bis 24 Uhr\n       dienstags, 0 bis 24 Uhr",
    ],
)
def test_on_the_last_evening_the_end_is_told_whatever_came_before(lines):
    assert list(heard(lines, since="23:40", until="2026-03-11 00:01")) == ["23:50", "23:58", "00:00"]


def test_where_one_meeting_follows_another_at_once_only_the_last_ends():
    hours = "Regel: dienstags, 18 bis 19 Uhr\n       dienstags, 19 bis 20 Uhr"
    assert list(heard(hours)) == ["19:50", "19:58", "20:00"]
    assert list(heard(hours.replace("dienstags, 19 bis", "dienstags, 18:45 bis"))) == ["19:50", "19:58", "20:00"]


def test_when_clocks_are_put_back_the_minutes_left_are_real_ones():
    night = Group("Nacht", dates=((date(2026, 10, 24), Span(time(22), time(3, 5))),))
    three = datetime(2026, 10, 25, 3, 0, tzinfo=BERLIN)
    told = [(words.key, minutes) for minutes in range(-70, 10) for _, words in due([night], *minute_at(three, minutes))]
    assert told == [("zeit.zehn", -5), ("zeit.zwei", 3), ("zeit.ende", 5)]


def minute_at(moment: datetime, minutes: int) -> tuple[datetime, datetime]:
    """The minute up to so many minutes after a moment, by the clock that is never put back."""
    end = datetime.fromtimestamp(moment.timestamp() + 60 * minutes, BERLIN)
    return datetime.fromtimestamp(end.timestamp() - 60, BERLIN), end


@given(st.lists(st.integers(1, 24 * 3600), unique=True, min_size=1, max_size=20))
def test_however_often_one_looks_everything_is_told_once(seconds):
    looks = [at("00:00"), *(at("00:00") + timedelta(seconds=second) for second in sorted(seconds))]
    told = [key for since, now in pairwise(looks) for key in said(EVENING, since, now)]
    assert told == said(EVENING, looks[0], looks[-1])
