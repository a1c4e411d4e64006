"""The processes of a hotline, each started by itself as systemd would, from this folder or from a copy of it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from storage.redis_client import RedisClient

ROOT = Path(__file__).parents[2]
PYTHON = [sys.executable, "-m"]
COMMANDS = {
    "web": [*PYTHON, "gunicorn", "--config", "gunicorn.conf.py", "app:create_app()"],
    "worker": [*PYTHON, "worker_process"],
    "exchange": [*PYTHON, "exchange_process"],
}
NOT_COPIED = shutil.ignore_patterns(".*", "tests", "docs", "data", "__pycache__")
EMPTY = dict.fromkeys(("PUBLIC_URL", "TWILIO_AUTH_TOKEN", "TWILIO_ACCOUNT_SID", "REDIS_URL"), "")


def free_ports(count: int) -> list[str]:
    """Ports of this machine that nobody listens on."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [str(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


class Processes:
    """`environ` are their settings, `log` is what they print."""

    def __init__(self, environ: Mapping[str, str], log: Path, folder: Path = ROOT):
        self.environ, self.log, self.folder = environ, log, folder
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.environ['PORT']}"

    def start(self, name: str, command: str = "", **environ: str) -> None:
        """Start a line of the Procfile under a name of its own."""
        given = os.environ | EMPTY | {"PYTHONUNBUFFERED": "1"} | dict(self.environ) | environ
        with self.log.open("ab") as log:
            self.running[name] = subprocess.Popen(
                COMMANDS[command or name], cwd=self.folder, env=given, stdout=log, stderr=log, start_new_session=True
            )

    def tell(self, name: str, what: signal.Signals) -> None:
        os.kill(self.running[name].pid, what)

    def kill(self, name: str) -> None:
        """As a machine does that has no memory left: the process and all that it has made."""
        os.killpg(self.running[name].pid, signal.SIGKILL)
        self.running[name].wait()

    def answering(self) -> list[int]:
        """The processes in which gunicorn answers."""
        pid = self.running["web"].pid
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))

    def until(self, holds: Callable[[], object], seconds: float = 180) -> None:
        """Wait until a condition holds, or fail with what was printed."""
        wait_until(holds, self.log, seconds)

    def until_it_answers(self, port: str = "") -> None:
        self.until(lambda: get(f"http://127.0.0.1:{port or self.environ['PORT']}/health"))

    def end(self) -> None:
        for process in self.running.values():
            process.terminate()
        for name, process in self.running.items():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill(name)


def wait_until(holds: Callable[[], object], log: Path, seconds: float) -> None:
    """Wait until a condition holds, or fail with the log."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            if holds():
                return
        except OSError:
            pass  # not listening yet
        time.sleep(0.1)
    pytest.fail(log.read_text())


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=15) as answer:
        body: bytes = answer.read()
        return body


def copied(folder: Path) -> Path:
    """The hotline as it is now, to become another version."""
    return Path(shutil.copytree(ROOT, folder, ignore=NOT_COPIED))


def empty(redis_dir: Path) -> None:
    """Forget what other tests have left in this Redis; an edition of theirs would be on air."""
    RedisClient(f"unix://{redis_dir}/redis.sock").ask(lambda client: client.flushall(), None)
