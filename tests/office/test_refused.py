"""Abgewiesene Anrufe: a plain count, and the limits lifted."""

import pytest

from app import create_app
from keep.limits.code_attempts import OF_A_CALLER
from tests.support.clerk import Clerk
from tests.support.people import comes

PAGE = "/buero/abgewiesen"


@pytest.fixture
def environ(environ, redis_dir, redis_client):
    return environ | {"REDIS_URL": f"unix://{redis_dir}/redis.sock"}


def mistypes(dial) -> None:
    """Somebody presses a wrong number in as many calls as a day allows, and once more."""
    for _ in range(OF_A_CALLER + 1):
        comes(dial, "2", "739512").hang_up()


def test_a_caller_who_was_refused_hears_of_the_group_once_the_office_lifts_the_limits(app, dial, clock):
    clock.says("2026-03-10 12:00")
    mistypes(dial)
    assert "Sonnenblume" not in comes(dial, "2", "471103").said_last
    clerk = Clerk(app)
    clerk.opens("/buero/")
    assert "2 Anrufe nach falschen Nummern" in clerk.page
    clerk.opens(PAGE)
    clerk.sends(PAGE)
    assert "Die Sperren sind aufgehoben." in clerk.page
    assert "Sonnenblume" in comes(dial, "2", "471103").said_last


def test_without_redis_the_office_is_told_to_try_later(tmp_path, clock):
    app = create_app(
        {"DATA_DIR": str(tmp_path), "REDIS_URL": f"unix://{tmp_path}/nobody.sock", "VOICES": "espeak"}, clock
    )
    clerk = Clerk(app)
    clerk.opens(PAGE)
    clerk.sends(PAGE)
    assert "Kein Anruf" in clerk.page and "antwortet gerade nicht" in clerk.page
