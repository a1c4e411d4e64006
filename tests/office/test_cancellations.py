"""Absagen: a clerk calls a meeting off and takes that back; what leaders call off stands there too."""

import re

import pytest

from tests.support.clerk import Clerk
from tests.support.people import comes

PAGE, BACK = "/buero/absagen", "/buero/absagen/zuruecknehmen"
TONIGHT = {"gruppe": "Sonnenblume", "tag": "2026-03-10"}


@pytest.fixture
def clerk(app, clock) -> Clerk:
    clock.says("2026-03-10 12:00")
    clerk = Clerk(app)
    clerk.opens(f"{PAGE}?gruppe=Sonnenblume")
    return clerk


def off(clerk: Clerk) -> list[str]:
    """What can be taken back, as it is read out."""
    return re.findall(r'findet doch statt<span class="unseen">: ([^<]+)<', clerk.page)


def test_a_meeting_called_off_here_is_called_off_for_callers(clerk, dial):
    assert "Dienstag, 10.03.2026, 18:30 bis 20:00 Uhr" in clerk.page and not off(clerk)
    for _ in range(2):
        clerk.sends(PAGE, **TONIGHT)
        assert "Abgesagt: Sonnenblume, 10.03.2026." in clerk.page
    assert off(clerk) == ["Sonnenblume, Dienstag, 10.03.2026"]
    assert "Heute fällt aus" in comes(dial, "1").said_last


def test_what_a_leader_calls_off_by_telephone_can_be_taken_back_here(clerk, dial):
    comes(dial, "8", "99887766", "3", "1", "1")
    clerk.opens(PAGE)
    assert off(clerk) == ["Sonnenblume, Dienstag, 10.03.2026"]
    clerk.sends(BACK, **TONIGHT)
    assert "Findet doch statt: Sonnenblume" in clerk.page and not off(clerk)
    assert "fällt aus" not in comes(dial, "1").said_last


def test_what_was_taken_back_by_somebody_else_is_told(clerk):
    clerk.sends(BACK, **TONIGHT)
    assert "Das ist nicht mehr abgesagt." in clerk.page


def test_days_far_ahead_or_without_a_meeting_are_listed_and_past_ones_are_not(app, tmp_path):
    days = "09.03.2026; 11.03.2026; 08.12.2026"
    (tmp_path / "absagen.txt").write_text(f"Gruppe: Sonnenblume\nAusfall: {days}\nGruppe: Sonenblume\n")
    clerk = Clerk(app)
    clerk.opens(PAGE)
    assert off(clerk) == ["Sonnenblume, Mittwoch, 11.03.2026", "Sonnenblume, Dienstag, 08.12.2026"]
    assert "08.12.2026, 18:30 bis 20:00 Uhr" in clerk.page and "11.03.2026 (an diesem Tag" in clerk.page
    assert "Eine Gruppe »Sonenblume« gibt es nicht." in clerk.page and "Meinten Sie »Sonnenblume«?" in clerk.page
    clerk.sends(BACK, gruppe="Sonnenblume", tag="2026-12-08")
    assert off(clerk) == ["Sonnenblume, Mittwoch, 11.03.2026"]


@pytest.mark.parametrize(
    "form", [TONIGHT | {"tag": "2026-03-11"}, TONIGHT | {"tag": "x"}, TONIGHT | {"gruppe": "Krokus"}, {}]
)
def test_a_meeting_that_is_not_there_changes_nothing(clerk, form):
    clerk.sends(PAGE, **form)
    assert "gibt es nicht mehr" in clerk.page and not off(clerk)


def test_what_has_begun_is_not_called_off(clerk, clock):
    clock.says("2026-03-10 18:31")
    clerk.sends(PAGE, **TONIGHT)
    assert "hat schon begonnen" in clerk.page and not off(clerk)


def test_a_file_that_is_no_text_is_told_and_stays(clerk, tmp_path):
    (tmp_path / "absagen.txt").write_bytes(b"PK\0\0")
    clerk.sends(PAGE, **TONIGHT)
    assert "absagen.txt ist kein Text" in clerk.page
    assert (tmp_path / "absagen.txt").read_bytes() == b"PK\0\0"
