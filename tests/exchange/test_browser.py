"""The browser phone as a person uses it: in a real browser, with fingers, eyes and ears."""

from collections.abc import Iterator

import pytest

from tests.support.browser_phone import Person, sits_down
from tests.support.browsers import needs_chromium

pytestmark = needs_chromium


@pytest.fixture
def other(browser, url) -> Iterator[Person]:
    """Somebody at another computer: of two pages in one window only one is in front, and quick."""
    with browser.new_context() as computer:
        yield from sits_down(computer, url)


def test_the_telephone_rings_and_a_voice_answers(person):
    person.button("Anrufen").click()
    person.sees("Es klingelt")
    person.sees("Sie hören")
    person.reads("Selbsthilfe-Telefon Lindental.")
    assert person.hears_something()


def test_a_key_stops_the_voice_and_silence_leads_on(person):
    person.calls()
    person.button("2").click()
    person.reads("Bitte drücken Sie die sechs Ziffern Ihrer Gruppe.")
    assert person.hears_something()
    person.button("8").click()
    assert not person.hears_something()
    person.sees("Jetzt eine Taste drücken")
    person.page.clock.fast_forward("00:11")
    person.reads("noch die letzten fünf Ziffern.")


@pytest.mark.usefixtures("short_sentences")
def test_two_people_meet_in_a_room_until_one_leaves(person, other):
    person.enters_the_room()
    person.sees("Im Raum: eine Person")
    assert person.hears_something()
    other.enters_as_the_one_who_leads()
    person.sees("Im Raum: zwei Personen")
    assert not person.hears_something() and not other.hears_something()
    other.page.close()
    person.sees("Im Raum: eine Person")
    person.button("Stern").click()
    person.presses("9", "Möchten Sie den Raum verlassen?")
    person.presses("1", "Sie sind nicht mehr im Raum.")


@pytest.mark.usefixtures("short_sentences")
def test_who_raises_a_hand_is_given_the_floor_and_everybody_hears_it(person, other):
    person.enters_the_room()
    other.enters_as_the_one_who_leads()
    person.sees("Im Raum: zwei Personen")
    person.presses("*", "Für eine Wortmeldung")
    person.presses("1", "Sie kommen als Nächstes dran.")
    person.sees("Im Raum: zwei Personen")
    other.presses("*", "Für die Wortmeldungen")
    other.presses("1", "Als Nächstes: Nummer eins.")
    other.presses("1", "Nummer eins hat das Wort.")
    person.reads("Jetzt spricht Nummer eins.")
    other.sees("Im Raum: zwei Personen")
