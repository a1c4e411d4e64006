"""What the hotline says back to staff about a group."""

from datetime import date, datetime, time

import pytest

from ivr.model.exceptions import EveryYear, Named, single
from ivr.model.moment import BERLIN
from ivr.model.plan import Contact, Group, Moved, Newcomers
from ivr.model.recurrence import ODD_WEEKS, Rule, Span
from prompts.meeting_times import meeting_sentence
from prompts.summary import summarise

NOW = datetime(2026, 3, 10, 12, tzinfo=BERLIN)
EVENING, AFTERNOON = Span(time(18), time(20)), Span(time(15))
TUESDAYS = Rule((1,), EVENING)
TUESDAY, NEXT_TUESDAY, WEDNESDAY = date(2026, 3, 10), date(2026, 3, 17), date(2026, 3, 18)
SUMMER, HOLIDAYS = EveryYear((7, 1), (8, 31)), Named("Feiertage")

FRIDAYS = Rule((4,), Span(time(17)))
SENTENCES = {
    "trifft sich immer freitags, um siebzehn Uhr, aber immer am letzten Freitag im Monat stattdessen, um acht Uhr.": (
        Group("Krokus", rules=(FRIDAYS, Rule((4,), Span(time(8)), (-1,), instead=True)))
    ),
    "trifft sich immer dienstags, von achtzehn bis zwanzig Uhr.": Group("Krokus", rules=(TUESDAYS,)),
    "trifft sich immer dienstags, von achtzehn bis zwanzig Uhr, "
    "aber nicht im Juli und August, und nicht an Feiertagen.": Group(
        "Krokus", rules=(TUESDAYS,), off=(SUMMER, HOLIDAYS)
    ),
    "trifft sich von Mai bis September immer dienstags, von achtzehn bis zwanzig Uhr, "
    "außerdem von Oktober bis April immer dienstags, um fünfzehn Uhr, beides aber nicht an Feiertagen.": Group(
        "Krokus",
        rules=(
            Rule((1,), EVENING, months=(5, 6, 7, 8, 9)),
            Rule((1,), AFTERNOON, months=(1, 2, 3, 4, 10, 11, 12)),
        ),
        off=(HOLIDAYS,),
    ),
    "trifft sich immer dienstags, von achtzehn bis zwanzig Uhr, "
    "nur am Dienstag, dem siebzehnten März, um fünfzehn Uhr.": Group(
        "Krokus", rules=(TUESDAYS,), dates=((NEXT_TUESDAY, AFTERNOON),)
    ),
    "trifft sich immer dienstags, von achtzehn bis zwanzig Uhr, "
    "außerdem am Mittwoch, dem achtzehnten März, um fünfzehn Uhr.": Group(
        "Krokus", rules=(TUESDAYS,), dates=((WEDNESDAY, AFTERNOON),)
    ),
    "trifft sich am Dienstag, dem siebzehnten März, und am Mittwoch, dem achtzehnten März, "
    "jeweils um fünfzehn Uhr.": Group("Krokus", dates=((NEXT_TUESDAY, AFTERNOON), (WEDNESDAY, AFTERNOON))),
    "trifft sich immer dienstags, von achtzehn bis zwanzig Uhr, und das Treffen am Dienstag, dem siebzehnten März, "
    "ist verlegt auf Mittwoch, den achtzehnten März, um fünfzehn Uhr.": Group(
        "Krokus", rules=(TUESDAYS,), moved=(Moved(NEXT_TUESDAY, WEDNESDAY, AFTERNOON),)
    ),
    "trifft sich immer dienstags, von achtzehn bis zwanzig Uhr, "
    "aber nicht an Heiligabend, und nicht an Feiertagen.": Group(
        "Krokus", rules=(Rule((1,), EVENING, off=(Named("Heiligabend"),)),), off=(HOLIDAYS,)
    ),
    "trifft sich nach Absprache, aber nicht in den Ferien.": Group(
        "Krokus", by_words="nach Absprache", off=(Named("Ferien"),)
    ),
    "trifft sich nach Absprache.": Group("Krokus", by_words="Termine nach Absprache"),
    "trifft sich immer dienstags, von achtzehn bis zwanzig Uhr, außerdem auf Anfrage.": Group(
        "Krokus", rules=(TUESDAYS,), by_words="auf Anfrage"
    ),
}


@pytest.mark.parametrize(("sentence", "group"), SENTENCES.items())
def test_a_group_is_told_in_one_sentence(sentence, group):
    assert meeting_sentence(group, NOW.date()) == f"Die Gruppe Krokus {sentence}"


def test_callers_hear_only_what_is_not_over():
    over = Rule((0,), EVENING, until=date(2026, 3, 9))
    group = Group(
        "Krokus", rules=(TUESDAYS, over), dates=((date(2026, 3, 4), EVENING),), off=(single(date(2026, 3, 3)),)
    )
    assert meeting_sentence(group, NOW.date()) == meeting_sentence(Group("Krokus", rules=(TUESDAYS,)))
    assert (
        meeting_sentence(Group("Krokus", rules=(over,)), NOW.date())
        == "Für die Gruppe Krokus ist kein Treffen geplant."
    )


def test_staff_read_all_that_is_written():
    rule = Rule((1,), EVENING, weeks=ODD_WEEKS, since=date(2025, 1, 7), off=(single(TUESDAY),))
    assert meeting_sentence(Group("Krokus", rules=(rule,))) == (
        "Die Gruppe Krokus trifft sich in ungeraden Kalenderwochen am Dienstag, von achtzehn bis zwanzig Uhr, "
        "ab dem siebten Januar zweitausendfünfundzwanzig, "
        "aber nicht am Dienstag, dem zehnten März zweitausendsechsundzwanzig."
    )


def test_three_dates_take_place_and_what_is_off_or_moved_is_marked():
    moved = Moved(NEXT_TUESDAY, WEDNESDAY, AFTERNOON)
    found = summarise(Group("Krokus", rules=(TUESDAYS,), off=(single(TUESDAY),), moved=(moved,)), NOW)
    assert found.dates == (
        "Di 10.03.2026, 18:00–20:00 Uhr (fällt aus)",
        "Di 17.03.2026, 18:00–20:00 Uhr (verlegt auf Mi 18.03.2026, 15:00 Uhr)",
        "Mi 18.03.2026, 15:00 Uhr",
        "Di 24.03.2026, 18:00–20:00 Uhr",
        "Di 31.03.2026, 18:00–20:00 Uhr",
    )
    assert [start.day for start in found.next] == [18, 24, 31]


def test_a_group_by_appointment_has_a_sentence_and_no_dates():
    found = summarise(Group("COPD", by_words="n. V."), NOW, [("COPD", "Lunge")])
    assert (found.spoken, found.next) == ("Die Gruppe Lunge trifft sich nach Vereinbarung.", ())


def test_whom_it_is_for_and_whom_to_ask_is_said_back():
    contact = Contact("030 23125 077", (Rule((0,), EVENING),))
    group = Group("Krokus", for_whom="alle, die trauern", newcomers=Newcomers.NOT_NOW, contact=contact)
    assert summarise(group, NOW).about == (
        "Für alle, die trauern. Zurzeit nimmt die Gruppe niemanden auf. "
        "Fragen beantwortet 030 23 12 50 77, Montag, 18 bis 20 Uhr."
    )
