"""Time is real time: laws over every minute of the nights in which clocks are changed, and of New Year's Eve."""

import math
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby

import pytest
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as st

from ivr.call import enter
from ivr.flows.entrance import until_it_begins
from ivr.flows.joining import over
from ivr.flows.time_signals import due
from ivr.model.adhoc_rooms import Opened
from ivr.model.door import Door, door, opens
from ivr.model.meeting import Meeting, bounds
from ivr.model.moment import BERLIN, in_berlin, later, moment_at, stamp, stamped
from ivr.model.plan import Group
from ivr.model.recurrence import Span
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Join
from ivr.say import Day, said_in
from ivr.visit import closing, visit
from office.formats import hours as shown_hours
from office.leaders.room_view import time_words
from tests.support.nights import HOURS, MINUTE, NIGHTS, meets, minutes, seconds, world_at

DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31)) | st.sampled_from(
    [date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)]
)
SOME_HOURS = [hours for hours in HOURS if hours != "0-24"]
every_night = pytest.mark.parametrize("night", NIGHTS)


@lru_cache
def doors(group: Group, night: str) -> list[tuple[datetime, Door]]:
    """The door of a group, minute by minute."""
    return [(now, door(group, now)) for now in minutes(night)]


def open_minutes(group: Group, night: str) -> list[tuple[Meeting, list[datetime]]]:
    """By meeting, in one run after the other, the minutes in which the door is open."""
    found = [(now, one.meeting) for now, one in doors(group, night) if one.state == "open" and one.meeting]
    return [(meeting, [now for now, _ in several]) for meeting, several in groupby(found, key=lambda one: one[1])]


# --- moments


@given(DAYS, st.times())
def test_what_clocks_show_is_the_moment_that_rfc_5545_says(day, shown):
    shown = shown.replace(microsecond=0, fold=0)
    expected = tz.resolve_imaginary(datetime.combine(day, shown, tz.gettz("Europe/Berlin")))
    assert seconds(moment_at(day, shown), expected) == 0


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(BERLIN)), st.integers(0, 10**7))
def test_real_time_passes_and_clocks_show_it(moment, passes):
    start = in_berlin(moment.replace(microsecond=0))
    end = later(start, timedelta(seconds=passes))
    assert (end - start).total_seconds() == seconds(end, start) == passes
    assert end.replace(tzinfo=None) == datetime.fromtimestamp(end.timestamp(), BERLIN).replace(tzinfo=None)


def test_no_two_minutes_of_a_night_are_the_same_and_each_can_be_written_down():
    for night in NIGHTS:
        found = list(minutes(night))
        assert len(set(found)) == len(found) == 360 and found == sorted(found)
        assert [stamped(stamp(moment)) for moment in found] == found
        assert [moment_at(moment.date(), moment.timetz().replace(tzinfo=None)) for moment in found] == found


def test_a_meeting_in_the_hour_that_is_left_out_takes_place_an_hour_later_and_never_ends_before_it_begins():
    spring = date(2027, 3, 28)
    for hours, begin, end in (
        ("2:15-2:45", "03:15", "03:45"),
        ("2-3", "03:00", "04:00"),
        ("2:30-3:15", "03:30", "04:15"),
        ("2:30-4", "03:30", "04:00"),
        ("1:30-2:30", "01:30", "03:30"),
        ("22-2:30", "22:00", "23:59"),
    ):
        (rule,) = meets(hours).rules
        start, over = bounds(spring, rule.span)
        assert f"{start:%H:%M}" == begin and start < over
        assert f"{over:%H:%M}" == end or over.date() > spring


# --- doors


@every_night
@pytest.mark.parametrize("hours", SOME_HOURS)
def test_a_meeting_opens_once_and_is_open_for_as_long_as_it_takes(night, hours):
    found = open_minutes(meets(hours), night)
    first, *_, last = minutes(night)
    assert len({meeting.start for meeting, _ in found}) == len(found)
    for meeting, at in found:
        if first < opens(meeting) and meeting.end < last:
            assert at[0] == opens(meeting) and len(at) * 60 == seconds(meeting.end, opens(meeting))


@every_night
def test_every_time_that_is_said_is_shown_by_clocks(night):
    for hours in HOURS:
        group = meets(hours)
        for now in minutes(night):
            if now.minute % 10 == 4:
                world = world_at(now, group)
                for said in said_in(enter(Place(At.ROOM, group=world.group_id(group)), world).hear):
                    assert all(exists(shown, dict(said.values), now) for _, shown in said.values), (said, now)


def exists(shown: object, values: dict[str, object], now: datetime) -> bool:
    if not isinstance(shown, time):
        return True
    tag = values.get("tag")
    day = tag.day if isinstance(tag, Day) else now.date() + timedelta(days=shown < now.time())
    return tz.datetime_exists(datetime.combine(day, shown), BERLIN)


# --- waiting


@every_night
def test_the_minutes_that_are_told_are_real_ones(night):
    for hours in SOME_HOURS:
        for now, found in doors(meets(hours), night):
            if found.state in ("soon", "early") and found.meeting:
                told = until_it_begins(found.meeting, world_at(now, found.meeting.group))
                left = math.ceil(seconds(found.meeting.start, now) / 60)
                assert told.key == "warten.minute" if left == 1 else dict(told.values)["zahl"] == left, (hours, now)


# --- bells


@every_night
@pytest.mark.parametrize("hours", SOME_HOURS)
def test_the_end_is_told_once_and_so_many_real_minutes_before(night, hours):
    group, at = meets(hours), [*minutes(night)]
    rung = [(meeting, now) for now in at for meeting, _ in due([group], now - MINUTE, now)]
    for meeting, several in groupby(rung, key=lambda one: one[0]):
        left = [seconds(meeting.end, now) / 60 for _, now in several]
        if at[0] < meeting.end - MINUTE * 10 and meeting.end <= at[-1]:
            assert left == [10, 2, 0]
    ended = {meeting.start for meeting, _ in open_minutes(group, night) if at[0] <= meeting.end <= at[-1]}
    assert ended <= {meeting.start for meeting, _ in rung}


# --- in the room


@every_night
@pytest.mark.parametrize("hours", HOURS)
def test_whoever_is_inside_may_stay_to_the_end_in_one_room(night, hours):
    group, rooms = meets(hours), {}
    for now, found in doors(group, night):
        if found.state not in ("open", "ending"):
            continue
        world = world_at(now, group)
        place = Place(At.BACK_FROM_ROOM, group=world.group_id(group), leads=True)
        here = visit(place, world)
        assert here and (seconds(here.until, now) <= 10 or over(place, world) is None), now
        joined = enter(place.to(At.REJOIN), world).then
        assert isinstance(joined, Join) and joined.seconds == min(4 * 3600, seconds(closing(here.meeting, now), now))
        rooms.setdefault("always" if hours == "0-24" else here.meeting.start, set()).add(here.room)
    assert all(len(names) == 1 for names in rooms.values()) and len(set.union(*rooms.values())) == len(rooms)


@every_night
def test_whoever_has_opened_a_room_has_it_for_two_hours(night):
    for since in list(minutes(night, 3))[::7]:
        room = Opened("824246", since, "mine")
        ends = since.timestamp() + 2 * 3600
        assert f"{room.until:%H:%M}" == f"{datetime.fromtimestamp(ends, BERLIN):%H:%M}"
        for passed, state in ((0, "open"), (119, "open"), (120, "ending"), (134, "ending")):
            found = door(room.group, later(since, MINUTE * passed))
            assert found.state == state and found.meeting and found.meeting.end.timestamp() == ends, (since, passed)
        assert door(room.group, later(since, MINUTE * 135)).state in ("over", "no_date")


# --- the leader's page


@every_night
def test_the_leaders_page_counts_real_minutes(night):
    for hours in SOME_HOURS:
        group = meets(hours)
        for now, found in doors(group, night):
            world = world_at(now, group)
            here = visit(Place(At.ROOM, group=world.group_id(group), leads=True), world)
            if here and found.state == "open" and here.meeting.start <= now:
                left = math.ceil(seconds(here.meeting.end, now) / 60)
                told = "eine Minute" if left == 1 else f"{left} Minuten"
                assert time_words(here, now) == f"Noch {told}, bis {here.meeting.end:%H:%M} Uhr."


def test_a_whole_day_of_23_hours_is_a_whole_day_on_pages():
    whole = Span(time(), time())
    days = (date(2027, 3, 27), date(2027, 3, 28), date(2026, 10, 25))
    assert {shown_hours(Meeting(Group(""), *bounds(day, whole))) for day in days} == {"rund um die Uhr"}
