"""The units of systemd: what they say is right, closes what it can, and keeps the port open over restarts."""

import shlex
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SECRET
from tests.support.callers import calls_come_in
from tests.support.processes import ROOT, Processes, empty
from tests.support.staff import EXAMPLE

UNITS = sorted((ROOT / "deploy/systemd").glob("*@.*"))
INSTALLED = "/opt/telefontreff/.venv/bin"
RESTARTS = 3
needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is missing")


@needs_systemd
def test_systemd_finds_no_mistake_in_them(tmp_path):
    here = [tmp_path / unit.name for unit in UNITS]
    for unit, copy in zip(UNITS, here, strict=True):
        copy.write_text(unit.read_text().replace(INSTALLED, str(Path(sys.executable).parent)))
    told = subprocess.run(["systemd-analyze", "verify", *here], capture_output=True, text=True, timeout=60)
    assert (told.returncode, told.stderr) == (0, "")


@needs_systemd
@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.stem)
def test_a_service_that_is_broken_into_reaches_little(unit):
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=30", unit]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert told.returncode == 0, told.stdout


class Held(Processes):
    """Processes whose port somebody else holds open, as a socket of systemd does."""

    def __init__(self, door: socket.socket, *args):
        super().__init__(*args)
        self._door = door

    def run(self) -> None:
        fd, line = self._door.fileno(), shlex.join(shlex.split(exec_start("web")))
        command = f"exec 3<&{fd}; exec env LISTEN_PID=$$ LISTEN_FDS=1 {line}"
        with self.log.open("ab") as log:
            self.running["web"] = subprocess.Popen(
                ["bash", "-c", command], cwd=ROOT, env=self.environ, pass_fds=[fd], stdout=log, stderr=log
            )

    def restart(self) -> None:
        self.running["web"].terminate()
        assert self.running["web"].wait(60) == 0
        self.run()


def exec_start(unit: str) -> str:
    """The line that starts a service, in the environment of the tests."""
    text = (ROOT / f"deploy/systemd/telefontreff-{unit}@.service").read_text()
    (line,) = [line for line in text.splitlines() if line.startswith("ExecStart=")]
    return line.removeprefix("ExecStart=").replace(INSTALLED, str(Path(sys.executable).parent))


def test_a_port_that_systemd_holds_loses_no_call_over_restarts(redis_dir, tmp_path):
    empty(redis_dir)
    settings = {"DATA_DIR": f"{tmp_path}/d", "CONTENT_DIR": str(EXAMPLE), "SECRET_KEY": SECRET, "VOICES": "espeak"}
    settings |= {"REDIS_URL": f"unix://{redis_dir}/redis.sock", "PATH": "/usr/bin:/bin", "WEB_PROCESSES": "1"}
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as door:
        port = str(door.getsockname()[1])
        held = Held(door, settings | {"PORT": port}, tmp_path / "log")
        held.run()
        try:
            held.until_it_answers()
            with calls_come_in(port) as answered:
                for _ in range(RESTARTS):
                    held.restart()
                    held.until_it_answers()
        finally:
            held.end()
    assert answered.count > RESTARTS and answered.failed == []
