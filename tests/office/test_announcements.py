"""Ansagen: what is deleted can be put back, and nobody undoes what somebody else did meanwhile."""

import re
import shutil
from pathlib import Path

import pytest

from app import create_app
from exchange.activity import Recording
from tests.conftest import CONTENT
from tests.support.announcing_clerk import (
    LIST,
    PLAYED,
    TO_AIR,
    TO_DELETE,
    TO_RESTORE,
    brings,
    deletes,
    form,
    heard,
    puts_on_air,
)
from tests.support.clerk import Clerk
from tests.support.leaders import TO_RECORD, saves, speaks
from tests.support.pcm import file, words
from tests.support.people import comes

OTHER = file(words("Am Dienstag findet das Treffen statt."))


@pytest.fixture
def clerk(app) -> Clerk:
    return Clerk(app)


@pytest.fixture
def other(app) -> Clerk:
    return Clerk(app)


def test_a_deleted_one_is_heard_again_when_it_is_put_back(clerk, dial):
    brings(clerk), puts_on_air(clerk)
    deletes(clerk)
    assert "Gelöscht. Zwei Wochen lang" in clerk.page and not heard(dial)
    clerk.opens(TO_RESTORE.findall(clerk.page)[0])
    puts_on_air(clerk, bis="treffen")
    assert "20:00 Uhr" in clerk.page and len(heard(dial)) == 1


def test_what_a_leader_has_spoken_stays_that_when_the_office_changes_its_end(clerk, dial):
    saves(speaks(comes(dial, *TO_RECORD), 7))
    clerk.opens(LIST)
    assert "Am Telefon aufgenommen Dienstag, 10.03.2026, 18:20 Uhr, 7 Sekunden" in clerk.page
    puts_on_air(clerk, bis="treffen")
    assert "Am Telefon aufgenommen" in clerk.page and "20:00 Uhr" in clerk.page


def test_the_keys_on_the_page_lead_to_the_tone(clerk, dial):
    clerk.opens(LIST)
    keys = re.findall(r"<li>(?:<kbd>(.)</kbd>|die Nummer der Leitung)", clerk.page)
    assert isinstance(comes(dial, *(key or "99887766" for key in keys)).doing, Recording)
    for_all = [key or "55281963" for key in keys if key != keys[2]]
    assert isinstance(comes(dial, *for_all).doing, Recording)


# --- several at once


def test_of_two_clerks_the_second_is_told_hears_what_is_on_air_and_may_replace_it(clerk, other, dial):
    brings(clerk), brings(other, OTHER)
    puts_on_air(clerk), puts_on_air(other)
    assert "Jemand war schneller" in other.page and "Jetzt ist diese zu hören" in other.page
    assert len(PLAYED.findall(other.page)) == 2
    puts_on_air(other)
    assert "jetzt zu hören" in other.page and "Früher zu hören: 1" in other.page


@pytest.mark.parametrize("late", ["deletes", "restores", "ends"])
def test_nobody_deletes_replaces_or_ends_what_came_after_the_page_was_opened(clerk, dial, late):
    brings(clerk), puts_on_air(clerk), brings(clerk, OTHER), puts_on_air(clerk)
    clerk.opens(f"{TO_DELETE}?gruppe=Sonnenblume" if late == "deletes" else LIST)
    if late == "restores":
        clerk.opens(TO_RESTORE.findall(clerk.page)[0])
    saves(speaks(comes(dial, *TO_RECORD), 9))
    clerk.sends(TO_DELETE if late == "deletes" else TO_AIR, bis="treffen", **form(clerk))
    assert "Jemand war schneller" in clerk.page and heard(dial) == ["(Aufnahme, 9 Sekunden)"]


def test_of_two_who_change_the_end_at_once_the_second_is_told(clerk, other):
    brings(clerk), puts_on_air(clerk), other.opens(LIST)
    puts_on_air(clerk, bis="7"), puts_on_air(other, bis="30")
    assert "17.03.2026" in clerk.page and "Jemand war schneller" in other.page


def test_a_button_pressed_twice_is_as_pressed_once(clerk):
    brings(clerk)
    fields = form(clerk)
    for _ in range(2):
        clerk.sends(TO_AIR, bis="7", **fields)
        assert "Die Ansage ist jetzt zu hören" in clerk.page
    assert "Früher" not in clerk.page


# --- what is not there any more


@pytest.fixture
def without_the_group(environ, clock, app, tmp_path) -> Clerk:
    """A clerk of the same hotline when the group has left the plan."""
    content = Path(shutil.copytree(CONTENT, tmp_path / "inhalt"))
    (content / "gruppen" / "sonnenblume.txt").unlink()
    return Clerk(create_app(environ | {"CONTENT_DIR": str(content)}, clock))


def test_the_forms_of_a_group_that_has_left_the_plan_change_nothing_but_deleting(clerk, without_the_group):
    brings(clerk), puts_on_air(clerk)
    late = without_the_group
    late.opens(LIST)
    assert "steht nicht mehr im Plan" in late.page and "Wiederherstellen" not in late.page
    late.sends(TO_AIR, bis="immer", gruppe="Sonnenblume", vorher="1", nummer="1")
    assert "Diese Gruppe gibt es nicht mehr." in late.page
    brings(late)
    assert "Diese Gruppe gibt es nicht mehr." in late.page
    deletes(late)
    assert "Gelöscht." in late.page


@pytest.mark.parametrize(
    "asked", [{"nummer": "7"}, {"ton": "0" * 32 + ".wav"}, {"ton": "../buero.txt"}, {"nummer": "x"}]
)
def test_a_recording_that_is_not_there_is_neither_heard_nor_put_on_air(clerk, asked):
    clerk.opens(LIST)
    clerk.sends(TO_AIR, bis="immer", gruppe="Sonnenblume", vorher="0", **asked)
    assert "Diese Aufnahme gibt es nicht mehr." in clerk.page and "Es gibt noch keine Ansagen." in clerk.page


@pytest.mark.parametrize("number", ["", "x", "-1", "²", "9" * 5000])
def test_a_form_without_its_number_changes_nothing(clerk, number):
    brings(clerk)
    clerk.sends(TO_AIR, **(form(clerk) | {"bis": "immer", "vorher": number}))
    assert "Es hat sich nichts geändert." in clerk.page


def test_when_the_store_fails_the_page_says_so(clerk, tmp_path):
    (tmp_path / "ansagen").write_text("a file where the folder should be")
    assert clerk.opens(LIST) == 503 and "lassen sich jetzt nicht lesen" in clerk.page
