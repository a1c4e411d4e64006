"""The hours of the office: what a person reads from them, for the days around Christmas 2026 in Thüringen."""

from datetime import date, datetime

import pytest

from ivr.model.office_hours import spells
from ivr.model.plan import Office
from tests.support.staff import IN_THURINGIA, OFFICE, written

# A Monday; the Friday is Christmas Day, the next Friday New Year's Day.
FIRST = date(2026, 12, 21)
GROUP = "Gruppe: Krokus\nRegel: montags, 18 Uhr\n"


def office(lines: str) -> Office:
    plan, problems = written(GROUP, f"{IN_THURINGIA}{lines}\n")
    assert not problems, problems[0]
    return plan.office


def answered(lines: str) -> str:
    """When somebody answers from Monday to Sunday: "21. 9-12, 22. 9-12"."""
    found = spells(office(lines).hours, FIRST, days=7)
    return ", ".join(f"{start.day}. {start.hour}-{clock(end)}" for start, end in found)


def clock(moment: datetime) -> str:
    return f"{moment.hour}" if not moment.minute else f"{moment.hour}:{moment.minute:02}"


WRITTEN = {
    "Zeiten: Mo-Fr 9-12, Di+Do 14-16": "21. 9-12, 22. 9-12, 22. 14-16, 23. 9-12, 24. 9-12, 24. 14-16, 25. 9-12",
    "Zeiten: Mo, Di und Fr 8 bis 12 Uhr sowie Mo 13 bis 17 Uhr": "21. 8-12, 21. 13-17, 22. 8-12, 25. 8-12",
    "Zeiten: Mo-Do 10-12 Uhr; Dienstag geschlossen": "21. 10-12, 23. 10-12, 24. 10-12",
    "Zeiten: Mo-Do 10-12 Uhr, donnerstags keine Sprechstunde": "21. 10-12, 22. 10-12, 23. 10-12",
    "Zeiten: Mo-Fr 10-12 Uhr (außer feiertags)": "21. 10-12, 22. 10-12, 23. 10-12, 24. 10-12",
    "Zeiten: Mo-Fr 10-12 Uhr; an Feiertagen geschlossen": "21. 10-12, 22. 10-12, 23. 10-12, 24. 10-12",
    "Zeiten: Mo-Fr 10-12 Uhr\nGeschlossen: 24.12.; Feiertage": "21. 10-12, 22. 10-12, 23. 10-12",
    "Zeiten: Mo-Fr 10-12 Uhr\nGeschlossen: 22.12.2026 bis 4.1.2027": "21. 10-12",
    "Zeiten: Mo-Fr 10-12 Uhr, außerhalb der Schulferien": "21. 10-12, 22. 10-12",
    "Zeiten: Mo, Mi 9.00–12.00 Uhr, Mi zusätzlich 14–18 Uhr": "21. 9-12, 23. 9-12, 23. 14-18",
    "Zeiten: Mi 10-12 Uhr und nach Vereinbarung": "23. 10-12",
    "Zeiten: Mi 10-12 Uhr\n  nach Vereinbarung": "23. 10-12",
    "Zeiten: nach Vereinbarung": "",
    "Zeiten: mittwochs 22 bis 2 Uhr": "23. 22-2",
    "Zeiten: Sa und So rund um die Uhr": "26. 0-0, 27. 0-0",
    "Zeiten: jeden 4. Mittwoch im Monat 16-18 Uhr; Mo 9-11 Uhr": "21. 9-11, 23. 16-18",
    "Zeiten: Mo-Mi 9-12 Uhr; dienstags im Dezember stattdessen 10-11 Uhr": "21. 9-12, 22. 10-11, 23. 9-12",
    "Zeiten: montags in ungeraden Wochen 9-12 Uhr; donnerstags 9-12 Uhr": "24. 9-12",
    "Zeiten: Mo-Mi 9-12 Uhr, Fr nach Vereinbarung": "21. 9-12, 22. 9-12, 23. 9-12",
    "Zeiten: Mo-Mi 9-12 Uhr; freitags nach Vereinbarung": "21. 9-12, 22. 9-12, 23. 9-12",
    "Zeiten: Mo 9-12 Uhr und Do nach Vereinbarung": "21. 9-12",
    "Zeiten: Mo 9-12 Uhr, Montagnachmittag nach Vereinbarung": "21. 9-12",
    "Zeiten: Mo-Do 9-12 Uhr, außer dienstags, und nach Vereinbarung": "21. 9-12, 23. 9-12, 24. 9-12",
    "Zeiten: Montag 8:00-12:00\n  Dienstag 8:00-12:00 14:00-18:00\n  Mittwoch geschlossen\n  Donnerstag 8-12": (
        "21. 8-12, 22. 8-12, 22. 14-18, 24. 8-12"
    ),
    "Zeiten: Mo-Mi 9-12 Uhr, Dienstag geschlossen, Donnerstag 14-18 Uhr": "21. 9-12, 23. 9-12, 24. 14-18",
    "Zeiten: rund um die Uhr, außer montags und mittwochs": "22. 0-0, 24. 0-0, 25. 0-0, 26. 0-0, 27. 0-0",
    "Zeiten: rund um die Uhr, außer an Feiertagen": "21. 0-0, 22. 0-0, 23. 0-0, 24. 0-0, 27. 0-0",
    "Zeiten: Do-So 9-12 Uhr, sonn- und feiertags geschlossen": "24. 9-12",
    "Zeiten: Do-So 9-12 Uhr\nGeschlossen: sonn- und feiertags": "24. 9-12",
    "Zeiten: Do-So 9-12 Uhr, außer sonn- und feiertags": "24. 9-12",
    "Zeiten: Di u. Do 18h30-20h": "22. 18-20, 24. 18-20",
    "Zeiten: täglich 24h; Mi geschlossen": "21. 0-0, 22. 0-0, 24. 0-0, 25. 0-0, 26. 0-0, 27. 0-0",
}


@pytest.mark.parametrize("lines", WRITTEN)
def test_hours_are_understood(lines):
    assert answered(lines) == WRITTEN[lines]


def test_a_day_off_without_a_year_at_christmas_comes_every_year():
    hours = office("Zeiten: Mo-Fr 9-12 Uhr\nGeschlossen: 31.12.").hours
    assert not list(spells(hours, date(2026, 12, 31), days=1)) and not list(spells(hours, date(2027, 12, 31), days=1))


def test_another_day_off_without_a_year_is_the_next_one_only():
    hours = office("Zeiten: Mo-Fr 9-12 Uhr\nGeschlossen: 12.5.").hours
    assert not list(spells(hours, date(2026, 5, 12), days=1)) and list(spells(hours, date(2027, 5, 12), days=1))


def test_a_contact_person_has_holidays_too():
    plan, problems = written(f"{GROUP}Kontakt: 030 23125 077, freitags 9-11 Uhr, nicht an Feiertagen\n", IN_THURINGIA)
    contact = plan.groups[0].contact
    assert contact and not problems
    assert [start.day for start, _ in spells(contact.hours, date(2026, 12, 18), days=15)] == [18]


def test_holidays_of_the_office_need_its_bundesland():
    _, problems = written(GROUP, f"{OFFICE}Zeiten: Mo-Fr 9-12 Uhr\nGeschlossen: Feiertage\n")
    assert [problem.text for problem in problems] == ["Wann Feiertage sind, kann ich ohne Bundesland nicht wissen."]


@pytest.mark.parametrize(
    "hours",
    [
        *("Mo-Fr ab 9 Uhr", "Mittwochnachmittag geschlossen", "meistens vormittags", "Mo 9-12 oder 14-16"),
        *("Mo-Do 9-12 Uhr, im August nach Vereinbarung", "Mo 9-12 Uhr, Di 9-12 Uhr nach Vereinbarung"),
        "Mo 9-12 Uhr (nach Vereinbarung)",
        *("Mo-Fr 9-12 Uhr, Fr nach Vereinbarung", "Mo-Fr 9-12 Uhr, Mi 14-18 Uhr, mittwochs geschlossen"),
        *("Mo-Fr 9-12; Di 14-16; Di geschlossen", "Di 9-12 Uhr\nGeschlossen: Di"),
        "Mo-Mi 9-12 Uhr; Di 14-16 Uhr; dienstags im Dezember stattdessen 10-11 Uhr",
    ],
)
def test_hours_that_are_not_clear_are_asked(hours):
    assert written(GROUP, f"{IN_THURINGIA}Zeiten: {hours}\n")[1]


@pytest.mark.parametrize(
    ("hours", "remedy"),
    [
        ("Mittwohc 9-12 Uhr", "Meinten Sie »Mittwoch«?"),
        (
            "Mo 9-12 Uhr im Kino",
            "Schreiben Sie zum Beispiel »Montag bis Donnerstag 9 bis 12 Uhr; Dienstag 14 bis 16 Uhr«.",
        ),
        ("Mo-Fr 9-25 Uhr", "Die Stunden gehen von 0 bis 24, die Minuten von 00 bis 59."),
    ],
)
def test_a_remedy_for_hours_is_about_what_was_written(hours, remedy):
    (problem,) = written(GROUP, f"{IN_THURINGIA}Zeiten: {hours}\n")[1]
    assert problem.remedy == remedy


def test_hours_are_not_called_meetings():
    (problem,) = written(GROUP, f"{IN_THURINGIA}Zeiten: Mo-Fr 9-12 Uhr in den Ferien\n")[1]
    assert "Treffen" not in f"{problem.text} {problem.remedy}"


def test_a_contact_person_cannot_be_there_on_a_day_that_is_taken_out():
    _, problems = written(f"{GROUP}Kontakt: 030 23125 077, Di 9-11 Uhr; Di geschlossen\n", IN_THURINGIA)
    assert [problem.text for problem in problems] == [
        "Dienstags ist geschlossen, und doch stehen eigene Zeiten dafür da."
    ]
