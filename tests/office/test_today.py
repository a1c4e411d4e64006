"""Heute: what a clerk sees of the hotline at a glance."""

from pathlib import Path

import pytest

from app import create_app
from keep.limits.code_attempts import OF_ALL
from tests.conftest import CONTENT
from tests.support.clerk import Clerk, text
from tests.support.hotlines import hotline_of
from tests.support.leaders import speaks
from tests.support.people import comes, member


@pytest.fixture
def clerk(app) -> Clerk:
    return Clerk(app)


def test_the_clerk_sees_who_meets_today_and_tomorrow(clerk):
    clerk.opens("/buero/")
    assert "Heute, Dienstag" in clerk.page and "18:30 bis 20:00 Uhr: Sonnenblume" in text(clerk.page)


def test_messages_on_the_answering_machine_are_told_with_the_way_to_them(clerk, dial):
    clerk.opens("/buero/")
    assert "Anrufbeantworter" not in clerk.page
    for seconds, told in ((5, "Eine Nachricht"), (7, "2 Nachrichten")):
        speaks(comes(dial, "0", "2"), seconds).hang_up()
        clerk.opens("/buero/")
        assert f'<a href="/buero/nachrichten">{told}</a>' in clerk.page


def test_a_folder_of_messages_that_cannot_be_read_hides_nothing_else(clerk, dial, app):
    speaks(comes(dial, "0", "2"), 5).hang_up()
    path = Path(hotline_of(app).settings.data_dir, "anrufbeantworter")
    path.rename(path.with_name("weg")), path.write_text("")
    assert clerk.opens("/buero/") == 200 and "Heute, Dienstag" in clerk.page


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


def test_a_worker_that_has_stopped_is_told_with_all_that_is_missing(clerk):
    clerk.opens("/health")
    missing = clerk.answer.json["missing"]
    assert any("wie lange das Treffen noch dauert" in sentence for sentence in missing)
    clerk.opens("/buero/")
    assert all(sentence in clerk.page for sentence in missing)
