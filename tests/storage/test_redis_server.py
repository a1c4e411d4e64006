"""The embedded Redis: one that dies or hangs is started again."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import redis

from storage.redis_client import pool_at
from storage.redis_server import MOST_SILENT_LOOKS, NEVER_KEPT, WatchedServer, embedded_redis

# Loaded machines start a server slowly.
SOON_S = 30


@pytest.fixture
def server(tmp_path):
    """A server that nobody looks after but the test."""
    server = WatchedServer(tmp_path / "night", NEVER_KEPT)
    server.start()
    yield server
    server.stop()


def client(folder: Path, name: str = "night") -> redis.Redis:
    return redis.Redis(connection_pool=pool_at(f"unix://{folder}/{name}.sock"))


def process_of(folder: Path, name: str = "night") -> int:
    return int(client(folder, name).info("server")["process_id"])


def answers(folder: Path, name: str) -> bool:
    try:
        return bool(client(folder, name).ping())
    except redis.RedisError:
        return False


def kill(folder: Path, name: str) -> int:
    """The process of the server, which is no more."""
    os.kill(killed := process_of(folder, name), signal.SIGKILL)
    wait_until(lambda: not answers(folder, name))
    return killed


def wait_until(holds: Callable[[], bool]) -> None:
    ends = time.monotonic() + SOON_S
    while not holds() and time.monotonic() < ends:
        time.sleep(0.01)


@pytest.mark.parametrize("name", ["redis", "night"])
def test_one_that_is_killed_is_there_again_soon(tmp_path, name):
    with embedded_redis(tmp_path):
        client(tmp_path, name).set("key", "value")
        killed = kill(tmp_path, name)
        wait_until(lambda: answers(tmp_path, name))
        assert process_of(tmp_path, name) != killed
    assert not answers(tmp_path, name)


def test_one_that_hangs_is_ended_and_started_again(server, tmp_path):
    os.kill(process_of(tmp_path), signal.SIGSTOP)
    for _ in range(MOST_SILENT_LOOKS):
        server.look()
    assert answers(tmp_path, "night")


def test_one_that_answers_late_is_left_alone(server, tmp_path):
    os.kill(slow := process_of(tmp_path), signal.SIGSTOP)
    server.look()
    os.kill(slow, signal.SIGCONT)
    server.look()
    assert process_of(tmp_path) == slow


def test_one_that_a_killed_worker_left_behind_is_used_and_replaced_when_it_dies(server, tmp_path):
    adopting = WatchedServer(tmp_path / "night", NEVER_KEPT)
    adopting.start()
    left_behind = kill(tmp_path, "night")
    adopting.look()
    assert process_of(tmp_path) != left_behind
    adopting.stop()
    assert not answers(tmp_path, "night")


def test_one_that_refuses_is_there(server, tmp_path):
    one = client(tmp_path).client()
    there = one.info("server")["process_id"]
    one.config_set("maxclients", 1)
    server.look()
    assert one.info("server")["process_id"] == there


def test_what_cannot_be_started_is_tried_again(server, tmp_path, caplog):
    server.stop()
    (tmp_path / "night.sock").unlink(missing_ok=True)
    (tmp_path / "night.sock").mkdir()
    server.look()
    assert "does not start" in caplog.text
    (tmp_path / "night.sock").rmdir()
    server.look()
    assert answers(tmp_path, "night")
