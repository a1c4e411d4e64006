"""Whom a group is for, whether it takes new people, whom to ask about it, and who helps in need."""

from datetime import date, time, timedelta

import pytest

from ivr.model.plan import Contact, CrisisLine, Newcomers
from ivr.model.recurrence import Rule, Span
from reading.content import read
from tests.support.staff import OFFICE, files, group, written

CROCUS = "Gruppe: Krokus\nRegel: montags, 18 Uhr\n"
EVENING = Span(time(18), time(20))
MONDAY = (Rule((0,), EVENING),)
HELP = ("0800 111 0 111", "0800 111 0 222", "116 123")


def office(line: str):
    plan, problems = written(CROCUS, f"{OFFICE}{line}\n")
    assert problems == ()
    return plan.office


def contact(words: str) -> Contact | None:
    return group(f"Regel: montags, 18 Uhr\nKontakt: {words}").contact


@pytest.mark.parametrize("words", ["Menschen, die trauern", "Für Menschen, die trauern.", "für Menschen, die trauern"])
def test_whom_it_is_for_goes_on_behind_for(words):
    assert group(f"Regel: montags, 18 Uhr\nFür wen: {words}").for_whom == "Menschen, die trauern"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("willkommen", Newcomers.WELCOME),
        ("Herzlich willkommen!", Newcomers.WELCOME),
        ("ohne Anmeldung", Newcomers.WELCOME),
        ("nach Anmeldung", Newcomers.ASK_FIRST),
        ("Bitte vorher anrufen.", Newcomers.ASK_FIRST),
        ("nach Vorgespräch", Newcomers.ASK_FIRST),
        ("zurzeit nicht", Newcomers.NOT_NOW),
        ("z. Zt. nicht", Newcomers.NOT_NOW),
        ("Aufnahmestopp", Newcomers.NOT_NOW),
    ],
)
def test_whether_new_people_may_come_is_understood(words, meant):
    assert group(f"Regel: montags, 18 Uhr\nNeue: {words}").newcomers == meant


@pytest.mark.parametrize(
    "words",
    [
        "030 23125 077, Montag 18 bis 20 Uhr",
        "030/23125 077 (Mo 18-20 Uhr)",
        "+49 (0)30 23125-077 montags, 18:00 bis 20:00",
        "030 23125 077; montags von 18 bis 20 Uhr",
    ],
)
def test_a_contact_is_a_number_and_its_hours(words):
    assert contact(words) == Contact("030 23125 077", MONDAY)


@pytest.mark.parametrize("words", ["0171 2312577", "0171 2312577, jederzeit", "0171/2312577; Tag und Nacht"])
def test_a_contact_without_hours_is_there_at_any_time(words):
    assert contact(words) == Contact("0171 2312577")


def test_a_contact_has_as_many_hours_as_are_written():
    hours = (Rule((0, 1, 2, 3, 4), Span(time(9), time(12))), Rule((5,), EVENING))
    assert contact("030 23125 077, Mo-Fr 9-12 Uhr; samstags 18 bis 20 Uhr") == Contact("030 23125 077", hours)


def test_the_hotline_itself_is_nobodys_contact():
    plan, problems = written(f"{CROCUS}Kontakt: 030/23125000\n", f"{OFFICE}Hotline: 030 23125 000\n")
    assert [(problem.line, problem.column) for problem in problems] == [(3, 10)] and plan.groups == ()


def test_a_group_is_looked_at_again_when_the_hotlines_number_has_changed():
    groups = {"gruppen.txt": f"{CROCUS}Kontakt: 030 23125 000\n".encode()}
    for number, wrong in (("030 23125 099", 0), ("030 23125 000", 1), ("030 23125 099", 0)):
        buero = f"{OFFICE}Hotline: {number}\n".encode()
        assert len(read(files({"buero.txt": buero, **groups}), date(2026, 3, 10))[1]) == wrong


@pytest.mark.parametrize(
    "words",
    [
        "Telefonseelsorge 0800 111 0 111, 0800 111 0 222, 116 123",
        "Telefonseelsorge: 0800 111 0 111 oder 0800 111 0 222 oder 116123",
        "Telefonseelsorge, Tel. (0800) 111 0 111; 0800/111 0 222; 116-123",
    ],
)
def test_a_help_line_has_a_name_and_free_numbers(words):
    assert office(f"Krise: {words}").crisis == CrisisLine("Telefonseelsorge", HELP)


def test_the_number_of_an_emergency_may_be_told_behind_one_that_can_be_dialled():
    assert office("Krise: Hilfe 116 123, 112").crisis == CrisisLine("Hilfe", ("116 123", "112"))


def test_newcomers_are_told_what_the_office_writes():
    assert office("Neu: Schön, dass Sie\n  da sind.").for_newcomers == "Schön, dass Sie da sind."


@pytest.mark.parametrize(
    ("line", "takes", "days"),
    [
        ("", False, 14),
        ("Anrufbeantworter: nein", False, 14),
        ("Anrufbeantworter: ja", True, 14),
        ("Anrufbeantworter: ja\nLöschen nach: 1 Tag", True, 1),
        ("Anrufbeantworter: ja\nLöschen nach: nach 30 Tagen", True, 30),
        ("Anrufbeantworter: ja\nLöschen nach: 3 Wochen", True, 21),
    ],
)
def test_messages_are_taken_only_where_the_office_says_so(line, takes, days):
    found = office(line)
    assert (found.takes_messages, found.messages_last) == (takes, timedelta(days=days))
