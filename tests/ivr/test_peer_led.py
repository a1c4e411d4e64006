"""A group in which nobody leads: whoever moderates can be heard, and hands the moderation on."""

import pytest

from app import create_app
from tests.support.people import comes, hears

KLEE = "Gruppe: Klee\nRegel: dienstags, 18:30 bis 20 Uhr\nZugang: 583 917\nLeitung: reihum\n"


@pytest.fixture
def app(environ, clock, folder):
    """A hotline with a group in which nobody leads."""
    (folder / "gruppen" / "klee.txt").write_text(KLEE, encoding="utf-8")
    return create_app(environ | {"CONTENT_DIR": str(folder)}, clock)


@pytest.fixture
def two(dial):
    """One who takes part, and one who only listens."""
    return comes(dial, "2", "583917", "1"), comes(dial, "2", "583917", "3")


def presses(line, *keys: str) -> str:
    for key in keys:
        line.press(key), line.listen()
    return line.said_last


def test_whoever_only_listens_and_takes_the_moderation_is_heard(two):
    _, listener = two
    assert listener.doing.muted
    assert "Sie moderieren." in presses(listener, "*", "6") and not listener.doing.muted


def test_whom_the_moderation_is_handed_to_is_heard(two):
    one, listener = two
    presses(one, "*", "6"), presses(one, "*", "5", "2")
    one.wait()
    hears(listener, "Nummer zwei moderiert jetzt.")
    assert not listener.doing.muted


def test_handed_to_oneself_it_stays_where_it_is(two):
    one, _ = two
    presses(one, "*", "6"), presses(one, "*", "5", "1")
    one.wait()
    assert "Sie moderieren." in " ".join(one.heard[-2:])
