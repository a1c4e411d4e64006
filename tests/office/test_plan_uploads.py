"""Files of the plan from a clerk's computer: several at once, and a calendar that nobody has named yet."""

from io import BytesIO

import pytest

from app import create_app
from tests.support.calendars import TREFFEN, calendar
from tests.support.clerk import Editor, text
from tests.support.staff import bytes_of

ASTER = calendar(TREFFEN).encode()
NAMES_IT = b"Gruppe: Aster\nKalender: aster.ics\n"


@pytest.fixture
def clerk(environ, clock, folder) -> Editor:
    return Editor(create_app(environ | {"CONTENT_DIR": str(folder)}, clock))


def brings(clerk: Editor, **files: bytes) -> int:
    """Chooses these files in one form; their suffix stands behind an underscore."""
    clerk.opens("/buero/plan")
    chosen = [(BytesIO(raw), name.replace("_", ".")) for name, raw in files.items()]
    return clerk.sends("/buero/plan/hochladen", datei=chosen)


def test_several_files_are_saved_at_once_and_each_has_its_result(clerk, folder):
    wrong = b"Gruppe: Rose\nRegel: irgendwann\n"
    assert brings(clerk, tulpe_txt=b"Gruppe: Tulpe\nRegel: montags, 18 Uhr\n", rose_txt=wrong, rose_exe=b"MZ") == 422
    assert "1 von 3 Dateien gespeichert" in clerk.page and "Gespeichert: gruppen/tulpe.txt." in clerk.page
    assert "gruppen/rose.txt hat noch Fehler" in clerk.page and "keine Datei des Plans" in clerk.page
    assert "gruppen/tulpe.txt" in bytes_of(folder) and "gruppen/rose.txt" not in bytes_of(folder)


def test_a_group_may_come_together_with_the_calendar_that_it_names(clerk):
    assert brings(clerk, aster_txt=NAMES_IT, aster_ics=ASTER) == 200
    assert "2 von 2 Dateien gespeichert" in clerk.page


def test_a_calendar_that_no_group_names_is_told_the_same_everywhere(clerk):
    assert brings(clerk, aster_ics=ASTER) == 200
    assert "Noch ist daraus nichts zu hören: Diesen Kalender nennt keine Gruppe." in clerk.page
    clerk.opens("/buero/")
    assert "Ein Hinweis zu den Dateien" in clerk.page and "Die Dateien sind ohne Fehler." in text(clerk.page)
    assert "Fehler in den Dateien" not in clerk.page
    brings(clerk, aster_txt=NAMES_IT)
    assert brings(clerk, aster_ics=ASTER) == 200 and "In wenigen Sekunden ist sie zu hören" in clerk.page
