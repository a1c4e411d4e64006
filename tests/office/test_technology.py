"""Technik: the office sees what works and what does not."""

import pytest

from app import create_app
from tests.support.clerk import OUTSIDE, Clerk, text

ADDRESS = "/buero/technik"


@pytest.fixture
def clerk(app) -> Clerk:
    return Clerk(app)


def test_nothing_is_examined_before_the_button_is_pressed(clerk):
    assert clerk.opens(ADDRESS) == 200 and "Was hilft:" not in clerk.page
    assert clerk.sends(ADDRESS) == 200
    told = text(clerk.page)
    assert told.index("Das geht nicht") < told.index("Das ist in Ordnung") and "Was hilft: Starten Sie" in told


def test_strangers_examine_nothing(environ, clock):
    stranger = Clerk(create_app(environ | OUTSIDE, clock), OUTSIDE["PUBLIC_URL"])
    stranger.opens(ADDRESS)
    assert "Passwort" in stranger.page
    stranger.sends(ADDRESS)
    assert "Das geht nicht" not in stranger.page
