"""What may happen to Redis: it is killed, hangs, forgets, takes nothing, or is full."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

from redis.exceptions import RedisError

from tests.chaos.stage import Stage

# Nobody listens there.
NO_PRIMARY = ("127.0.0.1", "1")
A_LITTLE = 200_000


@contextmanager
def killed(stage: Stage) -> Iterator[None]:
    os.kill(_pid(stage), signal.SIGKILL)
    yield


@contextmanager
def hangs(stage: Stage) -> Iterator[None]:
    pid = _pid(stage)
    os.kill(pid, signal.SIGSTOP)
    yield
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)


def evicts(stage: Stage) -> AbstractContextManager[None]:
    start = int(stage.redis().info("memory")["used_memory_startup"])
    return _limited(stage, start + A_LITTLE, "allkeys-random")


def full(stage: Stage) -> AbstractContextManager[None]:
    return _limited(stage, 1, "noeviction")


@contextmanager
def _limited(stage: Stage, memory: int, policy: str) -> Iterator[None]:
    client = stage.redis()
    before = {name: str(client.config_get(name)[name]) for name in ("maxmemory-policy", "maxmemory")}
    for name, value in {"maxmemory-policy": policy, "maxmemory": str(memory)}.items():
        client.config_set(name, value)
    yield
    for name, value in before.items():
        client.config_set(name, value)


@contextmanager
def read_only(stage: Stage) -> Iterator[None]:
    stage.redis().replicaof(*NO_PRIMARY)
    yield
    stage.redis().replicaof("NO", "ONE")


def _pid(stage: Stage) -> int:
    ends = time.monotonic() + 20
    while True:
        try:
            return int(stage.redis().info("server")["process_id"])
        except RedisError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.2)
