"""Two machines with a Redis and a bucket between them: pages and workers of both, and one plan on air."""

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from storage.redis_client import RedisClient
from tests.conftest import SECRET
from tests.support.bucket_server import bucket_server
from tests.support.clerk import PASSWORD
from tests.support.processes import COMMANDS, Processes, empty, free_ports, get
from tests.support.staff import EXAMPLE
from tests.support.web_clerk import FIELD, WebClerk

# A process of a machine of its own, whatever this one is called.
ELSEWHERE = "import pathlib; from keep.content import local_folder; local_folder.MACHINE_ID = pathlib.Path({!r}); "
RUNS = {
    "web": "import os, app, waitress; waitress.serve(app.create_app(), host='127.0.0.1', port=os.environ['PORT'])",
    "worker": "import worker_process; worker_process.work()",
}


class Machine(WebClerk):
    """A folder with the example, a web process and workers."""

    def __init__(self, name: str, folder: Path, shared: Mapping[str, str]):
        port, exchange = free_ports(2)
        (folder / name).mkdir()
        (folder / name / "machine-id").write_text(name)
        self.content = Path(shutil.copytree(EXAMPLE, folder / name / "inhalt"))
        settings = {"PORT": port, "EXCHANGE_PORT": exchange, "CONTENT_DIR": str(self.content), **shared}
        self.processes = Processes(settings, folder / f"{name}.log")
        self.url, self._python = self.processes.url, ELSEWHERE.format(str(folder / name / "machine-id"))
        super().__init__(self.url)

    def start(self, process: str, named: str = "") -> None:
        COMMANDS[f"{self._python}{process}"] = [sys.executable, "-c", self._python + RUNS[process]]
        self.processes.start(named or process, f"{self._python}{process}")

    def until_it_works(self) -> None:
        self.until(lambda: json.loads(get(f"{self.url}/health"))["worker"])

    def until_it_says(self, time: str) -> None:
        """Until the plan on air has a meeting of Krokus at that time."""
        self.until(lambda: f"T{time}00" in self.plan())

    def plan(self) -> str:
        return get(f"{self.url}/plan/krokus.ics").decode()

    def until(self, holds: Callable[[], object], seconds: float = 180) -> None:
        self.processes.until(holds, seconds)


@pytest.fixture(scope="module")
def shared(redis_dir) -> Iterator[Mapping[str, str]]:
    """What both machines are told."""
    with bucket_server() as environ:
        settings = {"DATA_DIR": "s3://treff/daten", "REDIS_URL": f"unix://{redis_dir}/redis.sock", "VOICES": "espeak"}
        own = {"SECRET_KEY": SECRET, "STAFF_PASSWORD": PASSWORD, "WEB_PROCESSES": "1"}
        yield {**environ, **settings, **own}


@pytest.fixture(scope="module")
def machines(redis_dir, shared, tmp_path_factory) -> Iterator[tuple[Machine, Machine]]:
    empty(redis_dir)
    folder = tmp_path_factory.mktemp("two")
    one, other = Machine("one", folder, shared), Machine("other", folder, shared)
    try:
        for machine in (one, other):
            machine.start("web")
        one.start("worker")
        for machine in (one, other):
            machine.until_it_works()
            machine.signs_in()
        yield one, other
    finally:
        for machine in (one, other):
            machine.processes.end()


def test_an_edit_on_the_machine_without_the_folder_is_heard_on_both(machines):
    one, other = machines
    assert "Gespeichert" in other.saves("17:15")
    assert "17:15" in (one.content / "gruppen/krokus.txt").read_text()
    assert "17:15" not in (other.content / "gruppen/krokus.txt").read_text()
    assert "17:15" in one.reads() and "17:15" in other.reads()
    for machine in machines:
        machine.until_it_says("1715")


def test_a_worker_with_another_folder_takes_nothing_off_the_air(machines, redis_dir):
    _, other = machines
    other.start("worker")
    other.until(lambda: "flask content --take" in other.processes.log.read_text())
    assert "Gespeichert" in other.saves("17:45")
    for machine in machines:
        machine.until_it_says("1745")
    other.processes.kill("worker")


def test_when_the_leader_is_killed_another_worker_of_the_same_folder_takes_over(machines, redis_dir):
    one, other = machines
    redis_client = RedisClient(f"unix://{redis_dir}/redis.sock")
    one.start("worker", "second worker")
    leader = redis_client.get("worker:leader")
    one.processes.kill("worker")
    one.until(lambda: redis_client.get("worker:leader") not in (None, leader), 60)
    assert "Gespeichert" in other.saves("18:10")
    other.until_it_says("1810")


def test_what_is_called_off_on_one_is_called_off_on_the_other(machines):
    one, other = machines
    page = one.opens("/buero/absagen", gruppe="Krokus")
    day = re.search(r'name="tag" value="([^"]+)"', page)
    assert day
    fields = {"gruppe": "Krokus", "tag": day[1], **dict(FIELD.findall(page))}
    one.sends("/buero/absagen", fields)
    other.until(lambda: "findet doch statt" in other.opens("/buero/absagen"))
