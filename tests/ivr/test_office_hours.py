"""Who asks for the office: what is told of its hours, and whether one is put through, agree on every day."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest

from ivr.call import enter
from ivr.model.moment import moment_at
from ivr.place import Place
from ivr.place_names import At
from ivr.prerender.moments import answering_changes
from ivr.reply import Dial
from prompts.wording import page
from tests.conftest import berlin
from tests.support.staff import IN_THURINGIA, written

HOURS = (
    "Zeiten: Mo-Fr 9-12 Uhr, Do 15-18 Uhr, samstags 22 bis 2 Uhr\nGeschlossen: 24.12.; 31.12.; Feiertage; 5.1.2027\n"
)


@pytest.fixture
def staffed(world):
    """The world of an office with these hours."""
    office = written("Gruppe: Krokus\nRegel: montags, 18 Uhr\n", IN_THURINGIA + HOURS)[0].office
    return replace(world, plan=replace(world.plan, office=office))


def asked(staffed, now: datetime):
    return enter(Place(At.OFFICE), replace(staffed, now=now))


def is_staffed(moment: datetime) -> bool:
    """By hand: the hours above without the holidays of those weeks."""
    day, clock = moment.date(), moment.time()
    off = {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 31), date(2027, 1, 1)}
    off |= {date(2027, 1, 5)}
    night = day - timedelta(days=1) if clock < time(2) else day
    if night.weekday() == 5 and night not in off and (clock >= time(22) or clock < time(2)):
        return True
    is_morning = day.weekday() < 5 and time(9) <= clock < time(12)
    is_afternoon = day.weekday() == 3 and time(15) <= clock < time(18)
    return day not in off and (is_morning or is_afternoon)


MOMENTS = [berlin("2026-12-17 00:00") + timedelta(minutes=30 * number) for number in range(48 * 24)]


def test_one_is_put_through_exactly_while_somebody_is_there(staffed):
    put_through = [now for now in MOMENTS if isinstance(asked(staffed, now).then, Dial)]
    assert put_through == [now for now in MOMENTS if is_staffed(now)]


def test_whoever_is_told_to_call_again_finds_somebody_then(staffed):
    for now in MOMENTS[::3]:
        said = page(asked(staffed, now).hear)
        for told, day in (("Heute", now.date()), ("Morgen", now.date() + timedelta(days=1))):
            for hour, spoken in ((9, "neun"), (15, "fünfzehn"), (22, "zweiundzwanzig")):
                if f"{told} ab {spoken} Uhr" in said:
                    assert is_staffed(moment_at(day, time(hour)))


@pytest.mark.parametrize(
    ("now", "said", "not_said"),
    [
        ("2026-12-23 13:00", "nicht am vierundzwanzigsten Dezember", "Morgen ab"),
        ("2026-12-30 13:00", "nicht am Dienstag, dem fünften Januar", "Morgen ab"),
        ("2027-01-03 13:00", "Morgen ab neun", "vierundzwanzigsten"),
        ("2027-01-04 13:00", "morgen, am Dienstag, dem fünften Januar", "Morgen ab"),
        ("2027-01-28 13:00", "nicht an Feiertagen", "Januar"),
    ],
)
def test_the_hours_are_told_with_the_days_off_that_are_near(staffed, now, said, not_said):
    words = page(asked(staffed, berlin(now)).hear)
    assert said in words and not_said not in words


def test_what_is_spoken_beforehand_changes_when_the_door_does(staffed):
    changes = set(answering_changes(staffed.plan.office.hours, MOMENTS[0], timedelta(days=20)))
    door = [(before, now) for before, now in pairwise(MOMENTS) if is_staffed(before) != is_staffed(now)]
    assert {now for _, now in door if now < MOMENTS[0] + timedelta(days=20)} <= changes
