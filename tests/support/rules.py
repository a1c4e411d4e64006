"""Rules of meetings, drawn at random."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from hypothesis import strategies as st

from ivr.model.exceptions import Between, EveryYear
from ivr.model.recurrence import EVEN_WEEKS, LAST, ODD_WEEKS, SECOND_TO_LAST, Rule, Span
from tests.support.staff import TODAY

PARITIES = {ODD_WEEKS: "in ungeraden Wochen", EVEN_WEEKS: "in geraden Wochen", (): ""}


def some(values, most: int, least: int = 1):
    return st.lists(values, min_size=least, max_size=most, unique=True).map(lambda found: tuple(sorted(found)))


TIMES = st.integers(0, 24 * 4 - 1).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
SPANS = st.builds(Span, TIMES) | st.tuples(TIMES, TIMES).filter(lambda t: t[0] < t[1] or t[1] == time(0)).map(
    lambda t: Span(*t)
)
# Days that are not long past.
DAYS = st.dates(TODAY - timedelta(days=365), date(2099, 12, 31))
NTHS = st.just(()) | some(st.integers(1, 5), 3) | st.just((2, LAST)) | st.just((SECOND_TO_LAST,))
# The year 2028 has a 29th of February.
OF_EVERY_YEAR = st.dates(date(2028, 1, 1), date(2028, 12, 31)).map(lambda day: (day.month, day.day))
ONCE = st.tuples(DAYS, DAYS).filter(lambda days: days[0] < days[1]).map(lambda days: Between(*days))
OFF = ONCE | st.builds(EveryYear, OF_EVERY_YEAR, OF_EVERY_YEAR)
WEEKDAY_SETS = some(st.integers(0, 6), 7)
PLAIN_RULES = st.builds(Rule, WEEKDAY_SETS, SPANS, NTHS)
LIMITS = st.fixed_dictionaries(
    {
        "months": st.just(()) | some(st.integers(1, 12), 11),
        "since": st.none() | DAYS,
        "off": st.lists(OFF, max_size=2, unique=True).map(tuple),
    }
)


def limited(rule: Rule, limits: dict[str, Any], parity: tuple[int, ...], lasts: timedelta | None) -> Rule:
    until = min(limits["since"] + lasts, date(2099, 12, 31)) if limits["since"] and lasts else None
    return replace(rule, **limits, weeks=() if rule.nths else parity, until=until)


def counted(rule: Rule, since: date, every: int) -> Rule:
    """Every so many weeks or months from a day on which it meets."""
    nths = tuple(sorted({*(nth for nth in rule.nths if nth > 0), (since.day + 6) // 7})) if rule.nths else ()
    # Of weeks that are counted, the start is the first day.
    days = {day for day in rule.weekdays if nths or day > since.weekday()} | {since.weekday()}
    return replace(rule, weekdays=tuple(sorted(days)), nths=nths, since=since, every=every)


LIMITED_RULES = st.builds(
    limited,
    PLAIN_RULES,
    LIMITS,
    st.sampled_from(list(PARITIES)),
    st.none() | st.timedeltas(timedelta(), timedelta(999)),
)
RULES = PLAIN_RULES | LIMITED_RULES | st.builds(counted, PLAIN_RULES, DAYS, st.integers(2, 11))
