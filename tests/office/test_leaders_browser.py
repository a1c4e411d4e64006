"""Leitung in a real browser: the one who leads at the page, and telephones in the room."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsers import barriers, needs_chromium
from tests.support.people import hears, leader, member

pytestmark = [needs_chromium, pytest.mark.usefixtures("short_sentences")]

# What is asked for or happens in the room is seen so soon.
SOON = 3000


@pytest.fixture
def app(open_app):
    """Whom the telephones call is whose pages are seen."""
    return open_app


@pytest.fixture
def other(dial):
    """The telephone of the one who leads."""
    return leader(dial)


@pytest.fixture
def leading(page) -> Page:
    """The room in the browser of the one who leads."""
    page.goto("/leitung")
    page.get_by_label("Nummer der Leitung").fill("9988 7766")
    page.get_by_role("button", name="Weiter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gruppe Sonnenblume")
    return page


@pytest.fixture
def person(leading, other, dial):
    """The telephone of somebody who has come in after the one who leads, which is seen."""
    person = member(dial)
    expect(leading.get_by_text("2 Personen sind im Raum.")).to_be_visible()
    return person


def presses(line, *keys: str) -> None:
    for key in keys:
        line.press(key), line.listen()


def raises_a_hand(line) -> None:
    presses(line, "*", "1")
    hears(line, "Sie kommen als Nächstes dran.")


def test_a_raised_hand_is_seen_soon_and_who_is_given_the_word_hears_it(leading, person):
    silence = leading.get_by_role("button", name="Um Ruhe bitten")
    silence.focus()
    raises_a_hand(person)
    expect(leading.get_by_role("status")).to_have_text("Nummer 2 möchte sprechen.", timeout=SOON)
    expect(silence).to_be_focused()
    assert barriers(leading) == ""
    leading.get_by_role("button", name="Nummer 2: Das Wort geben").click()
    hears(person, "Jetzt spricht Nummer zwei.")
    expect(leading.get_by_text("Hat das Wort.")).to_be_visible()


def test_the_keyboard_is_enough_and_stays_where_it_was(leading, person):
    mute = leading.get_by_role("button", name="Nummer 2: Stumm schalten")
    mute.focus(), leading.keyboard.press("Enter")
    hears(person, "Nummer zwei ist jetzt stumm.")
    expect(leading.get_by_role("button", name="Nummer 2: Wieder hören lassen")).to_be_focused()
    raises_a_hand(person)
    expect(leading.get_by_role("status")).to_have_text("Nummer 2 möchte sprechen.")
    word = leading.get_by_role("button", name="Nummer 2: Das Wort geben")
    word.focus(), leading.keyboard.press("Enter")
    expect(leading.get_by_role("heading", name="Wortmeldungen")).to_be_focused()


def test_silence_asked_for_at_the_keypad_is_seen_and_lifted_on_the_page(leading, other, person):
    presses(other, "*", "2")
    hears(other, "Nur Sie sind jetzt zu hören.")
    leading.get_by_role("button", name="Alle dürfen wieder sprechen").click()
    hears(person, "Die Ruhe ist vorbei.")


def test_they_go_round_by_page_and_keypad_mixed(leading, other, person):
    leading.get_by_text("Runde und Stille").click()
    assert barriers(leading) == ""
    leading.get_by_role("button", name="2 Minuten").first.click()
    hears(other, "Sie sind an der Reihe.")
    expect(leading.get_by_text(re.compile(r"\(noch 1:\d\d\)"))).to_be_visible()
    presses(other, "*")
    expect(leading.get_by_text("Nummer 2 spricht")).to_be_visible(timeout=SOON)
    assert barriers(leading) == ""
    again = leading.get_by_role("button", name="Nummer 2: Noch einmal")
    again.focus(), leading.keyboard.press("Enter")
    expect(again).to_be_focused()
    leading.get_by_role("button", name="Nummer 2: Weiter zur nächsten Person").click()
    hears(person, "Die Runde ist zu Ende.")
    expect(leading.get_by_role("heading", name="Es geht reihum")).to_be_hidden()


def test_the_end_is_asked_for_once_more_and_lets_everybody_out(leading, other, person):
    leading.get_by_role("link", name="Treffen beenden").click()
    end = leading.get_by_role("button", name="Für alle beenden")
    expect(end).to_be_visible()
    assert barriers(leading) == ""
    end.click()
    for everybody in (person, other):
        hears(everybody, "Die Leitung hat das Treffen beendet.")
    expect(leading.get_by_text("Sie haben das Treffen beendet.")).to_be_visible()
    assert barriers(leading) == ""


def test_where_no_stream_is_free_the_page_asks(leading, dial):
    leading.route("**/strom", lambda route: route.fulfill(status=204))
    leading.reload()
    member(dial)
    expect(leading.get_by_text("Eine Person ist im Raum.")).to_be_visible()


def test_who_signs_out_elsewhere_is_led_to_the_door(leading):
    there = leading.context.new_page()
    there.goto("/leitung/raum")
    there.get_by_role("button", name="Abmelden").click()
    expect(leading.get_by_label("Nummer der Leitung")).to_be_visible(timeout=10_000)


def test_at_400_percent_and_by_night_it_can_be_used(leading, person):
    raises_a_hand(person)
    leading.emulate_media(color_scheme="dark")
    leading.set_viewport_size({"width": 320, "height": 256})
    expect(leading.locator("[data-news]")).to_have_text("Nummer 2 möchte sprechen.")
    assert barriers(leading) == "" and leading.evaluate("document.documentElement.scrollWidth") == 320
