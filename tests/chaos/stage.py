"""A whole hotline on loopback whose parts can be made to fail: web, workers, Redis, and a bucket or a folder."""

import logging
import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from unittest.mock import patch

import redis

from exchange.api.app import exchange_app
from exchange.line import Line
from exchange.network import Network
from exchange.over_http import over_http
from storage.redis_server import embedded_redis
from storage.store import Store, store_at
from tests.chaos.storage import Storage
from tests.conftest import SECRET, TOKEN
from tests.support.bucket_server import BUCKET, bucket_server
from tests.support.clerk import PASSWORD
from tests.support.processes import Processes, free_ports, get
from tests.support.served import served
from tests.support.small_hotline import CALLED, CALLER
from tests.support.staff import EXAMPLE

STARTS_WITHIN_S = 180


class Stage:
    """The hotline, its telephones, and what a fault can reach. `workers` are named in the order in which they lead."""

    def __init__(self, processes: Processes, network: Network, redis_dir: Path):
        self.processes, self._network, self._redis_dir = processes, network, redis_dir
        self.data: Store = store_at(processes.environ["DATA_DIR"])
        self.workers: list[str] = []
        self.storage = Storage()

    @property
    def url(self) -> str:
        return self.processes.url

    @property
    def port(self) -> int:
        return int(self.processes.environ["PORT"])

    def dial(self) -> Line:
        return self._network.call(CALLER, CALLED)

    def redis(self, name: str = "redis") -> redis.Redis:
        """A connection beside those of the hotline."""
        return redis.Redis(unix_socket_path=f"{self._redis_dir}/{name}.sock", socket_timeout=5)

    def start(self, worker: str) -> None:
        self.processes.start(worker, "worker")
        self.workers.append(worker)

    def kill_leader(self) -> None:
        """Kill the worker that leads, without what it has started; another one, or the same started anew, follows."""
        worker = self.workers.pop(0)
        os.kill(self.processes.running[worker].pid, signal.SIGKILL)
        self.processes.running[worker].wait()
        self.start(worker)

    def writing(self) -> list[int]:
        """The processes that keep something."""
        return [*self.processes.answering(), *(self.processes.running[worker].pid for worker in self.workers)]

    def end(self) -> None:
        """End all processes, also a Redis that a killed worker has left to its successors."""
        for process in self.processes.running:
            self.processes.kill(process)
        if "REDIS_URL" not in self.processes.environ:
            for name in ("redis", "night"):
                with suppress(redis.RedisError):
                    self.redis(name).shutdown(nosave=True)

    def is_healthy(self) -> bool:
        return bool(get(f"{self.url}/health?strict"))


def limit_files(pid: int, size: int) -> None:
    """No file of a process can grow beyond this size (-1: any)."""
    _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, most))


@contextmanager
def one_machine() -> Iterator[Stage]:
    """A worker with the embedded Redis, two web processes, and a folder."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        settings = {"DATA_DIR": str(folder / "daten")}
        with _running(folder, settings, folder / "daten", ("worker",)) as stage:
            yield stage


@contextmanager
def with_a_bucket() -> Iterator[Stage]:
    """Two workers, two web processes, a Redis of their own, and a bucket."""
    storage = Storage()
    # It would tell every request.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with (
        tempfile.TemporaryDirectory() as scratch,
        embedded_redis(folder := Path(scratch)),
        bucket_server(storage) as s3,
    ):
        settings = {"DATA_DIR": f"s3://{BUCKET}/daten", "REDIS_URL": f"unix://{folder}/redis.sock", **s3}
        names = ("worker", "second worker")
        with patch.dict(os.environ, s3), _running(folder, settings, folder, names) as stage:
            stage.storage = storage
            yield stage


@contextmanager
def _running(folder: Path, settings: Mapping[str, str], redis_dir: Path, workers: tuple[str, ...]) -> Iterator[Stage]:
    (port,) = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    network = Network(over_http(url, int(port)), url, TOKEN)
    content = shutil.copytree(EXAMPLE, folder / "inhalt")
    with served(exchange_app(network, [TOKEN])) as exchange:
        own = {"PORT": port, "EXCHANGE_PORT": str(exchange), "CONTENT_DIR": str(content), "SECRET_KEY": SECRET}
        own |= {"VOICES": "espeak", "STAFF_PASSWORD": PASSWORD, "WEB_PROCESSES": "2", **settings}
        processes = Processes(own, folder / "log")
        stage = Stage(processes, network, redis_dir)
        try:
            for worker in workers:
                stage.start(worker)
            processes.start("web")
            processes.until(stage.is_healthy, STARTS_WITHIN_S)
            yield stage
        finally:
            stage.end()
