"""Termine: a clerk sees who meets in a week or a month, and cancels or moves a meeting there."""

import re

import pytest

from app import create_app
from tests.support.clerk import Clerk, text
from tests.support.many_groups import files as many_files
from tests.support.staff import bytes_of

PAGE, MOVING = "/buero/termine", "/buero/termine/verlegen"
NAME = "gruppen/sonnenblume.txt"
TONIGHT = {"gruppe": "Sonnenblume", "tag": "2026-03-10"}
DAYS = re.compile(r'id="t([\d-]+)">(.*?)</section>', re.DOTALL)
UNDO = re.compile(r'name="(tat|name|vorher|stand)" value="([^"]*)"')


class Planner(Clerk):
    """A clerk who plans weeks."""

    def day(self, day: str) -> str:
        """What stands on a day of the week that is shown."""
        return text(dict(DAYS.findall(self.page))[day])

    def moves(self, to: str, start: str, end: str = "", **meeting: str) -> int:
        return self.sends(MOVING, auf=to, von=start, bis=end, **(TONIGHT | meeting))


@pytest.fixture
def clerk(environ, clock, folder) -> Planner:
    clock.says("2026-03-10 12:00")
    clerk = Planner(create_app(environ | {"CONTENT_DIR": str(folder)}, clock))
    clerk.opens(PAGE)
    return clerk


def test_a_week_shows_who_meets_on_each_day_and_leads_on(clerk):
    assert "18:30 bis 20:00 Uhr: Sonnenblume Absagen" in clerk.day("2026-03-10")
    assert len(DAYS.findall(clerk.page)) == 7 and "Woche vom 09.03.2026 bis 15.03.2026" in clerk.page
    for shown, beside in (("2026-03-16", "2026-03-23"), ("2026-12-31", "2027-01-04"), ("x", "2026-03-16")):
        clerk.opens(f"{PAGE}?ab={shown}")
        assert f"ansicht=woche&ab={beside}" in clerk.page


def test_a_month_shows_all_its_days_in_whole_weeks(clerk):
    clerk.opens(f"{PAGE}?ansicht=monat&ab=2026-03-24")
    assert "März 2026" in clerk.page and clerk.page.count("<td") == 42
    assert "18:30 Sonnenblume" in text(clerk.page) and "ansicht=monat&ab=2026-04-01" in clerk.page


def test_a_cancelled_meeting_is_struck_through_and_said_to_be_off(clerk):
    clerk.sends("/buero/absagen", **TONIGHT)
    for view in ("woche", "monat"):
        clerk.opens(f"{PAGE}?ansicht={view}")
        assert "<s>Sonnenblume</s>" in clerk.page and "Sonnenblume fällt aus" in text(clerk.page)


def test_any_meeting_to_come_can_be_cancelled_and_leads_back(clerk):
    address = f"http://127.0.0.1:8000{PAGE}?ansicht=woche&ab=2026-12-07"
    form = {"csrf_token": clerk._token, "gruppe": "Sonnenblume", "tag": "2026-12-08"}
    answer = clerk.client.post("/buero/absagen", data=form, headers={"Referer": address}, base_url=clerk._base)
    assert answer.location == f"{PAGE}?ansicht=woche&ab=2026-12-07"
    clerk.opens(answer.location)
    assert "fällt aus" in clerk.day("2026-12-08")


def test_a_moved_meeting_is_a_line_of_the_file_and_stands_at_both_places(clerk, folder):
    before = bytes_of(folder)[NAME]
    assert clerk.moves("2026-03-12", "17:00", "18:30") == 200 and "Verlegt: Sonnenblume" in clerk.page
    assert b"10.03.2026 auf 12.03.2026, 17:00 bis 18:30 Uhr" in bytes_of(folder)[NAME]
    undo = dict(UNDO.findall(clerk.page))
    clerk.opens(PAGE)
    assert "verlegt auf Donnerstag, 12.03.2026, 17:00 Uhr" in clerk.day("2026-03-10")
    assert "17:00 bis 18:30 Uhr: Sonnenblume verlegt vom 10.03.2026" in clerk.day("2026-03-12")
    clerk.sends("/buero/rueckgaengig", **undo)
    assert bytes_of(folder)[NAME] == before


def test_what_cannot_be_moved_so_is_told_and_changes_nothing(clerk, folder):
    before = bytes_of(folder)
    for to, start, status in (("", "17:00", 422), ("2026-03-12", "", 422)):
        assert clerk.moves(to, start) == status and "Nicht verlegt" in clerk.page
    for gone in ({"tag": "2026-03-11"}, {"tag": "x"}, {"gruppe": "Krokus"}):
        clerk.moves("2026-03-12", "17:00", **gone)
        assert "gibt es nicht mehr" in clerk.page
    assert bytes_of(folder) == before


def test_a_meeting_that_is_moved_already_is_changed_in_the_file(clerk):
    clerk.moves("2026-03-12", "17:00")
    clerk.opens(f"{MOVING}?gruppe=Sonnenblume&tag=2026-03-12")
    assert "schon einmal verlegt" in clerk.page and NAME in clerk.page
    assert clerk.moves("2026-03-13", "17:00", tag="2026-03-12") == 405


def test_a_group_of_a_table_is_moved_there(clerk, folder):
    (folder / "gruppen/tabelle.csv").write_text("Gruppe;Regel\nAnker;mittwochs 18 Uhr\n", encoding="cp1252")
    clerk.opens(f"{MOVING}?gruppe=Anker&tag=2026-03-11")
    assert "in einem Dokument oder in einer Tabelle" in clerk.page and "gruppen/tabelle.csv" in clerk.page


def test_the_search_and_the_topic_choose_what_is_shown(clerk):
    clerk.sends("/buero/suche", seite="termine", suche="Rosnhof", ansicht="woche", ab="2026-03-16")
    assert clerk.answer.request.full_path.startswith(f"{PAGE}?suche=Rosnhof&ansicht=woche&ab=2026-03-16")
    assert "Sonnenblume" not in clerk.page
    clerk.opens(f"{PAGE}?thema=Seele&suche=Nachtschicht")
    assert clerk.page.count("Kein Treffen") == 7


def test_today_has_the_same_buttons(clerk):
    clerk.opens("/buero/")
    assert f'href="{MOVING}?gruppe=Sonnenblume&tag=2026-03-10"' in clerk.page
    assert 'action="/buero/absagen"' in clerk.page


def test_five_hundred_groups_are_one_page_of_a_sensible_size(environ, clock, tmp_path):
    for name, raw in many_files(500).items():
        (tmp_path / "viele" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "viele" / name).write_bytes(raw)
    clerk = Planner(create_app(environ | {"CONTENT_DIR": str(tmp_path / "viele")}, clock))
    for view in ("woche", "monat"):
        clerk.opens(f"{PAGE}?ansicht={view}")
        assert len(clerk.answer.data) < 800_000
