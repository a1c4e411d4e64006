"""The page with three telephones, as somebody uses it who teaches: one leads, two take part."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext

from tests.support.browser_phone import Person
from tests.support.browsers import barriers_by_day_and_night, needs_chromium, smallest_key

pytestmark = [needs_chromium, pytest.mark.usefixtures("short_sentences")]

LEADING, *TAKING_PART = NAMES = ("Leitung", "Teilnehmerin", "Teilnehmer")
VOLUMES = "them => them.map(({ volume, muted }) => muted ? 0 : volume)"


@pytest.fixture
def teacher(computer: BrowserContext, url: str) -> Iterator[Person]:
    """Somebody with three telephones on a page, whose browser may not complain, nor ask anything of another machine."""
    teacher = Person(computer.new_page(), url, "/phone/uebung")
    yield teacher
    teacher.page.close()
    assert teacher.noted == [] and all(address.startswith(f"{url}/") for address in teacher.visited)


@pytest.fixture
def three(teacher: Person) -> list[Person]:
    """The one who leads and two others, all in the room."""
    leading, first, second = (teacher.at(name) for name in NAMES)
    leading.enters_as_the_one_who_leads()
    first.enters_the_room()
    second.enters_the_room()
    leading.sees("Im Raum: drei Personen")
    return [leading, first, second]


def test_two_raise_their_hands_and_everybody_hears_who_is_given_the_floor(three):
    leading, first, second = three
    for one, answer in ((second, "Sie kommen als Nächstes dran."), (first, "Vor Ihnen ist eine Person.")):
        one.presses("*", "Für eine Wortmeldung")
        one.presses("1", answer)
        one.sees("Im Raum: drei Personen")
    leading.sees("Im Raum: drei Personen")
    leading.presses("*", "Für die Wortmeldungen")
    leading.presses("1", "Es gibt zwei Wortmeldungen.")
    leading.presses("1", "Nummer drei hat das Wort.")
    for one in (first, second):
        one.reads("Jetzt spricht Nummer drei.")


def test_three_go_round_and_while_another_speaks_nothing_is_heard(three):
    leading, first, second = three
    leading.presses("*", "Für Ruhe im Raum")
    leading.presses("6", "Für eine Runde reihum")
    leading.presses("1", "Wie viele Minuten")
    leading.presses("0", "Die Runde beginnt.")
    for one, following in ((first, second), (second, leading)):
        one.reads("Sie sind an der Reihe.")
        assert following.is_quiet_soon() and leading.is_quiet_soon()
        one.presses("*", "Danke.")
        one.sees("Im Raum: drei Personen, Sie sind stumm")
    leading.presses("*", "Danke.")
    for one in three:
        one.reads("Die Runde ist zu Ende.")


def test_the_telephone_touched_last_is_the_loud_one_and_has_the_keyboard(teacher):
    teacher.at("Teilnehmer").touches()
    assert teacher.page.locator("audio").evaluate_all(VOLUMES) == [0.15, 0.15, 1]
    teacher.page.keyboard.press("Enter")
    teacher.at("Teilnehmer").reads("Guten Tag.")
    teacher.at("Leitung").button("5").focus()
    teacher.page.keyboard.press("Escape")
    teacher.at("Teilnehmer").sees("Sie hören")
    teacher.switches("Andere stumm")
    assert teacher.page.locator("audio").evaluate_all(VOLUMES) == [1, 0, 0]


def test_every_telephone_is_easy_to_use_on_the_smallest_screen_and_on_a_large_one(teacher):
    assert smallest_key(teacher.page, 320) >= 60 and smallest_key(teacher.page, 1100) >= 60
    assert barriers_by_day_and_night(teacher.page) == ""


def test_the_page_gives_no_number_away(teacher):
    shown = teacher.page.content()
    assert not [code for code in ("471", "9988", "7766") if code in shown]
