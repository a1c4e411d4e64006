"""When a group does not meet as usual: days off, holidays, moved meetings; and what a day without a year means."""

from datetime import date, time

import pytest

from ivr.model.exceptions import Between, EveryYear, single
from ivr.model.meeting import meetings
from ivr.model.plan import Moved
from ivr.model.recurrence import Rule, Span
from reading.content import read
from reading.files import File
from tests.support.staff import IN_THURINGIA, OFFICE, TODAY, group, written

SIX = Span(time(18))
TUESDAYS = "Regel: dienstags, 18 Uhr\n"

OFF = {
    "24.03.2026": (single(date(2026, 3, 24)),),
    "24.3.": (single(date(2026, 3, 24)),),
    "24., 31. März und 7.4.2026": tuple(map(single, (date(2026, 3, 24), date(2026, 3, 31), date(2026, 4, 7)))),
    "5.7.2027 bis 30.8.2027": (Between(date(2027, 7, 5), date(2027, 8, 30)),),
    "20. Dezember 2026 bis 10.1.": (Between(date(2026, 12, 20), date(2027, 1, 10)),),
    "24.12. bis 6.1.2027": (Between(date(2026, 12, 24), date(2027, 1, 6)),),
    "24.12. bis 6.1.": (EveryYear((12, 24), (1, 6)),),
    "3. bis 14. August": (EveryYear((8, 3), (8, 14)),),
    "Juli und August": (EveryYear((7, 1), (7, 31)), EveryYear((8, 1), (8, 31))),
    "Dezember bis Februar": (EveryYear((12, 1), (2, 29)),),
    "Juli bis August 2026": (Between(date(2026, 7, 1), date(2026, 8, 31)),),
    "Juli 2026": (Between(date(2026, 7, 1), date(2026, 7, 31)),),
}

# By how it is written, a day in Thüringen on which it is so, and one on which it is not.
HOLIDAYS = {
    "Feiertage": (date(2026, 10, 3), date(2026, 12, 24)),
    "an gesetzlichen Feiertagen": (date(2027, 5, 1), date(2026, 6, 4)),
    "katholische Feiertage": (date(2026, 6, 4), date(2026, 6, 5)),
    "in den Ferien": (date(2026, 4, 7), date(2026, 4, 20)),
    "Schulferien": (date(2026, 7, 20), date(2026, 9, 1)),
    "Sommerferien": (date(2026, 7, 20), date(2026, 4, 7)),
    "Weihnachtsferien": (date(2026, 12, 29), date(2026, 12, 1)),
    "Osterferien": (date(2026, 4, 7), date(2026, 7, 20)),
}

MOVED = {
    "24.03.2026 auf 25.03.2026, 17 Uhr": Moved(date(2026, 3, 24), date(2026, 3, 25), Span(time(17))),
    "Di, 24.3. auf Mi, 25.3.": Moved(date(2026, 3, 24), date(2026, 3, 25), SIX),
    "vom 24. März auf den 25. März, 16 bis 18 Uhr": Moved(
        date(2026, 3, 24), date(2026, 3, 25), Span(time(16), time(18))
    ),
    "24.3.2026 auf 19 Uhr": Moved(date(2026, 3, 24), date(2026, 3, 24), Span(time(19))),
}


@pytest.mark.parametrize("words", OFF)
def test_days_off_are_understood(words):
    assert group(f"{TUESDAYS}Ausfall: {words}").off == OFF[words]


@pytest.mark.parametrize("words", HOLIDAYS)
def test_holidays_are_those_of_the_bundesland(words):
    plan, problems = written(f"Gruppe: Krokus\n{TUESDAYS}Ausfall: {words}\n", IN_THURINGIA)
    (off,), (free, working) = plan.groups[0].off, HOLIDAYS[words]
    assert not problems and off.covers(free) and not off.covers(working)


def test_an_exception_in_the_rule_is_one_of_that_rule_only():
    found = group("Regel: dienstags 18 Uhr, außer im Juli; freitags 18 Uhr")
    assert [rule.off for rule in found.rules] == [(EveryYear((7, 1), (7, 31)),), ()]


def test_a_rule_may_leave_out_holidays():
    plan, _ = written("Gruppe: Krokus\nRegel: montags 18 Uhr, sofern kein Feiertag\n", IN_THURINGIA)
    easter = [meeting for meeting in meetings(plan.groups[0], date(2026, 4, 6), date(2026, 4, 13)) if meeting.cancelled]
    assert [meeting.start.date() for meeting in easter] == [date(2026, 4, 6)]


def test_a_land_without_such_holidays_is_told():
    _, problems = written(f"Gruppe: Krokus\n{TUESDAYS}Ausfall: Winterferien\n", f"{OFFICE}Bundesland: Bayern\n")
    assert [problem.text for problem in problems] == ["Winterferien gibt es in Bayern nicht."]


def test_without_a_bundesland_other_groups_stay_on_air():
    plan, problems = written(f"Gruppe: Aster\n{TUESDAYS}Ausfall: Ferien\n\nGruppe: Krokus\n{TUESDAYS}")
    assert [found.name for found in plan.groups] == ["Krokus"] and len(problems) == 1


@pytest.mark.parametrize("words", MOVED)
def test_a_moved_meeting_is_understood(words):
    assert group(f"{TUESDAYS}Verlegt: {words}").moved == (MOVED[words],)


def test_a_moved_meeting_is_not_on_its_old_day():
    found = group(f"{TUESDAYS}Verlegt: 24.3.2026 auf 25.3.2026, 17 Uhr")
    week = list(meetings(found, date(2026, 3, 24), date(2026, 3, 25)))
    assert [(meeting.cancelled, meeting.start.hour) for meeting in week] == [(True, 18), (False, 17)]


def test_a_start_holds_for_every_rule_that_has_none():
    found = group("Regel: alle zwei Wochen dienstags, 18 Uhr; freitags, 18 Uhr, ab 2.4.2027\nStart: 6.4.2027")
    assert [rule.since for rule in found.rules] == [date(2027, 4, 6), date(2027, 4, 2)]


def test_a_month_is_start_enough_for_months():
    found = group("Regel: alle drei Monate am 1. Montag, 18 Uhr\nStart: Januar 2027")
    assert found.rules == (Rule((0,), SIX, (1,), every=3, since=date(2027, 1, 1)),)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("nach Absprache", "nach Absprache"),
        ("Nach telefonischer Vereinbarung.", "nach telefonischer Vereinbarung"),
        ("Termine auf Anfrage", "auf Anfrage"),
        ("unregelmäßig", "unregelmäßig"),
    ],
)
def test_a_rule_that_only_words_can_tell_may_say_so(words, said):
    found = group(f"Regel: {words}")
    assert (found.by_words, found.rules) == (said, ())


def saved(on: date, today: date, lines: str) -> tuple[list[date], tuple[str, ...]]:
    """The single dates of a group whose file was saved one day and is read on another; and what is asked."""
    text = f"Gruppe: Krokus\n{lines}\n".encode()
    plan, problems = read({"buero.txt": File(OFFICE.encode()), "gruppen.txt": File(text, on)}, today)
    return [day for found in plan.groups for day, _ in found.dates], tuple(problem.text for problem in problems)


def test_a_date_without_a_year_never_becomes_next_years_by_itself():
    lines = "Termine: 12.3., 18 Uhr"
    assert saved(date(2026, 3, 10), date(2026, 3, 11), lines) == ([date(2026, 3, 12)], ())
    assert saved(date(2026, 3, 10), date(2026, 12, 1), lines) == ([date(2026, 3, 12)], ())


def test_a_file_saved_anew_with_a_date_just_past_is_asked():
    assert saved(date(2026, 3, 20), date(2026, 3, 20), "Termine: 12.3., 18 Uhr") == (
        [],
        ("Meinen Sie den 12.3.2026 oder den 12.3.2027?",),
    )


def test_a_list_of_a_year_that_is_saved_again_in_june_stays_in_its_year():
    days, _ = saved(date(2026, 6, 1), date(2026, 6, 1), "Termine: 15.1., 19.2., 21.5., 18.6. und 17.12., 18 Uhr")
    assert {day.year for day in days} == {2026} and days == sorted(days)


def test_a_year_at_the_first_date_goes_on_for_the_others():
    days, _ = saved(TODAY, TODAY, "Termine: 5.11.2027, 2.12., 7.1., 18 Uhr")
    assert days == [date(2027, 11, 5), date(2027, 12, 2), date(2028, 1, 7)]


def test_a_start_on_which_nobody_meets_is_told():
    _, problems = written("Gruppe: Krokus\nRegel: dienstags, 18 Uhr\nStart: 16.3.2026\n")
    assert problems[0].text == "Der 16.3.2026, ein Montag, ist nach dieser Regel kein Tag eines Treffens."


def test_two_meetings_that_change_places_both_take_place():
    found = group("Regel: montags 10 Uhr; dienstags 18 Uhr\nVerlegt: 16.3.2026 auf 17.3.2026; 17.3.2026 auf 16.3.2026")
    held = [meeting.start for meeting in meetings(found, date(2026, 3, 16), date(2026, 3, 17)) if not meeting.cancelled]
    assert [(start.day, start.hour) for start in held] == [(16, 18), (17, 10)]


def test_holidays_that_nobody_knows_yet_are_told():
    text = b"Gruppe: K\nRegel: montags, 18 Uhr\nAusfall: Herbstferien"
    plan, problems = read({"buero.txt": File(IN_THURINGIA.encode()), "gruppen.txt": File(text)}, date(2031, 1, 1))
    assert plan.groups and "kenne ich nur bis zum" in problems[0].text


def test_in_a_list_the_next_date_tells_the_year_of_the_one_just_past():
    days, asked = saved(date(2026, 3, 20), date(2026, 3, 20), "Termine: 12.3., 9.4., 14.5., 18 Uhr")
    assert days == [date(2026, 3, 12), date(2026, 4, 9), date(2026, 5, 14)] and not asked


def test_a_list_goes_on_over_new_year():
    days, _ = saved(TODAY, TODAY, "Termine: 12.12., 9.1. und 13.2., 18 Uhr")
    assert days == [date(2026, 12, 12), date(2027, 1, 9), date(2027, 2, 13)]


@pytest.mark.parametrize("weekday", ["Freitag", "Samstag"])
def test_a_weekday_tells_the_year(weekday):
    days, asked = saved(date(2026, 3, 20), date(2026, 3, 20), f"Termine: {weekday}, 13.3., 18 Uhr")
    assert days == [date(2026 + (weekday == "Samstag"), 3, 13)] and not asked


def test_dates_long_past_cost_nobody_the_group():
    days, told = saved(TODAY, TODAY, "Termine: 12.3.2024, 18 Uhr; 9.4.2026, 18 Uhr")
    assert days == [date(2024, 3, 12), date(2026, 4, 9)] and told == ("Der 12.3.2024 ist lange vorbei.",)
