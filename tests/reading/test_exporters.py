"""The gallery of calendars: what eleven programs export of fourteen kinds of plans; the dates were counted by hand."""

from datetime import datetime

import pytest

from tests.support.calendars import starts, understood
from tests.support.exporters import EXPORTERS
from tests.support.exporting import Event


def at(day: str, time: str = "18:30") -> datetime:
    """ "17.3." of 2026, by the clock in Berlin."""
    return datetime.strptime(f"{day}2026 {time}", "%d.%m.%Y %H:%M")


TUESDAY, WEEKLY = at("17.3."), "FREQ=WEEKLY"
DAY = Event(at("20.3."), is_day=True)

# By kind of plan: its events, and when the group meets.
PLANS = {
    "one": ([Event(TUESDAY)], ["17.03. 18:30"]),
    "three without a rule": (
        [Event(at("17.3.")), Event(at("30.3.")), Event(at("14.7.", "10:00"))],
        ["17.03. 18:30", "30.03. 18:30", "14.07. 10:00"],
    ),
    "weekly over the change of the clocks": (
        [Event(TUESDAY, rule=f"{WEEKLY};COUNT=4")],
        ["17.03. 18:30", "24.03. 18:30", "31.03. 18:30", "07.04. 18:30"],
    ),
    "weekly until a day": (
        [Event(TUESDAY, rule=WEEKLY, until=at("7.4."))],
        ["17.03. 18:30", "24.03. 18:30", "31.03. 18:30", "07.04. 18:30"],
    ),
    "every second week without one": (
        [Event(at("19.3."), rule=f"{WEEKLY};INTERVAL=2;BYDAY=TH;COUNT=4", off=(at("2.4."),))],
        ["19.03. 18:30", "16.04. 18:30", "30.04. 18:30"],
    ),
    "second Tuesday": (
        [Event(at("14.4."), rule="FREQ=MONTHLY;BYDAY=2TU;COUNT=4")],
        ["14.04. 18:30", "12.05. 18:30", "09.06. 18:30", "14.07. 18:30"],
    ),
    "last Friday": (
        [Event(at("27.3.", "09:15"), rule="FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1;COUNT=3")],
        ["27.03. 09:15", "24.04. 09:15", "29.05. 09:15"],
    ),
    "one moved": (
        [Event(TUESDAY, rule=f"{WEEKLY};COUNT=3", moved={at("24.3."): at("25.3.", "19:00")})],
        ["17.03. 18:30", "25.03. 19:00", "31.03. 18:30"],
    ),
    "one called off": (
        [Event(TUESDAY, rule=f"{WEEKLY};COUNT=3", cancelled=(at("24.3."),))],
        ["17.03. 18:30", "31.03. 18:30"],
    ),
    "one more": (
        [Event(TUESDAY, rule=f"{WEEKLY};COUNT=2", more=(at("11.6."),))],
        ["17.03. 18:30", "24.03. 18:30", "11.06. 18:30"],
    ),
    "Mondays and Thursdays": (
        [Event(at("16.3."), rule=f"{WEEKLY};WKST=SU;BYDAY=MO,TH;COUNT=5")],
        ["16.03. 18:30", "19.03. 18:30", "23.03. 18:30", "26.03. 18:30", "30.03. 18:30"],
    ),
    "over midnight": (
        [Event(at("20.3.", "22:00"), 150, rule=f"{WEEKLY};COUNT=2")],
        ["20.03. 22:00", "27.03. 22:00"],
    ),
    "the fifteenth": (
        [Event(at("15.4."), rule="FREQ=MONTHLY;BYMONTHDAY=15;COUNT=3")],
        ["15.04. 18:30", "15.05. 18:30", "15.06. 18:30"],
    ),
    "a whole day beside it": ([Event(TUESDAY), DAY], ["17.03. 18:30"]),
}
GALLERY = [(program, plan) for program in EXPORTERS for plan in PLANS]


@pytest.mark.parametrize(("program", "plan"), GALLERY)
def test_the_dates_are_those_that_the_program_shows(program, plan):
    events, dates = PLANS[plan]
    found, problems = understood(EXPORTERS[program].export(events))
    assert [starts(group) for group in found.groups] == [dates]
    assert [problem.text for problem in problems] == (
        ["In diesem Kalender hat »Gesprächsgruppe« keine Uhrzeit."] if DAY in events else []
    )


def test_the_gallery_is_not_empty():
    assert len(GALLERY) >= 139
