"""The next meetings are reckoned a few weeks at a time, and kept while nothing changes: nobody hears a difference."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.call import enter
from ivr.model.agenda import HORIZON, LOOKS_BACK, coming, entries, entry, order, since
from ivr.model.meeting import meetings
from ivr.model.moment import midnight
from ivr.place import Place
from ivr.place_names import At
from prompts.wording import page
from tests.support.many_groups import groups
from tests.support.staff import group, written

RULES = (
    "Regel: täglich, 22 bis 1 Uhr",
    "Regel: jeden 5. Freitag im Monat, 18 Uhr",
    "Regel: alle 14 Tage dienstags, 19 Uhr\nStart: 10.3.2026\nAusfall: 24.3.2026",
    "Regel: montags, 17 Uhr\nVerlegt: 16.3.2026 auf 2.6.2026 18 Uhr",
    "Termine: 17.3.2026 18 Uhr; 9.4.2027 18 Uhr; 20.4.2027 18 Uhr",
)
MOMENTS = st.builds(
    lambda days, minutes: midnight(date(2026, 3, 1) + timedelta(days=days)) + timedelta(minutes=minutes),
    st.integers(0, 60),
    st.integers(0, 24 * 60 - 1),
)


@pytest.mark.parametrize("rule", RULES)
@given(MOMENTS)
def test_the_meetings_to_come_are_those_within_the_horizon_and_single_dates_that_are_not_over(rule, now):
    found, today = group(rule), now.date()
    since, until = today - LOOKS_BACK, today + (2 * HORIZON if rule.startswith("Termine") else HORIZON)
    assert list(coming(found, now)) == [meeting for meeting in meetings(found, since, until) if meeting.end > now]


@pytest.fixture
def far_ahead(world):
    """The small contact point, with a group of which only a date in more than four hundred days is known."""
    plan = written("Gruppe: Eibe\nTermine: 4.12.2027, 15 Uhr\n\nGruppe: Zeder\nRegel: nach Absprache\n")[0]
    return replace(world, plan=replace(plan, groups=(*plan.groups, *world.plan.groups)))


def test_a_single_date_far_ahead_stands_in_the_list_behind_all_that_come_before(far_ahead):
    names = [entry.group.name for entry in entries(far_ahead.plan, far_ahead.now)]
    assert names[-2:] == ["Eibe", "Zeder"]


def test_its_page_tells_it_with_the_year(far_ahead):
    place = Place(At.GROUP_INFO, group=far_ahead.group_id(far_ahead.plan.groups[0]))
    told = page(enter(place, far_ahead).hear)
    assert "Samstag, vierter Dezember zweitausendsiebenundzwanzig, fünfzehn Uhr" in told


PLAN = written(groups(40) + "\nGruppe: Winde\nRegel: täglich, 22 bis 1 Uhr\n")[0]


@given(MOMENTS)
def test_the_entries_are_those_of_the_very_moment_although_they_are_kept(now):
    assert since(PLAN, now) <= now
    here = (entry(found, now) for found in PLAN.groups)
    assert entries(PLAN, now) == tuple(sorted((one for one in here if one.meetings), key=order))
