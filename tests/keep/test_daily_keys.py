"""Callers are told apart for a night, and afterwards nobody can find out who they were: not from a backup either."""

from datetime import timedelta
from pathlib import Path

import pytest

from app import create_app
from carrier.events import Caller
from keep.limits.daily_keys import ASKED_EVERY, DailyKeys
from keep.rooms.talks import Talks
from storage.redis_client import RedisClient
from storage.redis_server import embedded_redis
from tests.conftest import TUESDAY
from tests.support.hotlines import hotline_of
from tests.support.people import comes, member
from tests.support.small_hotline import Clock

CALLER, CALLED = "+493023125777", "+493023125000"
TODAY = TUESDAY.date()
# Whoever has the files knows the area, and so a thousand numbers of which one has called.
CANDIDATES = [f"+493023125{number:03}" for number in range(1000)]


def hashes(key: bytes) -> set[bytes]:
    """How the candidates would be known by this key."""
    return {Caller(number).known_as(lambda day: key, TUESDAY).encode() for number in CANDIDATES}


def test_a_copy_of_everything_on_the_disk_tells_of_no_number_who_has_called(environ, clock, tmp_path):
    app = create_app(environ | {"REDIS_URL": ""}, clock)
    with embedded_redis(tmp_path):
        line = comes(lambda: hotline_of(app).network.call(CALLER, CALLED), "2", "999999")
        line.wait()
        line.listen()
        line.press("471103")
        line.listen()
        line.press("1")
        line.listen()
        assert line.in_room
        night = hotline_of(app).daily_keys.key(TODAY)
    copied = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    kept = b"".join(copied.values())
    # Among the files are the hash itself, and all keys that are not of this night.
    assert sum(one in kept for one in hashes(night)) == 1 and len(copied) > 3
    assert night not in kept and night.hex().encode() not in kept
    for secret in (b"secret", *(raw.strip() for raw in copied.values() if len(raw) < 200)):
        assert not any(one in kept for one in hashes(secret))


@pytest.fixture
def cut(tmp_path) -> RedisClient:
    """A Redis that does not answer."""
    return RedisClient(f"unix://{tmp_path}/nobody.sock")


def test_all_processes_have_one_key_and_each_day_another(redis_client, clock):
    here, elsewhere = DailyKeys(redis_client, clock), DailyKeys(redis_client, clock)
    assert here.key(TODAY) == elsewhere.key(TODAY) != here.key(TODAY + timedelta(days=1)) and len(here.key(TODAY)) == 32


def test_the_key_is_gone_at_four_in_the_night(redis_client, clock):
    clock.says("2026-03-10 23:00")
    DailyKeys(redis_client, clock).key(TODAY)
    assert redis_client.ask(lambda client: client.ttl(f"night:{TODAY}"), 0) == 5 * 3600


def test_without_redis_a_process_has_a_key_of_its_own_and_takes_the_common_one_afterwards(cut, redis_client, clock):
    alone, common = DailyKeys(cut, clock), DailyKeys(redis_client, clock).key(TODAY)
    assert alone.key(TODAY) == alone.key(TODAY) != common
    alone._redis = redis_client
    assert alone.key(TODAY) == common


def test_a_redis_that_was_started_anew_is_told_the_key_again(redis_client, clock):
    seconds = Clock()
    nights = DailyKeys(redis_client, clock, seconds)
    before = nights.key(TODAY)
    redis_client.ask(lambda client: client.flushall(), None)
    seconds.now += ASKED_EVERY
    assert nights.key(TODAY) == before == DailyKeys(redis_client, clock).key(TODAY)


def test_a_process_forgets_the_keys_of_nights_that_are_over(cut, clock):
    nights = DailyKeys(cut, clock)
    before = nights.key(TODAY)
    nights.key(TODAY + timedelta(days=2))
    assert nights.key(TODAY) != before


def test_who_was_cut_off_is_known_again_after_the_worker_was_started_anew(environ, clock, tmp_path):
    app = create_app(environ | {"REDIS_URL": ""}, clock)
    network = hotline_of(app).network
    with embedded_redis(tmp_path):
        member(lambda: network.call(CALLER, CALLED))
        (before,) = known(tmp_path)
    with embedded_redis(tmp_path):
        hotline_of(app).daily_keys.key(TODAY)
        assert known(tmp_path) == {before} and before.encode() in hashes(hotline_of(app).daily_keys.key(TODAY))


def known(data_dir: Path) -> set[str]:
    """Who has been let into a room, as far as Redis knows."""
    return {one for talk in Talks(RedisClient(f"unix://{data_dir}/redis.sock"), b"").values() for one in talk.let_in}
