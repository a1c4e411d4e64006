"""Rounds and silences in Redis: any process goes on with them, and nobody looks where nothing is due."""

import json

import pytest

from ivr.model.moderation import passed_on, round_begun, stilled
from ivr.model.presence import seated, told
from ivr.model.round import Round
from ivr.model.talk import Talk
from keep.rooms.talk_document import document, meaning
from keep.rooms.talks import Talks

ROOM = "a" * 24


@pytest.fixture
def now() -> list[float]:
    return [1000.0]


@pytest.fixture
def talks(redis_client, now) -> Talks:
    """Two are in the room."""
    talks = Talks(redis_client, b"key", now=lambda: now[0])
    for number, person in enumerate(("one", "two")):
        talks.change(ROOM, seated, person, False, f"caller {person}")
        talks.change(ROOM, told, "CF", number, person, True)
    return talks


@pytest.fixture
def worker(redis_client, now) -> Talks:
    """What another process knows."""
    return Talks(redis_client, b"key", now=lambda: now[0])


def test_another_process_passes_over_who_says_nothing(talks, worker, now):
    talks.change(ROOM, round_begun, 0, now[0])
    now[0] += 40
    assert worker.time_passes() == {}
    now[0] += 35
    assert worker.time_passes()[ROOM][1].round.asked == 1075.0
    now[0] += 61
    assert worker.time_passes()[ROOM][1].speaker == "two" and talks[ROOM].speaker == "two"


def test_where_nothing_will_be_due_nobody_looks(talks, worker, now):
    assert worker.timed() == ()
    talks.change(ROOM, round_begun, 0, now[0])
    assert worker.timed() == (ROOM,)
    for number in (1, 2):
        talks.change(ROOM, passed_on, number, now[0])
    assert worker.timed() == ()


def test_a_silence_ends_in_its_time_by_whatever_process(talks, worker, now):
    talks.change(ROOM, stilled, 1, now[0])
    now[0] += 59
    assert not worker.time_passes()
    now[0] += 1
    (before, after) = worker.time_passes()[ROOM]
    assert before.is_quiet and not after.is_quiet and not worker.time_passes()


def test_a_round_that_is_written_is_read_as_it_was():
    talk = round_begun(seated(Talk(), "one", False, "caller"), 2, 1000.0)
    assert isinstance(talk.round, Round)
    assert meaning(document(talk, 3, 1.0)) == (talk, 3, 1.0)


def test_a_talk_from_before_the_update_goes_on():
    raw = json.loads(document(seated(Talk(), "one", False, "caller"), 1, 0.0))
    for new in ("listening", "round", "still_until", "moderator", "tells_speech", "has_gone_round"):
        del raw[new]
    talk, *_ = meaning(json.dumps({**raw, "let_in": ["caller"]}).encode())
    assert talk.let_in == {"caller": 0} and talk.seats and talk.round is None
