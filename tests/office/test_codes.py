"""Nummern: looked up, searched in both directions, and replaced; asked for the password once more."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from app import create_app
from office.cards.mark import LETTERS, card_mark
from tests.support.clerk import OUTSIDE, PASSWORD, Clerk, text

PAGE, OF_GROUP = "/buero/nummern", "/buero/nummern/nachtschicht"
PROPOSED = re.compile(r'name="nummer" value="(\d+)"')


@pytest.fixture
def app(environ, clock, folder) -> Flask:
    """A hotline whose content may be changed."""
    return create_app(environ | {"CONTENT_DIR": str(folder)}, clock)


@pytest.fixture
def clerk(app) -> Clerk:
    return Clerk(app)


@pytest.fixture
def outside(environ, clock) -> Clerk:
    """A clerk who has signed in from elsewhere."""
    clerk = Clerk(create_app(environ | OUTSIDE, clock), OUTSIDE["PUBLIC_URL"])
    clerk.signs_in()
    return clerk


def asks_for(clerk: Clerk, of: str) -> str:
    """Ask for a new number of Nachtschicht; the one that is proposed."""
    assert clerk.opens(f"{OF_GROUP}/neu/{of}") == 200
    return PROPOSED.findall(clerk.page)[0]


def agrees(clerk: Clerk, of: str, number: str) -> int:
    state = re.findall(r'name="stand" value="([^"]*)"', clerk.page)[0]
    return clerk.sends(f"{OF_GROUP}/neu/{of}", nummer=number, stand=state)


@pytest.mark.parametrize("wanted", ["nachtschicht", "305918", " 30 59 18", "305-918", "617329"])
def test_a_group_is_found_by_its_name_and_by_its_numbers_in_any_way_of_writing(clerk, wanted):
    clerk.opens(PAGE)
    clerk.sends(PAGE, suche=wanted)
    assert "305 918" in clerk.page and "6173 2940" in clerk.page and "Sonnenblume" not in clerk.page


def test_what_is_nobodys_number_is_told(clerk):
    clerk.opens(PAGE)
    clerk.sends(PAGE, suche="123 999")
    assert "Zu »123 999« gibt es nichts." in clerk.page


@pytest.mark.parametrize(("of", "key", "old"), [("gruppe", "Zugang", "305 918"), ("leitung", "Leitung", "6173 2940")])
def test_a_new_number_changes_one_line_of_the_file_and_its_card(clerk, folder, of, key, old):
    file = folder / "gruppen/nachtschicht.txt"
    before = file.read_bytes()
    number = asks_for(clerk, of)
    assert agrees(clerk, of, number) == 200 and "gilt in wenigen Sekunden" in clerk.page
    half = len(number) // 2
    assert file.read_bytes() == before.replace(old.encode(), f"{number[:half]} {number[half:]}".encode())
    assert "Rückgängig" in clerk.page
    clerk.opens(f"/buero/karten/gruppe/nachtschicht{'/leitung' if of == 'leitung' else ''}")
    assert f"{number[:half]} {number[half:]}" in clerk.page and old not in clerk.page


def test_the_page_tells_since_when_a_new_number_holds(clerk, clock):
    clock.says("2026-03-10 12:00")
    clerk.opens(OF_GROUP)
    assert "gilt seit" not in clerk.page
    agrees(clerk, "gruppe", asks_for(clerk, "gruppe"))
    assert text(clerk.page).count("Diese Nummer gilt seit") == 1


def test_whoever_was_slower_does_not_overwrite_what_others_have_changed(clerk, folder):
    number = asks_for(clerk, "gruppe")
    (folder / "gruppen/nachtschicht.txt").write_text("Gruppe: Nachtschicht\nRegel: montags, 18 Uhr\nZugang: 305 918\n")
    agrees(clerk, "gruppe", number)
    assert "Nicht geändert: Jemand" in clerk.page and number not in (folder / "gruppen/nachtschicht.txt").read_text()


def test_a_number_that_another_group_has_is_refused(clerk):
    asks_for(clerk, "gruppe")
    agrees(clerk, "gruppe", "471103")
    assert "Nicht geändert:" in clerk.page


def test_the_mark_on_the_card_tells_whether_its_number_is_the_current_one(clerk, app):
    with app.app_context():
        mark = card_mark("305918")
    clerk.opens("/buero/karten/gruppe/nachtschicht")
    assert f"Kartenzeichen {mark}" in clerk.page
    clerk.opens(OF_GROUP)
    assert mark in clerk.page
    agrees(clerk, "gruppe", asks_for(clerk, "gruppe"))
    assert mark not in clerk.page


def test_no_two_letters_of_a_mark_sound_alike_at_the_telephone():
    sound_alike = ("BCDEGPTW", "FLMNRS", "AHK", "QU", "VF", "IJ")
    assert all(len(set(LETTERS) & set(letters)) <= 1 for letters in sound_alike)


def test_whoever_has_lost_the_card_is_helped_from_the_row_of_the_plan(clerk):
    clerk.opens("/buero/plan")
    [address] = re.findall(r'href="(/buero/nummern/nachtschicht)"', clerk.page)
    clerk.opens(address)
    assert "305 918" in clerk.page and "Karte drucken" in clerk.page


def test_a_group_in_a_table_is_changed_there(clerk, folder):
    table = "Gruppe;Regel;Zugang\nMohn;montags, 18 Uhr;739 418\n"
    (folder / "gruppen/liste.csv").write_text(table)
    clerk.opens("/buero/nummern/mohn/neu/gruppe")
    assert "gruppen/liste.csv" in clerk.page and not PROPOSED.findall(clerk.page)


# --- the second look at the password


@pytest.mark.parametrize(
    "address", [PAGE, OF_GROUP, "/buero/karten/alle/leitung", "/buero/karten/gruppe/nachtschicht/leitung"]
)
def test_pages_with_many_numbers_ask_for_the_password_again(outside, address):
    outside.opens(address)
    assert "Das Passwort noch einmal" in outside.page and "6173 2940" not in outside.page
    assert outside.sends(outside.answer.request.full_path, passwort=PASSWORD) == 200
    assert outside.answer.request.path == address and "6173 2940" in outside.page


def test_the_leaders_cards_as_a_file_ask_for_the_password_again_too(outside):
    outside.opens("/buero/karten/pdf/leitung")
    assert "Das Passwort noch einmal" in outside.page


def test_after_ten_minutes_it_is_asked_again_and_a_wrong_one_opens_nothing(outside, clock):
    outside.opens(PAGE)
    asked = outside.answer.request.full_path
    assert outside.sends(asked, passwort="falsch") == 403 and "6173" not in outside.page
    outside.sends(asked, passwort=PASSWORD)
    clock.now += timedelta(minutes=11)
    outside.opens(PAGE)
    assert "Das Passwort noch einmal" in outside.page


def test_the_question_for_the_password_leads_to_no_other_site(outside):
    outside.opens("/buero/passwort?weiter=//evil.example")
    outside.sends(outside.answer.request.full_path, passwort=PASSWORD)
    assert outside.answer.request.path == "/buero/"
