"""The worker has stopped: staff are told once, by whichever process sees it, and once that it runs again."""

from datetime import timedelta

import pytest

from keep.content.editions import HEARTBEAT
from keep.worker_tasks import MISSING_WITHOUT
from keep.worker_watch import WorkerWatch, worker_runs
from storage.disk import Disk
from storage.redis_client import RedisClient


class Office:
    """Whom several processes tell, and what has arrived."""

    def __init__(self, folder, clock):
        self.clock, self.folder = clock, folder
        self.runs: bool | None = True
        self.takes = True
        self.arrived: list[str] = []
        self.restarts()

    def restarts(self) -> None:
        self.processes = [WorkerWatch(lambda: self.runs, Disk(self.folder), self.gets, self.clock) for _ in range(3)]

    def gets(self, title: str, words: str) -> list[tuple[str, bool]]:
        self.arrived += [words] if self.takes else []
        return [("E-Mail", self.takes)]

    def waits(self, minutes: int) -> None:
        for _ in range(minutes):
            self.clock.now += timedelta(minutes=1)
            for process in self.processes:
                process.look()


@pytest.fixture
def office(tmp_path, clock) -> Office:
    return Office(tmp_path, clock)


def test_it_is_told_once_what_is_missing_and_once_that_it_is_over(office):
    office.runs = False
    office.waits(5)
    assert not office.arrived
    office.waits(60)
    (told,) = office.arrived
    assert all(sentence in told for sentence in MISSING_WITHOUT.values())
    office.runs = True
    office.waits(10)
    assert office.arrived[1:] == ["- Die Arbeit im Hintergrund läuft wieder."]


def test_a_restart_of_the_worker_is_no_news(office):
    for office.runs in (False, True) * 5:
        office.waits(3)
    assert not office.arrived


def test_a_restart_of_all_processes_tells_nothing_twice_and_forgets_nothing(office):
    office.runs = False
    office.waits(10)
    office.restarts()
    office.waits(10)
    assert len(office.arrived) == 1
    office.restarts()
    office.runs = True
    office.waits(1)
    assert len(office.arrived) == 2


def test_what_nobody_has_taken_is_told_again(office):
    office.runs, office.takes = False, False
    office.waits(10)
    office.takes = True
    office.waits(10)
    assert len(office.arrived) == 1


def test_without_a_redis_of_its_own_nobody_knows_how_the_worker_is(office, redis_client, tmp_path):
    assert worker_runs(redis_client, redis_is_embedded=False) is False
    redis_client.put(HEARTBEAT, b"1", 60)
    assert worker_runs(redis_client, redis_is_embedded=False) is True
    gone = RedisClient(f"unix://{tmp_path}/nobody-answers-here.sock")
    assert (worker_runs(gone, redis_is_embedded=False), worker_runs(gone, redis_is_embedded=True)) == (None, False)
    office.runs = None
    office.waits(60)
    assert not office.arrived
