"""Two rules or dates that overlap are asked about wherever they stand, unless one says that it stands instead."""

from datetime import date

import pytest

from ivr.model.meeting import meetings
from tests.support.calendars import NAMED, TREFFEN, calendar, understood
from tests.support.staff import IN_THURINGIA, written

FIGHTING = (
    "Regel: freitags 17 Uhr; am 2. Freitag im Monat 17:30 Uhr",
    "Regel: freitags 17 Uhr\nRegel: von Juni bis August freitags 18 Uhr",
    "Regel: samstags 23 bis 2 Uhr; sonntags 1 bis 3 Uhr",
    "Regel: alle zwei Wochen freitags ab 13.3.2026, 17 Uhr; freitags in geraden Wochen 18 Uhr",
    "Regel: freitags 17 Uhr; 20.3.2026 18 Uhr",
    "Termine: 20.3.2026 17 Uhr; 20.3.2026 18 Uhr",
)
STANDING = (
    "Regel: freitags 9 Uhr; am 2. Freitag im Monat 17:30 Uhr",
    "Regel: freitags 17 bis 18 Uhr; freitags 18 bis 19 Uhr",
    "Regel: freitags 17 Uhr, außer im Juni; freitags im Juni 18 Uhr",
    "Regel: freitags 17 Uhr bis 31.12.2026; freitags 18 Uhr ab 1.1.2027",
    "Regel: freitags 17 Uhr; freitags im August 18 Uhr\nAusfall: August",
    "Regel: freitags 17 Uhr\nTermine: 20.3.2026 18 Uhr",
    "Regel: freitags in geraden Wochen 17 Uhr; freitags in ungeraden Wochen 18 Uhr",
)


def told(lines: str) -> list[str]:
    return [problem.text for problem in written(f"Gruppe: Krokus\n{lines}\n", IN_THURINGIA)[1]]


@pytest.mark.parametrize("lines", FIGHTING)
def test_two_that_overlap_are_asked_about(lines):
    assert any("überschneiden sich" in text for text in told(lines))


@pytest.mark.parametrize("lines", STANDING)
def test_two_that_do_not_overlap_may_stand(lines):
    assert not told(lines)


@pytest.mark.parametrize("between", ["; ", ", ", "\nRegel: "])
def test_a_rule_that_says_so_stands_instead_of_the_other(between):
    plan, problems = written(
        f"Gruppe: Krokus\nRegel: freitags 17 Uhr{between}am 2. Freitag im Monat stattdessen 18 Uhr\n"
    )
    march = meetings(plan.groups[0], date(2026, 3, 1), date(2026, 3, 31))
    assert not problems and [(one.start.day, one.start.hour) for one in march] == [
        (6, 17),
        (13, 18),
        (20, 17),
        (27, 17),
    ]


def test_instead_of_one_of_several_on_the_day_is_asked_about():
    assert told("Regel: montags 10 Uhr; montags 18 Uhr; am 1. Montag im Monat stattdessen 19 Uhr") == [
        "An diesem Tag sind es sonst mehrere Treffen: Statt welches Treffens, kann ich nicht wissen."
    ]


def test_instead_of_nothing_is_asked_about():
    assert told("Regel: freitags 17 Uhr; am 2. Donnerstag im Monat stattdessen 18 Uhr") == [
        "Statt welches Treffens, kann ich nicht wissen."
    ]


@pytest.mark.parametrize(
    ("at", "asked"),
    [("18:30 Uhr", True), ("20 Uhr", True), ("18 bis 19:30 Uhr", False), ("10 Uhr", False), ("21 Uhr", False)],
)
def test_a_date_beside_one_of_the_calendar_is_asked_about(at, asked):
    _, problems = understood(calendar(TREFFEN), f"{NAMED}Termine: 17.3.2026, {at}\n")
    assert any("überschneiden sich" in problem.text for problem in problems) is asked


MOVED = "Regel: dienstags 18 Uhr; donnerstags 18 Uhr\nVerlegt: 24.3.2026 auf"


@pytest.mark.parametrize("when", ["26.3.2026", "26.3.2026, 19 Uhr", "31.3.2026, 17 Uhr"])
def test_a_meeting_moved_to_when_another_takes_place_is_asked_about(when):
    assert any("um diese Zeit ohnehin" in text for text in told(f"{MOVED} {when}"))


@pytest.mark.parametrize(
    "when", ["26.3.2026, 20 Uhr", "25.3.2026", "7.4.2026\nAusfall: Osterferien", "24.3.2026, 19 Uhr"]
)
def test_a_meeting_moved_to_a_free_time_may_stand(when):
    assert not told(f"{MOVED} {when}")


def test_two_meetings_may_change_places():
    assert not told(f"{MOVED} 26.3.2026; 26.3.2026 auf 24.3.2026")
