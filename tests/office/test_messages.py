"""Nachrichten: the office listens to what callers have left, and deletes it."""

import re

import pytest

from tests.support.clerk import Clerk, text
from tests.support.hotlines import hotline_of
from tests.support.leaders import speaks
from tests.support.people import comes

LIST = "/buero/nachrichten"
PLAYED = re.compile(r'<audio [^>]*src="([^"]+)"')
TO_DELETE = re.compile(r'href="(/buero/nachrichten/loeschen[^"]+)"')
NAME = re.compile(r'name="ton" value="([^"]+)"')


@pytest.fixture
def clerk(app) -> Clerk:
    return Clerk(app)


@pytest.fixture
def left(dial) -> None:
    """Somebody has left a message."""
    speaks(comes(dial, "0", "2"), 7).hang_up()


def test_a_message_is_heard_as_it_was_spoken(clerk, left):
    clerk.opens(LIST)
    page = text(clerk.page)
    assert "Dienstag, 10.03.2026, 18:20 Uhr 7 Sekunden Wird gelöscht am Dienstag, 24.03.2026, 18:20 Uhr." in page
    assert clerk.opens(PLAYED.findall(clerk.page)[0]) == 200
    assert clerk.answer.mimetype == "audio/wav" and clerk.answer.headers["Cache-Control"] == "no-store"


def test_it_is_asked_before_one_is_deleted_and_then_it_is_nowhere(clerk, left, app):
    clerk.opens(LIST)
    sound = PLAYED.findall(clerk.page)[0]
    clerk.opens(TO_DELETE.findall(clerk.page)[0])
    assert "lässt sich nicht zurückholen" in clerk.page and len(hotline_of(app).messages.all()) == 1
    clerk.sends(f"{LIST}/loeschen", ton=NAME.findall(clerk.page)[0])
    assert "Gelöscht." in clerk.page and "Es gibt keine Nachrichten." in clerk.page
    assert clerk.opens(sound) == 404 and not hotline_of(app).store.names("anrufbeantworter")


@pytest.mark.parametrize("name", ["", "x", "../buero.txt", "0" * 32 + ".wav"])
def test_what_is_not_there_is_neither_heard_nor_deleted(clerk, left, app, name):
    assert clerk.opens(f"{LIST}/ton/{name}") == 404
    clerk.opens(f"{LIST}/loeschen?ton={name}")
    assert "Diese Nachricht gibt es nicht mehr." in clerk.page
    clerk.sends(f"{LIST}/loeschen", ton=name)
    assert len(hotline_of(app).messages.all()) == 1


def test_nobody_hears_at_the_office_what_a_caller_may_still_delete(clerk, dial, app):
    speaks(comes(dial, "0", "2"))
    (sound,) = (name for name in hotline_of(app).store.names("anrufbeantworter") if name.endswith(".wav"))
    assert clerk.opens(f"{LIST}/ton/{sound.rpartition('/')[2]}") == 404
    clerk.opens(LIST)
    assert "Es gibt keine Nachrichten." in clerk.page


def test_a_message_goes_by_itself_when_its_time_is_over(clerk, left, clock):
    clock.says("2026-03-24 18:21")
    clerk.opens(LIST)
    assert "Es gibt keine Nachrichten." in clerk.page


def test_a_sound_that_is_lost_is_told(clerk, dial, app):
    speaks(comes(dial, "0", "2"), 11).hang_up()
    (name,) = (name for name in hotline_of(app).store.names("anrufbeantworter") if name.endswith(".wav"))
    hotline_of(app).store.write(name, b"RIFF")
    clerk.opens(LIST)
    assert "Der Ton ist nicht mehr da." in clerk.page


def test_when_the_store_fails_the_page_says_so(clerk, tmp_path):
    (tmp_path / "anrufbeantworter").write_text("a file where the folder should be")
    assert clerk.opens(LIST) == 503 and "lassen sich jetzt nicht lesen" in clerk.page
