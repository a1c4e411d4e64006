"""The next meetings are reckoned a few weeks at a time, and kept while nothing changes: nobody hears a difference."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.model.agenda import HORIZON, LOOKS_BACK, coming, entries, entry, order, since
from ivr.model.meeting import meetings
from ivr.model.moment import midnight
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
def test_the_meetings_to_come_are_those_within_the_horizon_that_are_not_over(rule, now):
    found, today = group(rule), now.date()
    reckoned = meetings(found, today - LOOKS_BACK, today + HORIZON)
    assert list(coming(found, now)) == [meeting for meeting in reckoned if meeting.end > now]


PLAN = written(groups(40) + "\nGruppe: Winde\nRegel: täglich, 22 bis 1 Uhr\n")[0]


@given(MOMENTS)
def test_the_entries_are_those_of_the_very_moment_although_they_are_kept(now):
    assert since(PLAN, now) <= now
    here = (entry(found, now) for found in PLAN.groups)
    assert entries(PLAN, now) == tuple(sorted((one for one in here if one.meetings), key=order))
