"""How German is said: a table of what is written and what a caller hears."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from ivr.model.exceptions import Between, EveryYear, Named, Off
from ivr.model.plan import Group, Moved
from ivr.model.recurrence import EVEN_WEEKS, ODD_WEEKS, Rule, Span
from ivr.say import Answering
from prompts import days, spoken
from prompts.days_off import exception_words
from prompts.group_names import group_name
from prompts.hours import hours_words
from prompts.meeting_times import meeting_sentence, moved_words
from prompts.normalise import normalised
from prompts.rules import rule_words

TABLE = Path(__file__).parents[1] / "golden" / "gesprochen.tsv"
GOLDEN = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]

TODAY = date(2026, 3, 10)


def a_span(written: str) -> Span:
    start, *end = [time.fromisoformat(f"{clock:0>2}") for clock in written.split("-")]
    return Span(start, *end)


def some_numbers(written: str) -> tuple[int, ...]:
    return tuple(map(int, written.split(",")))


def an_off(written: str) -> Off:
    """ "2026-03-24/2026-04-06" is once, "07-01/08-31" every year; a single day needs no "/"; else it is a name."""
    first, _, last = written.partition("/")
    if not first[0].isdecimal() or not first[-1].isdecimal():
        return Named(written.replace("_", " "))
    if len(first) > 5:
        return Between(date.fromisoformat(first), date.fromisoformat(last or first))
    (a, b), (c, d) = (map(int, end.split("-")) for end in (first, last or first))
    return EveryYear((a, b), (c, d))


def some_off(written: str) -> tuple[Off, ...]:
    return tuple(map(an_off, written.split(",")))


FIELDS: dict[str, Callable[[str], Any]] = {
    "nths": some_numbers,
    "every": int,
    "weeks": lambda written: {"odd": ODD_WEEKS, "even": EVEN_WEEKS}.get(written) or some_numbers(written),
    "months": some_numbers,
    "since": date.fromisoformat,
    "until": date.fromisoformat,
    "off": some_off,
}


def a_rule(written: str) -> Rule:
    """ "1,3 18:30-20:00 nths=2,-1" is Tuesday and Thursday (Monday = 0), second and last of the month."""
    weekdays, hours, *more = written.split()
    fields = dict(field.split("=") for field in more)
    return Rule(some_numbers(weekdays), a_span(hours), **{name: FIELDS[name](value) for name, value in fields.items()})


def a_move(written: str) -> Moved:
    day, to, hours = written.split()
    return Moved(date.fromisoformat(day), date.fromisoformat(to), a_span(hours))


def some_hours(written: str) -> tuple[Rule, ...]:
    return tuple(a_rule(line) for line in written.split(";"))


SAID: dict[str, Callable[[str], str]] = {
    "text": normalised,
    "clock": lambda written: spoken.clock(time.fromisoformat(written)),
    "span": lambda written: spoken.span(a_span(written)),
    "day": lambda written: days.day(date.fromisoformat(written)),
    "on_day": lambda written: days.on_day(date.fromisoformat(written)),
    "dated_dem": lambda written: days.dated(date.fromisoformat(written), TODAY, "dem"),
    "dated_den": lambda written: days.dated(date.fromisoformat(written), TODAY, "den"),
    "name": lambda written: group_name(written).alone,
    "name_subject": lambda written: group_name(written).subject,
    "name_die": lambda written: group_name(written).object,
    "name_der": lambda written: group_name(written).of,
    "meets": lambda written: meeting_sentence(Group(written, by_words="nach Absprache"), TODAY),
    "near_day": lambda written: days.near_day(date.fromisoformat(written), TODAY),
    "digits": spoken.digits,
    "phone": spoken.phone_number,
    "keys": spoken.keys,
    "ordinal": lambda written: spoken.ordinal(int(written[:-1] or "0"), written[-1].strip("e")),
    "count": lambda written: spoken.count(int(written), "Person", "Personen", "f"),
    "weekdays": lambda written: spoken.weekdays(some_numbers(written)),
    "hours": lambda written: hours_words(Answering(some_hours(written))),
    "months": lambda written: days.in_months(some_numbers(written)),
    "on_near_day": lambda written: days.on_near_day(date.fromisoformat(written), TODAY),
    "to_near_day": lambda written: days.to_near_day(date.fromisoformat(written), TODAY),
    "rule": lambda written: rule_words(a_rule(written), TODAY),
    "rule_in_full": lambda written: rule_words(a_rule(written)),
    "off": lambda written: exception_words(some_off(written), TODAY),
    "off_in_full": lambda written: exception_words(some_off(written)),
    "moved": lambda written: moved_words(a_move(written), TODAY),
    "by_words": lambda written: meeting_sentence(Group("Krokus", by_words=written), TODAY),
}


@pytest.mark.parametrize(("kind", "written", "said"), GOLDEN)
def test_what_is_written_is_said(kind: str, written: str, said: str) -> None:
    assert SAID[kind](written) == said
