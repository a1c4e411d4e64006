"""Times and numbers on paper: in figures, and so that staff could type them in again."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given

from ivr.model.moment import BERLIN
from ivr.model.recurrence import Rule, Span
from prompts import on_paper
from prompts.hours import hours_on_paper
from tests.support.rules import RULES
from tests.support.staff import IN_THURINGIA, group
from tests.support.staff import written as read

NOW = datetime(2026, 3, 10, 12, tzinfo=BERLIN)
EVENING = Span(time(18, 30), time(20))


@given(RULES.filter(lambda rule: on_paper.span(rule.span) != "rund um die Uhr"))
def test_a_rule_on_paper_typed_in_again_is_the_same_rule(rule):
    plain = replace(rule, off=())
    assert group(f"Regel: {on_paper.rule_on_paper(plain, date.min)}").rules == (plain,)


@pytest.mark.parametrize(
    ("wrote", "stands"),
    [
        ("jeden 2. und 4. Dienstag im Monat, 18:30 bis 20 Uhr", "Jeden 2. und 4. Dienstag im Monat, 18:30 bis 20 Uhr"),
        ("werktags, 9-9.30 Uhr", "Montag bis Freitag, 9 bis 9:30 Uhr"),
        ("täglich, 0 bis 24 Uhr", "Täglich, rund um die Uhr"),
        ("nach Absprache", "Nach Absprache"),
        ("Mo 17 h außer im Juli und August", "Montags, 17 Uhr, außer im Juli und August"),
    ],
)
def test_a_rule_stands_on_paper_as_staff_would_write_it(wrote, stands):
    assert on_paper.times(group(f"Regel: {wrote}"), NOW) == (stands,)


def test_what_is_off_every_year_stands_on_paper_and_a_single_day_does_not():
    found = read("Gruppe: A\nRegel: dienstags, 18 Uhr\nAusfall: 24.3.2026; Feiertage; 24.12. bis 6.1.\n", IN_THURINGIA)
    assert on_paper.times(found[0].groups[0], NOW) == (
        "Dienstags, 18 Uhr",
        "Nicht vom 24.12. bis 6.1. und an Feiertagen",
    )


def test_where_a_rule_does_not_tell_the_day_the_next_dates_do():
    told = on_paper.times(group("Regel: alle zwei Wochen donnerstags, 17 Uhr\nStart: 5.3.2026"), NOW)
    assert told[-1].startswith("Die nächsten Treffen: Do 19.3.2026, 17 Uhr; Do 2.4.2026, 17 Uhr")
    assert "Sa 12.12.2026, 16 Uhr" in on_paper.times(group("Termine: 12.12.2026 16 Uhr"), NOW)[0]


def test_the_hours_of_the_office_and_its_number():
    monday = Rule((0, 1, 2), Span(time(9), time(12)))
    assert hours_on_paper((monday, Rule((4,), EVENING)), NOW.date()) == (
        "Montag bis Mittwoch, 9 bis 12 Uhr; Freitag, 18:30 bis 20 Uhr"
    )
    assert on_paper.number("030 23125042") == "030 23 12 50 42"


def test_a_rule_that_is_over_is_not_printed():
    over = replace(group("Regel: montags, 18 Uhr bis 1.4.2026"), code="")
    assert on_paper.times(over, NOW.replace(year=2027)) == ()
    assert isinstance(over.rules[0], Rule)
