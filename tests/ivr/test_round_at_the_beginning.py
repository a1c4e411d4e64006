"""A group that begins with a round does so by itself, once, as soon as the talk has begun."""

import pytest

from app import create_app
from ivr.model.round import Round
from tests.support.hotlines import hotline_of
from tests.support.people import hears, leader, member
from worker.main import room_clock


@pytest.fixture
def app(environ, clock, folder):
    """Sonnenblume begins with a round of one minute for each."""
    file = folder / "gruppen" / "sonnenblume.txt"
    file.write_text(file.read_text(encoding="utf-8") + "Beginn: reihum\nRedezeit: 1 Minute\n", encoding="utf-8")
    return create_app(environ | {"CONTENT_DIR": str(folder)}, clock)


@pytest.fixture
def looks(app, clock):
    """The worker looks at a time; the rounds that go on then."""

    def looks(time: str) -> list[Round]:
        clock.says(f"2026-03-10 {time}")
        room_clock(hotline_of(app)).begin_rounds()
        return [talk.round for talk in hotline_of(app).talks.values() if talk.round]

    return looks


def test_it_begins_with_the_meeting_once_the_one_who_leads_is_there(dial, looks):
    one, _ = member(dial), member(dial)
    assert not looks("18:29") and not looks("18:31")
    leader(dial)
    assert [going.minutes for going in looks("18:33")] == [1]
    hears(one, "Wir sprechen reihum.")


def test_it_begins_once(dial, looks):
    party = leader(dial), member(dial)
    assert looks("18:31")
    for line in party:
        line.press("*"), line.listen()
    assert not looks("18:32")


@pytest.mark.parametrize("late", ["18:29:59", "19:01"])
def test_it_begins_neither_before_the_meeting_nor_long_after_that(dial, looks, late):
    leader(dial), member(dial)
    assert not looks(late)


def test_with_one_person_there_is_no_round(dial, looks):
    leader(dial)
    assert not looks("18:31")
