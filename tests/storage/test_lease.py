"""A lease: one holds it, another gets it when the first lets go or is silent for too long."""

import pytest

from storage.lease import OUTLIVES, Lease
from storage.redis_client import RedisClient


@pytest.fixture
def first(redis_client):
    return Lease(redis_client, "lease")


@pytest.fixture
def second(redis_client):
    return Lease(redis_client, "lease")


@pytest.fixture
def cut_off(tmp_path):
    """One whose Redis is away."""
    return Lease(RedisClient(f"unix://{tmp_path}/nobody.sock"), "lease")


def is_silent(redis_client) -> None:
    """The lease runs out."""
    redis_client.ask(lambda client: client.delete("lease"), 0)


def test_one_alone_holds_it(first, second):
    assert first.take() and first.take() and not second.take()


def test_it_runs_out_by_itself(first, redis_client):
    first.take()
    assert 0 < redis_client.ask(lambda client: client.ttl("lease"), 0) <= OUTLIVES


def test_who_lets_go_lets_the_next_one_in_at_once(first, second):
    first.take(), second.release(), first.release()
    assert second.take() and not first.take()


def test_who_was_silent_for_too_long_may_not_write_what_only_the_holder_may(first, second, redis_client):
    first.take(), is_silent(redis_client), second.take()
    assert redis_client.commit(first.fence, [("SET", "key", "old")]) != {}
    assert redis_client.commit(second.fence, [("SET", "key", "new")]) == {}
    assert redis_client.get("key") == b"new" and not first.take()


def test_while_redis_is_away_nobody_gets_it(cut_off):
    assert not cut_off.take()


def test_while_redis_is_away_who_held_it_goes_on(first, monkeypatch):
    first.take()
    monkeypatch.setattr(first, "_redis", RedisClient("unix:///nowhere.sock"))
    assert first.take()


def test_who_waits_gets_it_and_who_has_lost_it_is_told(first, second, redis_client):
    first.take()
    second.wait(lambda seconds: first.release())
    lost = []
    first.keep(lambda: lost.append("first"))
    second.keep(lambda: lost.append("second"), lambda seconds: (is_silent(redis_client), first.take()))
    assert lost == ["first", "second"]
