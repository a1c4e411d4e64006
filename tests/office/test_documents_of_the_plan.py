"""Documents in the plan: a clerk sees what is read in them, and no text box writes over them."""

from io import BytesIO

import pytest

from app import create_app
from tests.support.clerk import STATE, Editor
from tests.support.documents import excel, word

DOCUMENT = "/buero/plan/datei/gruppen/lotus.docx"


@pytest.fixture
def clerk(environ, clock, folder) -> Editor:
    (folder / "gruppen" / "lotus.docx").write_bytes(word("Gruppe: Lotus", "Regel: mittwochs, 17 Uhr"))
    return Editor(create_app(environ | {"CONTENT_DIR": str(folder)}, clock))


def test_a_document_is_read_back_and_has_no_text_box(clerk):
    assert clerk.opens(DOCUMENT) == 200
    assert "Als Text lässt es sich nicht bearbeiten" in clerk.page and "<textarea" not in clerk.page


@pytest.mark.parametrize("path", [DOCUMENT, "/buero/plan/pruefung/gruppen/lotus.docx"])
def test_no_text_is_written_over_a_document(clerk, folder, path):
    clerk.opens(DOCUMENT)
    assert clerk.sends(path, text="Gruppe: Lotus\n", stand="") == 405
    assert (folder / "gruppen" / "lotus.docx").read_bytes().startswith(b"PK")


def test_a_document_is_replaced_by_a_newer_one(clerk, folder):
    clerk.opens(DOCUMENT)
    newer = word("Gruppe: Lotus", "Regel: freitags, 9 Uhr")
    fields = {
        "datei": (BytesIO(newer), "neu.docx"),
        "name": "gruppen/lotus.docx",
        "stand": STATE.findall(clerk.page)[0],
    }
    assert clerk.sends("/buero/plan/hochladen", **fields) == 200
    assert (folder / "gruppen" / "lotus.docx").read_bytes() == newer


def test_a_table_of_groups_is_uploaded(clerk, folder):
    clerk.opens("/buero/plan")
    table = excel(("Gruppe", "Regel"), ("Iris", "montags, 10 Uhr"))
    assert clerk.sends("/buero/plan/hochladen", datei=(BytesIO(table), "Liste.xlsx")) == 200
    assert (folder / "gruppen" / "liste.xlsx").read_bytes() == table
