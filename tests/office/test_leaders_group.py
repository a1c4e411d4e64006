"""Termine und Ansage: the one who leads calls meetings off and deletes the announcement, in the browser."""

import re

import pytest

from tests.support.announcing_clerk import brings, deletes, heard, puts_on_air
from tests.support.clerk import Clerk
from tests.support.hotlines import hotline_of
from tests.support.leader_page import Leader
from tests.support.people import comes

PAGE, OFF, ON, SOUND = (f"/leitung/gruppe{path}" for path in ("", "/absagen", "/zusagen", "/ansage"))
BY_KEYPAD = ("8", "99887766", "3", "1", "1")


@pytest.fixture
def leader(app, clock) -> Leader:
    """The one who leads Sonnenblume, at noon before the meeting."""
    clock.says("2026-03-10 12:00")
    leader = Leader(app)
    leader.comes_in()
    leader.opens(PAGE)
    return leader


@pytest.fixture
def clerk(app, leader) -> Clerk:
    """The office, with an announcement for Sonnenblume on air."""
    clerk = Clerk(app)
    brings(clerk)
    puts_on_air(clerk)
    leader.opens(PAGE)
    return clerk


def test_a_meeting_called_off_in_the_browser_is_off_for_callers_and_for_the_office(app, leader, dial):
    assert "Dienstag, 10.03.2026, 18:30 bis 20:00 Uhr Absagen" in leader.reads
    leader.sends(OFF, tag="2026-03-10")
    assert "fällt aus" in leader.reads and "von der Leitung im Browser am 10.03.2026, 12:00 Uhr" in leader.reads
    assert "Heute fällt aus" in comes(dial, "1").said_last
    office = Leader(app)
    office.opens("/buero/absagen")
    assert "Abgesagt von der Leitung im Browser" in office.reads
    leader.sends(ON, tag="2026-03-10")
    assert "Findet doch statt: 10.03.2026" in leader.reads and "fällt aus" not in comes(dial, "1").said_last


def test_what_was_called_off_at_the_telephone_meanwhile_is_told_and_not_done_twice(leader, dial):
    comes(dial, *BY_KEYPAD)
    leader.sends(OFF, tag="2026-03-10")
    assert "Das war schon abgesagt" in leader.reads and "von der Leitung am Telefon" in leader.reads
    leader.sends(ON, tag="2026-03-10")
    leader.sends(ON, tag="2026-03-10")
    assert "nicht mehr abgesagt" in leader.reads


@pytest.mark.parametrize("day", ["2026-03-11", "x", "", "2027-12-07"])
def test_no_other_day_is_called_off(leader, day):
    leader.sends(OFF, tag=day)
    assert "Dieses Treffen gibt es nicht mehr" in leader.reads and "fällt aus" not in leader.reads


def test_what_has_begun_is_not_called_off(leader, clock):
    clock.says("2026-03-10 18:31")
    leader.sends(OFF, tag="2026-03-10")
    assert "hat schon begonnen" in leader.reads and "fällt aus" not in leader.reads


def test_the_announcement_is_played_and_deleted_after_a_question(leader, clerk, dial):
    assert "Zu hören bis sie gelöscht wird" in leader.reads and len(heard(dial)) == 1
    with leader.follows(re.findall(r'<audio [^>]*src="([^"]+)"', leader.page)[0]) as sound:
        assert sound.mimetype == "audio/wav"
    leader.opens(SOUND)
    leader.sends(SOUND, vorher=re.findall(r'name="vorher" value="(\d+)"', leader.page)[0])
    assert "Gelöscht" in leader.reads and not heard(dial)


def test_a_newer_announcement_is_not_deleted_in_place_of_the_one_that_was_shown(leader, clerk, dial):
    leader.opens(SOUND)
    shown = re.findall(r'name="vorher" value="(\d+)"', leader.page)[0]
    deletes(clerk)
    brings(clerk)
    puts_on_air(clerk, bis="7")
    for before in (shown, "x", ""):
        leader.sends(SOUND, vorher=before)
        assert "Jemand hat die Ansage ersetzt" in leader.reads and len(heard(dial)) == 1


def test_only_the_own_group_is_seen_and_changed(app, leader):
    leader.sends(OFF, tag="2026-03-10", gruppe="Krokus")
    assert {group for group, _ in hotline_of(app).cancellations.days()} == {"sonnenblume"}


def test_nobody_sees_it_without_the_number(app):
    stranger = Leader(app)
    stranger.opens(PAGE)
    assert stranger.answer.request.path == "/leitung" and stranger.sends(OFF, tag="2026-03-10") == 403
