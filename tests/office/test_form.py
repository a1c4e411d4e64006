"""The form of a group: a clerk fills in boxes, and only the lines of those change in the text."""

import re

import pytest

from app import create_app
from office.plan.form_rows import LABELS
from reading.editing.values import KEYS
from tests.support.clerk import OUTSIDE, PASSWORD, text
from tests.support.form_clerk import FormClerk
from tests.support.mistakes import MISTAKES
from tests.support.staff import EXAMPLE

SONNENBLUME = "gruppen/sonnenblume.txt"
TWO = "# Süd.\r\nGruppe: Aster\r\nRegel: montags, 18 Uhr\r\n\r\nGruppe: Rose\r\nRegel: dienstags, 18 Uhr\r\n"


@pytest.fixture
def app(environ, clock, folder):
    (folder / "gruppen" / "zwei.txt").write_bytes(TWO.encode("cp1252"))
    return create_app(environ | {"CONTENT_DIR": str(folder)}, clock)


@pytest.fixture
def clerk(app) -> FormClerk:
    return FormClerk(app)


@pytest.fixture
def other(app) -> FormClerk:
    return FormClerk(app)


def test_every_key_that_a_group_may_have_is_in_the_form():
    assert set(LABELS) == set(KEYS)


@pytest.mark.parametrize("file", [*EXAMPLE.glob("gruppen/*.txt"), *MISTAKES[::9]], ids=lambda file: file.stem)
def test_a_form_that_is_sent_as_it_is_changes_no_byte(clerk, folder, file):
    raw = file.read_bytes()
    (folder / "gruppen" / "probe.txt").write_bytes(raw)
    clerk.sees_the_form("gruppen/probe.txt")
    assert clerk.saves() == 200 and "Nichts geändert" in clerk.page
    assert (folder / "gruppen" / "probe.txt").read_bytes() == raw


def test_only_the_line_of_a_changed_box_changes(clerk, folder):
    before = (folder / SONNENBLUME).read_bytes()
    clerk.sees_the_form(SONNENBLUME)
    clerk.fills(Ort="Haus der Vereine", Ausfall_1="14.4.2026")
    assert clerk.saves() == 200 and "Gespeichert." in clerk.page
    ending = b"\r\n" if b"\r\n" in before else b"\n"
    added = b"Ausfall: 24.03.2026" + ending + b"Ausfall: 14.4.2026"
    after = before.replace(b"am Telefon", b"Haus der Vereine").replace(b"Ausfall: 24.03.2026", added)
    assert (folder / SONNENBLUME).read_bytes() == after


def test_of_two_groups_in_a_file_one_is_chosen_and_its_encoding_stays(clerk, folder):
    clerk.sees_the_form("gruppen/zwei.txt?nr=1")
    assert 'aria-current="page">Rose' in clerk.page
    clerk.fills(Ort="Café Süd")
    clerk.saves()
    assert (folder / "gruppen" / "zwei.txt").read_bytes() == (TWO + "Ort:   Café Süd\r\n").encode("cp1252")


def test_a_mistake_is_told_at_its_box_and_nothing_that_was_typed_is_lost(clerk, folder):
    before = (folder / SONNENBLUME).read_bytes()
    clerk.sees_the_form(SONNENBLUME)
    clerk.fills(Regel="jeden 2. Dinstag im Monat, 18 Uhr", Hinweis="Bringen Sie Zeit mit.")
    assert clerk.saves() == 422 and "Nicht gespeichert" in clerk.page
    assert clerk.boxes["Hinweis.0"] == "Bringen Sie Zeit mit." and "Meinten Sie" in clerk.page
    assert (
        'name="Regel.0" autocomplete="off" aria-describedby="feld3-0-hilfe feld3-0-fehler" aria-invalid' in clerk.page
    )
    assert (folder / SONNENBLUME).read_bytes() == before


def test_a_new_group_is_begun_with_the_form(clerk, folder):
    clerk.sees_the_form("gruppen/veilchen.txt?gruppe=Veilchen")
    assert clerk.boxes["Gruppe.0"] == "Veilchen" and clerk.boxes["Zugang.0"]
    clerk.fills(Regel="mittwochs, 17 Uhr")
    assert clerk.saves() == 200 and "trifft sich immer mittwochs" in text(clerk.page)
    assert "Regel:    mittwochs, 17 Uhr\r\n" in (folder / "gruppen" / "veilchen.txt").read_bytes().decode("utf-8-sig")


def test_two_who_change_different_boxes_both_keep_theirs(clerk, other, folder):
    for one in (clerk, other):
        one.sees_the_form(SONNENBLUME)
    other.fills(Ort="Haus 3", Hinweis="Von nebenan.")
    assert other.saves() == 200
    clerk.fills(Regel="dienstags, 17 Uhr", Ausfall="", Hinweis="Von hier.")
    assert clerk.saves() == 409 and "In der Datei steht jetzt: »Von nebenan.«" in clerk.page
    assert clerk.saves() == 200
    written = (folder / SONNENBLUME).read_text()
    assert "dienstags, 17 Uhr" in written and "Haus 3" in written and "Hinweis: Von hier." in written


def test_a_free_number_is_proposed_and_what_was_typed_stays(clerk, folder):
    clerk.sees_the_form(SONNENBLUME)
    clerk.fills(Ort="Haus 3")
    clerk.presses(f"/buero/plan/formular/nummer/{SONNENBLUME}", neu="Zugang")
    assert clerk.boxes["Ort.0"] == "Haus 3" and clerk.boxes["Zugang.0"] != "471 103"
    assert clerk.boxes["Leitung.0"] == "9988 7766" and "gilt dann nicht mehr" in clerk.page
    proposed = clerk.boxes["Zugang.0"]
    assert clerk.saves() == 200 and proposed in (folder / SONNENBLUME).read_text()


def test_while_somebody_fills_it_in_the_hotline_reads_along(clerk):
    clerk.sees_the_form(SONNENBLUME)
    clerk.fills(Regel="freitags, 17 Uhr", Ausfall="")
    clerk.presses(f"/buero/plan/formular/pruefung/{SONNENBLUME}")
    assert "trifft sich immer freitags" in text(clerk.page) and "Ohne Fehler" in clerk.page


def test_what_is_no_text_of_groups_has_no_form_and_is_told_why(clerk):
    clerk.sees_the_form("buero.txt")
    assert "Ein Formular gibt es nur für Gruppen" in clerk.page


def test_a_sign_in_that_is_over_carries_what_was_filled_in_through(environ, clock, folder):
    clerk = FormClerk(create_app(environ | OUTSIDE | {"CONTENT_DIR": str(folder)}, clock), OUTSIDE["PUBLIC_URL"])
    clerk.signs_in()
    clerk.sees_the_form(SONNENBLUME)
    clerk.client.delete_cookie("__Host-telefontreff", domain="hotline.example.org")
    clerk.fills(Ort="Haus 3", Ausfall="")
    assert clerk.saves() == 403 and "471 103" not in re.sub('value="[^"]*"', "", clerk.page)
    along = dict(re.findall('<input type="hidden" name="([^"]+)" value="([^"]*)"', clerk.page))
    assert clerk.sends("/buero/anmelden", **(along | {"passwort": PASSWORD})) == 200
    assert "Sie sind wieder angemeldet" in clerk.page and clerk.boxes["Ort.0"] == "Haus 3"
    assert clerk.saves() == 200
    written = (folder / SONNENBLUME).read_text()
    assert "Haus 3" in written and "Ausfall" not in written and "Zugang:  471 103" in written
