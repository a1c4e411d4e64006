"""Heute: what a clerk sees of the hotline at a glance."""

import pytest

from app import create_app
from keep.limits.code_attempts import OF_ALL
from tests.conftest import CONTENT
from tests.support.clerk import Clerk, text
from tests.support.hotlines import hotline_of
from tests.support.people import member


@pytest.fixture
def clerk(app) -> Clerk:
    return Clerk(app)


def test_the_clerk_sees_who_meets_today_and_tomorrow(clerk):
    clerk.opens("/buero/")
    assert "Heute, Dienstag" in clerk.page and "18:30 bis 20:00 Uhr: Sonnenblume" in text(clerk.page)


def test_a_room_shows_how_many_are_in_it_and_nothing_of_who(clerk, dial):
    member(dial)
    clerk.opens("/buero/raeume")
    assert text(clerk.page) == "Sonnenblume : 1 Person Telefoncafé : noch niemand"
    member(dial)
    clerk.opens("/buero/raeume")
    assert text(clerk.page).startswith("Sonnenblume : 2 Personen")


def test_a_mistake_is_shown_with_its_place_and_its_remedy(environ, clock, tmp_path):
    content = tmp_path / "inhalt"
    content.mkdir()
    for file in CONTENT.rglob("*.txt"):
        (content / file.relative_to(CONTENT)).parent.mkdir(exist_ok=True)
        (content / file.relative_to(CONTENT)).write_bytes(file.read_bytes())
    (content / "gruppen" / "neu.txt").write_text("Gruppe: Neu\nRegel: jeden Dinstag, 18 Uhr\nZugang: 829 174\n")
    clerk = Clerk(create_app(environ | {"CONTENT_DIR": str(content)}, clock))
    clerk.opens("/buero/")
    assert "Ein Fehler in den Dateien" in clerk.page and "gruppen/neu.txt, Zeile 2" in clerk.page
    assert "<mark>Dinstag" in clerk.page and "Dienstag" in clerk.page


def test_many_wrong_numbers_are_told(app, clerk):
    clerk.opens("/buero/")
    assert "Viele falsche Nummern" not in clerk.page
    for call in map(str, range(OF_ALL.at_once)):
        hotline_of(app).attempts["tries"].tried(call, "")
    clerk.opens("/buero/")
    assert "Viele falsche Nummern" in clerk.page


def test_what_does_not_work_is_said_with_what_it_means_for_callers(clerk):
    clerk.opens("/buero/")
    assert "Stimme: läuft" in clerk.page
    assert "Zwischenspeicher: steht" in clerk.page and "Anrufe gehen weiter" in clerk.page
