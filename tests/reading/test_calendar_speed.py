"""However long its history, a calendar is computed in less than a second, and no date of the next two years changes."""

from datetime import date, datetime, timedelta
from time import process_time

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.calendar.dates import AHEAD, BEHIND, occurrences
from tests.support.calendars import TREFFEN, calendar, understood
from tests.support.staff import TODAY

# In seconds of the processor; twice what is promised, for a machine that has other things to do.
PATIENCE = 2.0

RULES = st.sampled_from(
    [
        *("FREQ=DAILY", "FREQ=DAILY;INTERVAL=5", "FREQ=DAILY;BYMONTH=4,7", "FREQ=DAILY;BYDAY=MO,WE;INTERVAL=2"),
        *("FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU;WKST=SU", "FREQ=WEEKLY;BYDAY=TU,TH;BYSETPOS=2"),
        *("FREQ=MONTHLY;BYDAY=2WE", "FREQ=MONTHLY;INTERVAL=5;BYDAY=-1FR", "FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=31"),
        *("FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=2;BYDAY=1MO;BYMONTH=1,9", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO"),
        *("FREQ=WEEKLY;COUNT=1500", "FREQ=MONTHLY;UNTIL=20270101T000000", "FREQ=YEARLY;BYMONTHDAY=9"),
    ]
)


@settings(max_examples=60)
@given(RULES, st.datetimes(datetime(1995, 1, 1), datetime(2026, 3, 1)).map(lambda when: when.replace(microsecond=0)))
def test_a_series_of_long_ago_has_the_dates_that_another_engine_finds(rule, start):
    plain = calendar(f"UID:1\nDTSTART:{start:%Y%m%dT%H%M00}\nDURATION:PT1H\nRRULE:{rule}")
    found, _ = occurrences(plain, TODAY)
    theirs = recurring_ical_events.of(icalendar.Calendar.from_ical(plain)).between(TODAY, TODAY + AHEAD)
    ours = {datetime.combine(one.day, one.span.start) for one in found if one.span and one.day >= TODAY}
    assert ours == {event["DTSTART"].dt for event in theirs}


def moments(number: int) -> list[str]:
    return [f"{TODAY + timedelta(days=day % 700):%Y%m%d}T{day // 700 + 9:02}0000" for day in range(number)]


HEAVY = {
    "series since 1990": [f"DTSTART:19900101T{n % 24:02}0000\nRRULE:FREQ=DAILY" for n in range(49)],
    "series of a month": [f"DTSTART:20200101T{n % 24:02}0000\nRRULE:FREQ=DAILY;BYMONTH=12" for n in range(49)],
    "weekly on all days": [
        f"DTSTART:19900101T{n % 24:02}0000\nRRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU" for n in range(49)
    ],
    "single ones": [f"DTSTART:{moment}" for moment in moments(900)],
    "the past": [f"DTSTART:{2000 + n % 26}0101T{n // 26 % 24:02}0000" for n in range(6000)],
    "listed days": ["DTSTART:20260310T090000\nRDATE:" + ",".join(moments(9000))],
    "days left out": [
        f"DTSTART:20200101T{n % 24:02}0000\nRRULE:FREQ=DAILY\nEXDATE:" + ",".join(moments(190)) for n in range(49)
    ],
}


@pytest.mark.parametrize("events", HEAVY.values(), ids=HEAVY)
def test_no_calendar_takes_long(events):
    text = calendar(*(f"UID:{n}\nDURATION:PT1H\n{event}" for n, event in enumerate(events)))
    occurrences(calendar(TREFFEN), TODAY)
    began = process_time()
    _, not_understood = occurrences(text, TODAY)
    assert process_time() - began < PATIENCE and not not_understood


REFUSED = {
    "mehr als 1000 Termine, die noch kommen": [f"DTSTART:{moment}" for moment in moments(1100)],
    "mehr als 10000 einzelne Tage": ["DTSTART:20260310T090000\nRDATE:" + ",".join(moments(10_400))],
    "vor zu langer Zeit": [f"DTSTART:19900101T{n % 24:02}0000\nRRULE:FREQ=DAILY;COUNT=13000" for n in range(40)],
}


@pytest.mark.parametrize("told", REFUSED)
def test_what_would_take_longer_is_told(told):
    _, (problem,) = understood(calendar(*(f"UID:{n}\n{event}" for n, event in enumerate(REFUSED[told]))))
    assert told in problem.text and not problem.harmless


def test_the_first_thousand_dates_are_those_that_come_first():
    late = [f"UID:{n}\nDTSTART:20261201T{n + 8:02}0000\nDURATION:PT1H\nRRULE:FREQ=DAILY" for n in range(9)]
    early = "UID:e\nDTSTART:20260310T070000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20261130T230000"
    plan, (problem,) = understood(calendar(early, *late))
    days = [day for day, _ in plan.groups[0].dates]
    assert len(days) == 1000 and days[0] == TODAY and days == sorted(days) and problem.harmless
    assert days.count(date(2026, 12, 5)) == 9


def test_an_event_that_was_moved_out_of_the_past_is_not_lost():
    master = "UID:1\nDTSTART:20250107T180000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2"
    moved = "UID:1\nRECURRENCE-ID:20250114T180000\nDTSTART:20260401T180000\nDURATION:PT1H"
    plan, _ = understood(calendar(master, moved))
    assert [day for day, _ in plan.groups[0].dates if day > TODAY - BEHIND] == [date(2026, 4, 1)]
