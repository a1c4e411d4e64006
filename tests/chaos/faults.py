"""The table of faults: each happens while its block runs, and is over afterwards."""

import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread

from tests.chaos import garbage, redis_faults
from tests.chaos.stage import Stage, limit_files, one_machine, with_a_bucket


@dataclass(frozen=True)
class Fault:
    """`happens` makes it happen to a stage. Afterwards the hotline works again within `heals_within` seconds; of a
    thousand webhooks at most `broken_off` may find nobody, because the process that had them is gone."""

    name: str
    happens: Callable[[Stage], AbstractContextManager[object]]
    heals_within: float = 15.0
    broken_off: float = 0.0


@contextmanager
def _nothing(stage: Stage) -> Iterator[None]:
    yield


def _leader_killed(stage: Stage) -> AbstractContextManager[None]:
    return _again_and_again(stage.kill_leader, 60)


def _workers_killed(stage: Stage) -> AbstractContextManager[None]:
    return _again_and_again(stage.kill_leader, 4)


def _web_killed(stage: Stage) -> AbstractContextManager[None]:
    # Time enough for the next one to start: where all are gone, nobody answers.
    return _again_and_again(lambda: os.kill(random.choice(stage.processes.answering()), signal.SIGKILL), 20)


def _deployed(stage: Stage) -> AbstractContextManager[None]:
    return _again_and_again(lambda: stage.processes.tell("web", signal.SIGHUP), 8)


@contextmanager
def _disk_full(stage: Stage) -> Iterator[None]:
    pids = stage.writing()
    for pid in pids:
        limit_files(pid, 0)
    yield
    for pid in pids:
        with suppress(ProcessLookupError):
            limit_files(pid, -1)


@contextmanager
def _storage_slow(stage: Stage) -> Iterator[None]:
    stage.storage.delay_s = 1.5
    yield
    stage.storage.delay_s = 0.0


@contextmanager
def _storage_hangs(stage: Stage) -> Iterator[None]:
    stage.storage.answering.clear()
    yield
    stage.storage.answering.set()


def _storage_full(stage: Stage) -> AbstractContextManager[None]:
    return _refusing(stage, dict.fromkeys(("PUT", "POST"), "507 Insufficient Storage"))


def _storage_refuses(stage: Stage) -> AbstractContextManager[None]:
    return _refusing(stage, dict.fromkeys(("GET", "HEAD", "PUT", "POST", "DELETE"), "503 Service Unavailable"))


@contextmanager
def _refusing(stage: Stage, refused: dict[str, str]) -> Iterator[None]:
    stage.storage.refused = refused
    yield
    stage.storage.refused = {}


def bad_webhooks(count: int) -> Fault:
    """So many webhooks that must be refused, and nothing else may come of them."""

    @contextmanager
    def happens(stage: Stage) -> Iterator[None]:
        yield
        answers = garbage.send(stage.port, count)
        if wrong := {status: n for status, n in answers.items() if not 400 <= status < 500}:
            raise AssertionError(f"webhooks that had to be refused were answered otherwise: {wrong}")

    return Fault(f"{count:,} bad webhooks", happens)


@contextmanager
def _again_and_again(deed: Callable[[], object], every_s: float) -> Iterator[None]:
    """At once, and then whenever so many seconds have passed, give or take half of them."""
    ends = Event()

    def works() -> None:
        while not ends.is_set():
            with suppress(OSError, IndexError):
                deed()
            ends.wait(every_s * random.uniform(0.5, 1.5))

    thread = Thread(target=works, daemon=True)
    thread.start()
    yield
    ends.set()
    thread.join()


NOTHING = Fault("nothing", _nothing)
REDIS_KILLED = Fault("Redis killed", redis_faults.killed)
WEB_KILLED = Fault("web processes killed", _web_killed, broken_off=10.0)
WORKERS_KILLED = Fault("workers killed", _workers_killed, heals_within=30.0)
DEPLOYED = Fault("deploys", _deployed)
DISK_FULL = Fault("disk full", _disk_full)

ON_ONE_MACHINE = (
    NOTHING,
    REDIS_KILLED,
    Fault("Redis hangs", redis_faults.hangs),
    Fault("Redis evicts", redis_faults.evicts),
    Fault("Redis is read-only", redis_faults.read_only),
    Fault("Redis full", redis_faults.full),
    WORKERS_KILLED,
    WEB_KILLED,
    DEPLOYED,
    DISK_FULL,
)
WITH_A_BUCKET = (
    Fault("storage slow", _storage_slow),
    Fault("storage hangs", _storage_hangs),
    Fault("storage full", _storage_full),
    Fault("storage refuses", _storage_refuses),
    Fault("leader of two killed", _leader_killed),
)
STAGES = {one_machine: ON_ONE_MACHINE, with_a_bucket: WITH_A_BUCKET}
