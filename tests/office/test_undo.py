"""Undo: the button beside the message of a deed takes it back, and once more does it again; nothing newer is lost."""

import re
from io import BytesIO

import pytest

from app import create_app
from tests.support.announcing_clerk import brings, deletes, heard, puts_on_air
from tests.support.clerk import FILE, STATE, Editor
from tests.support.staff import bytes_of

NAME = "gruppen/sonnenblume.txt"
BUTTON = re.compile(r'<form method="post" action="/buero/rueckgaengig">(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'name="([^"]+)" value="([^"]*)"')


class Undoer(Editor):
    """A clerk who takes back what has just been done."""

    def undoes(self) -> int:
        fields = dict(FIELD.findall(BUTTON.findall(self.page)[0]))
        fields.pop("csrf_token")
        return self.sends("/buero/rueckgaengig", **fields)


@pytest.fixture
def app(environ, clock, folder):
    return create_app(environ | {"CONTENT_DIR": str(folder)}, clock)


@pytest.fixture
def clerk(app, clock) -> Undoer:
    clock.says("2026-03-10 12:00")
    return Undoer(app)


def test_what_was_saved_is_undone_and_done_again(clerk, folder):
    before = bytes_of(folder)[NAME]
    clerk.opens(FILE)
    clerk.saves(clerk.box.replace("18:30", "19:30"))
    after = bytes_of(folder)[NAME]
    for there in (before, after, before):
        assert clerk.undoes() == 200 and "Rückgängig gemacht." in clerk.page
        assert bytes_of(folder)[NAME] == there


def test_what_was_deleted_is_there_again(clerk, folder):
    before = bytes_of(folder)
    clerk.opens("/buero/plan/loeschen/" + NAME)
    clerk.sends("/buero/plan/loeschen/" + NAME, stand=STATE.findall(clerk.page)[0])
    assert NAME not in bytes_of(folder)
    clerk.undoes()
    assert bytes_of(folder) == before
    clerk.undoes()
    assert NAME not in bytes_of(folder) and "Diese Datei gibt es jetzt nicht." in clerk.page


def test_a_new_file_goes_and_comes_back(clerk, folder):
    clerk.opens("/buero/plan/datei/gruppen/neu.txt?gruppe=Neu")
    clerk.saves(clerk.box.replace("Regel:    ", "Regel:    montags, 18 Uhr"))
    clerk.undoes()
    assert "gruppen/neu.txt" not in bytes_of(folder)
    clerk.undoes()
    assert "gruppen/neu.txt" in bytes_of(folder)


def test_each_of_several_files_that_were_uploaded_is_undone_by_itself(clerk, folder):
    clerk.opens("/buero/plan")
    sent = [(BytesIO(f"Gruppe: {name}\nRegel: montags, 9 Uhr\n".encode()), f"{name}.txt") for name in ("Anker", "Boje")]
    clerk.sends("/buero/plan/hochladen", datei=sent)
    assert clerk.page.count("Rückgängig") == 2
    clerk.undoes()
    assert {"gruppen/anker.txt", "gruppen/boje.txt"} & set(bytes_of(folder)) == {"gruppen/boje.txt"}


def test_what_somebody_has_changed_meanwhile_stays(clerk, folder):
    clerk.opens(FILE)
    clerk.saves(clerk.box.replace("18:30", "19:30"))
    newer = bytes_of(folder)[NAME] + b"# Notepad\r\n"
    (folder / NAME).write_bytes(newer)
    clerk.undoes()
    assert "Inzwischen hat sich daran etwas geändert." in clerk.page and bytes_of(folder)[NAME] == newer


def test_a_cancellation_is_undone_and_done_again(clerk):
    clerk.opens("/buero/absagen?gruppe=Sonnenblume")
    clerk.sends("/buero/absagen", gruppe="Sonnenblume", tag="2026-03-10")
    for is_off in (False, True, False):
        clerk.undoes()
        assert ("Nichts ist abgesagt." not in clerk.page) == is_off


def test_a_cancellation_that_is_withdrawn_already_is_told(clerk):
    clerk.opens("/buero/absagen?gruppe=Sonnenblume")
    clerk.sends("/buero/absagen", gruppe="Sonnenblume", tag="2026-03-10")
    undo = dict(FIELD.findall(BUTTON.findall(clerk.page)[0])) | {"csrf_token": ""}
    clerk.sends("/buero/absagen/zuruecknehmen", gruppe="Sonnenblume", tag="2026-03-10")
    del undo["csrf_token"]
    clerk.sends("/buero/rueckgaengig", **undo)
    assert "Inzwischen hat sich daran etwas geändert." in clerk.page


def test_an_announcement_is_put_on_air_and_deleted_and_both_are_undone(clerk, dial):
    brings(clerk), puts_on_air(clerk)
    assert len(heard(dial)) == 1
    for there in (0, 1):
        clerk.undoes()
        assert len(heard(dial)) == there
    deletes(clerk)
    clerk.undoes()
    assert len(heard(dial)) == 1


def test_a_newer_announcement_is_not_undone(clerk, app):
    brings(clerk), puts_on_air(clerk)
    other = Undoer(app)
    brings(other), puts_on_air(other, bis="7")
    clerk.undoes()
    assert "Inzwischen hat sich daran etwas geändert." in clerk.page


@pytest.mark.parametrize(
    "form", [{}, {"tat": "x"}, {"tat": "datei"}, {"tat": "absage", "gruppe": "x"}, {"tat": "ansage"}]
)
def test_a_form_that_nobody_was_shown_changes_nothing(clerk, folder, form):
    before = bytes_of(folder)
    clerk.opens("/buero/plan")
    assert clerk.sends("/buero/rueckgaengig", **form) == 400 and bytes_of(folder) == before
