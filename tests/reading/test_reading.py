"""What people write is understood."""

from datetime import date, time

import pytest

from ivr.model.exceptions import EveryYear, single
from ivr.model.plan import Group
from ivr.model.recurrence import EVEN_WEEKS, LAST, ODD_WEEKS, SECOND_TO_LAST, Rule, Span
from tests.support.staff import OFFICE, group, written

SIX = Span(time(18))
# A Monday.
APRIL = date(2027, 4, 12)
EVENING = Span(time(18, 30), time(20))
EVERY_DAY = tuple(range(7))

RULES = {
    "montags, 18 Uhr": Rule((0,), SIX),
    "jeden Montag um 18 Uhr": Rule((0,), SIX),
    "immer mittwochs, ab 18 Uhr": Rule((2,), SIX),
    "wöchentlich jeweils donnerstags 18.00 h": Rule((3,), SIX),
    "regelmäßig freitags, Beginn: jeweils 18 Uhr": Rule((4,), SIX),
    "Sonnabend 18:00": Rule((5,), SIX),
    "jeden Dienstagabend, 18 Uhr": Rule((1,), SIX),
    "dienstags abends, 18 Uhr": Rule((1,), SIX),
    "freitags morgens, 9 Uhr": Rule((4,), Span(time(9))),
    "samstags nachmittags und sonntags nachmittags, 18 Uhr": Rule((5, 6), SIX),
    "sonnabends, 9 Uhr": Rule((5,), Span(time(9))),
    "Mo 18 Uhr": Rule((0,), SIX),
    "jeden Dienstag und Donnerstag, 18 Uhr": Rule((1, 3), SIX),
    "montags, mittwochs sowie freitags, 18 Uhr": Rule((0, 2, 4), SIX),
    "Montag bis Mittwoch und Freitag, 18 Uhr": Rule((0, 1, 2, 4), SIX),
    "Fr-Mo 18 Uhr": Rule((0, 4, 5, 6), SIX),
    "werktags, 18 Uhr": Rule((0, 1, 2, 3, 4), SIX),
    "täglich, 18 Uhr": Rule(EVERY_DAY, SIX),
    "jeden Tag von 0 bis 24 Uhr": Rule(EVERY_DAY, Span(time(0), time(0))),
    "taeglich 18 bis 24 Uhr": Rule(EVERY_DAY, Span(time(18), time(0))),
    "samstags, 22 bis 1 Uhr": Rule((5,), Span(time(22), time(1))),
    "18 Uhr, jeden Montag": Rule((0,), SIX),
    "montags 18:30 bis 20 Uhr": Rule((0,), EVENING),
    "montags, 18.30-20.00 Uhr": Rule((0,), EVENING),
    "montags von 18.30 Uhr bis 20 Uhr": Rule((0,), EVENING),
    "montags, 18:30 – 20:00": Rule((0,), EVENING),
    "montags 18 Uhr 30 bis 20 Uhr": Rule((0,), EVENING),
    "montags, zwischen 18.30 und 20 Uhr": Rule((0,), EVENING),
    "MONTAGS, 18:30H BIS 20 UHR": Rule((0,), EVENING),
    "jeden 2. und 4. Dienstag im Monat, 18:30 bis 20 Uhr": Rule((1,), EVENING, (2, 4)),
    "1. und 3. Montag im Monat, 18 Uhr": Rule((0,), SIX, (1, 3)),
    "jeden ersten Montag im Monat, 18 Uhr": Rule((0,), SIX, (1,)),
    "an jedem dritten Mittwoch eines Monats, 18 Uhr": Rule((2,), SIX, (3,)),
    "an jedem 3ten Mittwoch im Monat, 18 Uhr": Rule((2,), SIX, (3,)),
    "jeweils am 2. Mittwoch im Monat, 18 Uhr": Rule((2,), SIX, (2,)),
    "immer am letzten Freitag im Monat, 18 Uhr": Rule((4,), SIX, (LAST,)),
    "letzter Freitag im Monat, 18 Uhr": Rule((4,), SIX, (LAST,)),
    "jeweils am ersten Sonntag des Monats, 18 Uhr": Rule((6,), SIX, (1,)),
    "einmal im Monat, immer am vierten Freitag, 18 Uhr": Rule((4,), SIX, (4,)),
    "monatlich, jeweils am 3. Samstag, 18 Uhr": Rule((5,), SIX, (3,)),
    "ersten, dritten und fünften Mittwoch im Monat, 18 Uhr": Rule((2,), SIX, (1, 3, 5)),
    "vorletzter Freitag im Monat, 18 Uhr": Rule((4,), SIX, (SECOND_TO_LAST,)),
    "am Wochenende, 18 Uhr": Rule((5, 6), SIX),
    "täglich außer sonntags, 18 Uhr": Rule((0, 1, 2, 3, 4, 5), SIX),
    "alle zwei Wochen montags ab 12.4.2027, 18 Uhr": Rule((0,), SIX, every=2, since=APRIL),
    "14-tägig montags, erstmals am 12.4.2027, 18 Uhr": Rule((0,), SIX, every=2, since=APRIL),
    "montags im vierwöchigen Turnus, erstes Treffen am 12.4.2027, 18 Uhr": Rule((0,), SIX, every=4, since=APRIL),
    "jeden zweiten Monat am 2. Montag ab 12.4.2027, 18 Uhr": Rule((0,), SIX, (2,), every=2, since=APRIL),
    "vierteljährlich am 1. Montag ab April 2027, 18 Uhr": Rule((0,), SIX, (1,), every=3, since=date(2027, 4, 1)),
    "montags in geraden Wochen, 18 Uhr": Rule((0,), SIX, weeks=EVEN_WEEKS),
    "14-tägig, in ungeraden KW, montags 18 Uhr": Rule((0,), SIX, weeks=ODD_WEEKS),
    "2. Montag in geraden Monaten, 18 Uhr": Rule((0,), SIX, (2,), months=(2, 4, 6, 8, 10, 12)),
    "am ersten Montag im Quartal, 18 Uhr": Rule((0,), SIX, (1,), months=(1, 4, 7, 10)),
    "letzter Montag im Quartal, 18 Uhr": Rule((0,), SIX, (LAST,), months=(3, 6, 9, 12)),
    "montags von Oktober bis April, 18 Uhr": Rule((0,), SIX, months=(1, 2, 3, 4, 10, 11, 12)),
    "ab Oktober montags, 18 Uhr": Rule((0,), SIX, since=date(2026, 10, 1)),
    "montags, 18 Uhr, bis Juni": Rule((0,), SIX, until=date(2026, 6, 30)),
    "vom 1.4. bis 30.9.2026 montags, 18 Uhr": Rule((0,), SIX, since=date(2026, 4, 1), until=date(2026, 9, 30)),
    "montags, 18:30 Uhr für ca. anderthalb Stunden": Rule((0,), EVENING),
    "montags, 18:30 Uhr, 90 Minuten": Rule((0,), EVENING),
    "montags, 22:30 Uhr für drei Stunden": Rule((0,), Span(time(22, 30), time(1, 30))),
    "montags 18 Uhr, im Juli kein Treffen": Rule((0,), SIX, off=(EveryYear((7, 1), (7, 31)),)),
}

MEETINGS = {
    "12.12.2026 16 Uhr": (date(2026, 12, 12), Span(time(16))),
    "19. Dezember 2026, 16 bis 18 Uhr": (date(2026, 12, 19), Span(time(16), time(18))),
    "Samstag, den 12. Dez. 2026, um 16.30 Uhr": (date(2026, 12, 12), Span(time(16, 30))),
    "am Sa 6. März 2027 jeweils 16 Uhr": (date(2027, 3, 6), Span(time(16))),
}

# How an office writes its number, and what the hotline dials; "" = nothing.
NUMBERS = {
    **dict.fromkeys(["030 23125 042", "030/23125-042", "(030) 23125.042", "0 30 / 23125-042"], "030 23125 042"),
    **dict.fromkeys(["+49 30 23125 042", "+49 (0)30 23125 042", "0049 30 23125 042"], "030 23125 042"),
    **dict.fromkeys(["(+49) 30/23125-042", "+49 (30) 23125 042", "(0)30 23125 042"], "030 23125 042"),
    "0049 (0)30 23125042": "030 23125042",
    "(0 30) 23 12 50 42": "030 23 12 50 42",
    "+493023125042": "03023125042",
    **dict.fromkeys(["0900 1 234567", "0137 1234567", "0180 5 123456", "11833", "+49 900 1234567"], ""),
    **dict.fromkeys(["+49 (0)900 1 234567", "(0)900 1 234567", "0 900/1 234567", "0049 0 900 1234567"], ""),
    **dict.fromkeys(["0043 1 234567", "+41 44 1234567", "23125042", "112", "030", "030 23125 O42", "+49 118 33"], ""),
}


@pytest.mark.parametrize("phrase", RULES)
def test_a_rule_is_understood(phrase):
    assert group(f"Regel: {phrase}").rules == (RULES[phrase],)


@pytest.mark.parametrize("phrase", MEETINGS)
def test_a_single_date_is_understood(phrase):
    assert group(f"Termine: {phrase}").dates == (MEETINGS[phrase],)


@pytest.mark.parametrize("number", NUMBERS)
def test_only_ordinary_german_numbers_are_dialled(number):
    plan, problems = written("Gruppe: Krokus\nRegel: montags, 18 Uhr\n", f"Name: Büro\nTelefon: {number}\n")
    assert plan.office.number == NUMBERS[number]
    assert len(problems) == (not NUMBERS[number])


@pytest.mark.parametrize(
    "lines",
    [
        "Regel: montags, 18 Uhr; 1. Freitag im Monat, 18:30 bis 20 Uhr",
        "Regel: montags, 18 Uhr\nRegel: 1. Freitag im Monat, 18:30 bis 20 Uhr",
    ],
)
def test_two_rules_stand_in_one_line_or_in_two(lines):
    assert group(lines).rules == (Rule((0,), SIX), Rule((4,), EVENING, (1,)))


SEVERAL = {
    "montags 18 Uhr, freitags 18:30 bis 20 Uhr": (Rule((0,), SIX), Rule((4,), EVENING)),
    "montags 18 Uhr und 18:30-20 Uhr": (Rule((0,), SIX), Rule((0,), EVENING)),
    "am 1. Montag und am 3. Freitag im Monat, 18 Uhr": (Rule((0,), SIX, (1,)), Rule((4,), SIX, (3,))),
    "am 4. Montag in ungeraden und am 3. Samstag in geraden Monaten, 18 Uhr": (
        Rule((0,), SIX, (4,), months=(1, 3, 5, 7, 9, 11)),
        Rule((5,), SIX, (3,), months=(2, 4, 6, 8, 10, 12)),
    ),
    "in geraden Wochen montags, in ungeraden Wochen freitags, 18 Uhr": (
        Rule((0,), SIX, weeks=EVEN_WEEKS),
        Rule((4,), SIX, weeks=ODD_WEEKS),
    ),
    "4. Montag im Monat, von Mai bis Juli 18 Uhr, von August bis April 18:30-20 Uhr": (
        Rule((0,), SIX, (4,), months=(5, 6, 7)),
        Rule((0,), EVENING, (4,), months=(1, 2, 3, 4, 8, 9, 10, 11, 12)),
    ),
}


@pytest.mark.parametrize("phrase", SEVERAL)
def test_one_line_may_tell_several_rules(phrase):
    assert group(f"Regel: {phrase}").rules == SEVERAL[phrase]


def test_a_date_without_a_time_takes_that_of_the_rule():
    assert group("Regel: montags, 18 Uhr\nTermine: 12.12.2026").dates == ((date(2026, 12, 12), SIX),)


@pytest.mark.parametrize("between", ["; ", ";\n  ", "\n  ", ", ", " und "])
def test_days_off_stand_side_by_side_or_one_below_the_other(between):
    found = group(f"Regel: dienstags, 18 Uhr\nAusfall: 24.03.2026{between}Dienstag, 31. März 2026")
    assert found.off == (single(date(2026, 3, 24)), single(date(2026, 3, 31)))


def test_a_list_may_begin_below_its_key():
    assert len(group("Termine:\n  12.12.2026 16 Uhr\n  19.12.2026 16 Uhr").dates) == 2


def test_a_long_hint_goes_on_in_the_next_line():
    assert group("Regel: montags, 18 Uhr\nHinweis: Neue sind\n   willkommen.").note == "Neue sind willkommen."


def test_keys_may_be_written_in_any_case_and_without_umlauts():
    plan, problems = written("GRUPPE: Krokus\nregel : montags, 18 Uhr", f"{OFFICE}begruessung: Guten Tag.")
    assert (plan.groups[0].name, plan.office.greeting, problems) == ("Krokus", "Guten Tag.", ())


def test_empty_keys_and_notes_mean_nothing():
    assert group("# Notiz: nur für uns\nRegel: montags, 18 Uhr\nOrt:\nZugang:\n") == Group(
        "Krokus", rules=(Rule((0,), SIX),)
    )


def test_codes_are_read_without_their_blanks():
    found = group("Regel: montags, 18 Uhr\nZugang: 471 103\nLeitung: 9988 7766")
    assert (found.code, found.leader_code) == ("471103", "99887766")


def test_the_office_is_staffed_at_the_hours_written():
    plan, _ = written("", f"{OFFICE}Zeiten: Montag bis Donnerstag 9 bis 12 Uhr; Dienstag 14-16 Uhr")
    assert plan.office.hours == (
        Rule((0, 1, 2, 3), Span(time(9), time(12))),
        Rule((1,), Span(time(14), time(16))),
    )
