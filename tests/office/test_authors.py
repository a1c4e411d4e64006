"""Who did it: names at versions, announcements and cancellations, by whoever of the office or a leader."""

import re

import pytest

from tests.support.clerk import FILE, Editor, text
from tests.support.people import comes

TONIGHT = {"gruppe": "Sonnenblume", "tag": "2026-03-10"}


@pytest.fixture
def environ(environ, folder):
    return environ | {"STAFF_PASSWORD": "vier Wörter, gut gemischt", "CONTENT_DIR": str(folder)}


@pytest.fixture
def office(app, clock) -> Editor:
    clock.says("2026-03-10 12:00")
    clerk = Editor(app)
    clerk.signs_in()
    return clerk


@pytest.fixture
def ahrens(app, office) -> Editor:
    office.sends("/buero/zugaenge", name="Frau Ahrens")
    (link,) = re.findall(r'value="http://127.0.0.1:8000(/buero/zugang/[^"]+)"', office.page)
    person = Editor(app)
    person.opens(link)
    person.sends(link, neu="Teekanne auf dem Dach", noch_einmal="Teekanne auf dem Dach")
    return person


def test_a_cancellation_tells_who_made_it_and_when(ahrens, office, dial):
    ahrens.sends("/buero/absagen", **TONIGHT)
    office.opens("/buero/absagen")
    assert "Abgesagt von Frau Ahrens am 10.03.2026, 12:00 Uhr." in text(office.page)
    assert "Heute fällt aus" in comes(dial, "1").said_last
    office.sends("/buero/absagen/zuruecknehmen", **TONIGHT)
    comes(dial, "8", "99887766", "3", "1", "1")
    office.opens("/buero/absagen")
    assert "Abgesagt von der Leitung am Telefon am 10.03.2026" in text(office.page)


def test_no_number_and_no_name_is_left_when_a_cancellation_is_taken_back(ahrens, tmp_path):
    ahrens.sends("/buero/absagen", **TONIGHT)
    assert "Uhr von Frau Ahrens" in (tmp_path / "absagen.txt").read_text(encoding="utf-8-sig")
    ahrens.sends("/buero/absagen/zuruecknehmen", **TONIGHT)
    assert "Ahrens" not in (tmp_path / "absagen.txt").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("above", ["", "# eingetragen am 09.03.2026 um 08:15 Uhr\n", "# von Hand\n"])
def test_cancellations_without_a_name_stay_as_they_are(app, clock, tmp_path, above):
    clock.says("2026-03-10 12:00")
    (tmp_path / "absagen.txt").write_text(f"Gruppe: Sonnenblume\n{above}Ausfall: 10.03.2026\n", encoding="utf-8")
    office = Editor(app)
    office.signs_in()
    office.opens("/buero/absagen")
    told = re.findall(r"Abgesagt am [^<]+Uhr\.", text(office.page))
    assert told == (["Abgesagt am 09.03.2026, 08:15 Uhr."] if "eingetragen" in above else [])


def test_a_version_tells_who_has_saved_it_and_the_one_of_notepad_nothing(ahrens, office):
    ahrens.opens(FILE)
    ahrens.saves(ahrens.box.replace("18:30", "18:00"))
    office.opens("/buero/plan/fassungen/gruppen/sonnenblume.txt")
    assert re.findall(r"Gespeichert (?:von|vom)[^<]*\.", office.page) == ["Gespeichert von Frau Ahrens."]
    number = re.findall(r'name="nummer" value="(\d+)"', office.page)[0]
    state = re.findall(r'name="stand" value="([^"]*)"', office.page)[0]
    office.sends("/buero/plan/fassungen/gruppen/sonnenblume.txt", nummer=number, stand=state)
    assert "Gespeichert vom Büro." in office.page and "Gespeichert von Frau Ahrens." in office.page
