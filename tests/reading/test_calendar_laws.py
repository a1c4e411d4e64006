"""Against engines of others: our dates are those of dateutil and of recurring-ical-events, from 2026 to 2030."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import icalendar
import pytest
import recurring_ical_events
from dateutil.rrule import MO, MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as on
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from ivr.model.agenda import HORIZON
from ivr.model.exceptions import EveryYear, single
from ivr.model.meeting import meetings
from ivr.model.moment import BERLIN
from ivr.model.plan import Group, Moved
from ivr.model.recurrence import EVEN_WEEKS, LAST, ODD_WEEKS, SECOND_TO_LAST, Rule, Span
from routes.calendar_file import calendar
from tests.support.calendars import krokus
from tests.support.series import DAY, FINAL, FIRST, as_series, falls_on, moment

DAYS = st.dates(FIRST, FINAL)
TIMES = st.integers(0, 24 * 4 - 1).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
SPANS = st.builds(Span, TIMES, st.none() | TIMES)
MONTHS = st.just(()) | st.sets(st.integers(1, 12), min_size=1).map(tuple)
COMMON = {
    "weekdays": st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    "span": SPANS,
    "months": MONTHS,
    "until": st.none() | DAYS,
}
NTHS = st.sets(st.sampled_from((1, 2, 3, 4, 5, LAST, SECOND_TO_LAST)), min_size=1).map(tuple)
WEEKLY_RULES = st.builds(Rule, **COMMON, every=st.integers(1, 6), since=DAYS)
MONTHLY_RULES = st.builds(Rule, **COMMON, nths=NTHS, every=st.integers(1, 4), since=DAYS)
NUMBERED_WEEKS = st.builds(Rule, **COMMON, weeks=st.sampled_from((ODD_WEEKS, EVEN_WEEKS)), since=st.none() | DAYS)
RULES = WEEKLY_RULES | MONTHLY_RULES | NUMBERED_WEEKS | st.builds(Rule, **COMMON) | st.builds(Rule, **COMMON, nths=NTHS)


def bounded(rule: Rule, days: Iterator[datetime]) -> list[date]:
    """What is left of the days within the rule's own bounds, its months and the five years."""
    first, final = max(FIRST, rule.since or FIRST), min(FINAL, rule.until or FINAL)
    return sorted(
        {day.date() for day in days if first <= day.date() <= final and day.month in (rule.months or range(13))}
    )


def by_hand(rule: Rule) -> list[date]:
    """The same rule, put together from the simplest that dateutil has: one week or one month at a time."""
    anchor = datetime.combine(rule.since or FIRST, time())
    if rule.nths:
        monthly = partial(rrule, MONTHLY, dtstart=anchor.replace(day=1), until=FINAL, interval=rule.every)
        found = (monthly(byweekday=on(day), bysetpos=nth) for day in rule.weekdays for nth in rule.nths)
    elif rule.weeks:
        weeks = [(year, week) for year in range(2025, 2032) for week in rule.weeks if exists(year, week)]
        weekly = partial(rrule, WEEKLY, count=len(rule.weekdays), byweekday=rule.weekdays)
        found = (weekly(dtstart=date.fromisocalendar(*week, 1)) for week in weeks)
    else:
        monday = anchor - timedelta(days=anchor.weekday())
        weekly = partial(rrule, WEEKLY, until=FINAL, interval=rule.every)
        found = (weekly(dtstart=monday + DAY * day) for day in rule.weekdays)
    return bounded(rule, (day for each in found for day in each))


def exists(year: int, week: int) -> bool:
    return week <= date(year, 12, 28).isocalendar().week


@settings(max_examples=200)
@given(RULES)
def test_the_days_of_a_rule_are_those_of_dateutil(rule):
    assert rule.days(FIRST, FINAL) == by_hand(rule)


@settings(max_examples=60)
@given(RULES)
def test_the_days_of_a_rule_are_those_that_one_would_count_off_on_the_wall(rule):
    every_day = (FIRST + DAY * number for number in range((FINAL - FIRST).days + 1))
    assert rule.days(FIRST, FINAL) == [day for day in every_day if falls_on(rule, day)]


def held(group: Group) -> list[datetime]:
    """When a group meets, by the wall clock."""
    found = meetings(group, FIRST, FINAL)
    return sorted(each.start.replace(tzinfo=None) for each in found if not each.cancelled)


@settings(max_examples=60)
@given(RULES.filter(lambda rule: len(rule.days(FIRST, FINAL)) > 3), st.data())
def test_another_engine_computes_the_same_meetings_from_the_same_rule(rule, data):
    days = st.lists(st.sampled_from(rule.days(FIRST, FINAL)), unique=True, max_size=4)
    moved = {day: (data.draw(DAYS), data.draw(SPANS)) for day in data.draw(days)}
    # Two that begin at one time are two meetings for us, by their ends, and one moment for the comparison.
    assume(len({moment(*to) for to in moved.values()}) == len(moved))
    off = [day for day in data.draw(days) if day not in moved]
    moves = tuple(Moved(day, *to) for day, to in moved.items())
    group = Group("Krokus", rules=(rule,), off=tuple(map(single, off)), moved=moves)
    theirs = recurring_ical_events.of(icalendar.Calendar.from_ical(as_series(rule, moved, off))).between(
        FIRST, FINAL + DAY
    )
    begins = {event["DTSTART"].dt for event in theirs}
    # Theirs have no zone, and so know nothing of the hour that the clocks leave out.
    assume(not any(one.replace(tzinfo=BERLIN).astimezone(UTC).astimezone(BERLIN).hour != one.hour for one in begins))
    assert held(group) == sorted(begins)


SINGLE = st.tuples(DAYS, SPANS)
GROUPS = st.builds(
    Group,
    name=st.just("Grüße; Krokus, \\ am Abend: für alle, die gern mit jemandem länger plaudern möchten"),
    rules=st.lists(RULES, max_size=2).map(tuple),
    dates=st.lists(SINGLE, max_size=3, unique=True).map(tuple),
    off=st.lists(DAYS.map(single) | st.just(EveryYear((7, 1), (8, 31))), max_size=3).map(tuple),
    moved=st.lists(st.builds(Moved, DAYS, DAYS, SPANS), max_size=2, unique_by=lambda move: move.day).map(tuple),
    place=st.just("") | st.just("Hauptstraße 5, 1. Obergeschoss; bitte »Müller« klingeln, es öffnet jemand\\"),
)

# Until the end of 2030, as often as the calendar's horizon needs.
TODAYS = [FIRST + DAY + (HORIZON + 2 * DAY) * number for number in range(5)]


def told(group: Group) -> list[tuple[datetime, datetime, bool]]:
    found = [each for today in TODAYS for each in meetings(group, today - DAY, today + HORIZON)]
    return sorted((each.start.astimezone(UTC), each.end.astimezone(UTC), each.cancelled) for each in found)


def read_by_another(group: Group) -> list[tuple[datetime, datetime, bool]]:
    """Start, end and whether it is off, as recurring-ical-events finds them in our own calendars."""
    found = []
    for today in TODAYS:
        ours = icalendar.Calendar.from_ical(calendar("Alle", {"krokus": group}, "example.org", today))
        found += recurring_ical_events.of(ours).between(today - 10 * DAY, today + HORIZON + 10 * DAY)
    assert {str(event["SUMMARY"]).removeprefix("Fällt aus: ").removeprefix("Verlegt: ") for event in found} <= {
        group.name
    }
    assert {str(event.get("LOCATION", "")) for event in found} <= {group.place}
    return sorted(
        (event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC), event["STATUS"] == "CANCELLED")
        for event in found
    )


@settings(max_examples=15)
@given(GROUPS)
def test_another_engine_reads_our_calendar_as_the_same_meetings(group):
    assert read_by_another(group) == told(group)


EDGES = {
    "the night of both clock changes": Rule((6,), Span(time(2, 30))),
    "over midnight into both clock changes": Rule((5,), Span(time(22), time(2, 30))),
    "the week 53 and the odd one after it": Rule((0, 3, 6), Span(time(18)), weeks=ODD_WEEKS),
    "every second week over a year of 53 weeks": Rule((3,), Span(time(18)), every=2, since=FIRST),
    "all day": Rule((0, 1, 2, 3, 4, 5, 6), Span(time(0), time(0))),
    "the fifth or the last": Rule((2,), Span(time(18)), nths=(5, SECOND_TO_LAST)),
}


@pytest.mark.parametrize("rule", EDGES.values(), ids=EDGES)
def test_at_the_edges_of_the_calendar_all_engines_agree(rule):
    assert rule.days(FIRST, FINAL) == by_hand(rule)
    assert read_by_another(Group("Krokus", rules=(rule,))) == told(Group("Krokus", rules=(rule,)))


def test_the_year_of_53_weeks_has_two_odd_weeks_in_a_row():
    rule = Rule((MO.weekday,), Span(time(18)), weeks=ODD_WEEKS)
    assert rule.days(date(2026, 12, 20), date(2027, 1, 12)) == [date(2026, 12, 28), date(2027, 1, 4)]


@settings(max_examples=15)
@given(RULES)
# An end in the hour that clocks show twice.
@example(Rule(tuple(range(7)), Span(time(2), None)))
def test_a_plan_that_is_taken_over_as_a_calendar_is_the_same_plan(rule):
    # From midnight to midnight is a day, which is no meeting.
    assume(rule.span != Span(time(0), time(0)))
    today = date(2026, 3, 10)
    group = Group("Krokus", rules=(rule,), off=(single(date(2026, 3, 20)),), dates=((date(2026, 4, 1), Span(time(9))),))
    ours = krokus(calendar("Krokus", {"krokus": group}, "example.org", today))
    taken, given = (list(meetings(each, today, today + HORIZON)) for each in (ours, group))
    assert [(each.start, each.end, each.cancelled) for each in taken] == [
        (each.start, each.end, each.cancelled) for each in given
    ]
