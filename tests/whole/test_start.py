"""The whole program as a newcomer starts it: honcho, gunicorn, the worker and the embedded Redis."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exchange.recorder import tone
from storage.redis_client import RedisClient
from tests.conftest import CONTENT
from tests.support.http_caller import Telephone
from tests.support.processes import free_ports, wait_until

ROOT = Path(__file__).parents[2]
FLASK = [sys.executable, "-m", "flask"]


class Running:
    """A started hotline and what it printed."""

    def __init__(self, folder: Path):
        self.port, self.exchange_port = map(int, free_ports(2))
        self.folder = folder
        self.log = folder / "log"
        self.start()

    def start(self) -> None:
        folder = self.folder
        settings = {"PORT": str(self.port), "DATA_DIR": str(folder / "d"), "CONTENT_DIR": str(folder / "inhalt")}
        settings["EXCHANGE_PORT"] = str(self.exchange_port)
        environ = (
            os.environ | settings | {"VOICES": "espeak", "PYTHONUNBUFFERED": "1", "REDIS_URL": "", "PUBLIC_URL": ""}
        )
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*FLASK, "start"], cwd=ROOT, env=environ, stdout=log, stderr=log, start_new_session=True, umask=0o022
            )

    def get(self, path: str) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.url}{path}", timeout=10) as answer:
            return json.load(answer)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def printed(self, process: str) -> str:
        """What the web or the worker process has printed."""
        return "\n".join(line for line in self.log.read_text().splitlines() if f" {process}." in line)

    def until(self, holds, seconds: int = 120):
        """Wait until a condition holds, or fail with the log."""
        wait_until(holds, self.log, seconds)

    def web(self) -> list[int]:
        """gunicorn's own process, and those in which it answers."""
        ours = (p for p in Path("/proc").glob("[0-9]*/environ") if belongs_to(p, f"DATA_DIR={self.folder}/d"))
        return sorted(int(p.parent.name) for p in ours if p.with_name("comm").read_text() == "gunicorn\n")

    def stop(self, told: signal.Signals = signal.SIGINT) -> None:
        """Ctrl-C, unless it is another signal."""
        os.kill(self.process.pid, told)
        self.process.wait(timeout=20)


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("r")
    shutil.copytree(CONTENT, folder / "inhalt")
    # As an older version has left it.
    (folder / "d/zahlen").mkdir(parents=True)
    (folder / "d/zahlen/2026-02.txt").write_text("Anrufe: 12\n")
    running = Running(folder)
    yield running
    if running.process.poll() is None:
        running.stop()


def test_one_command_starts_everything(running):
    running.until(lambda: running.get("/health")["redis"] and running.get("/health")["worker"])
    running.until(lambda: Telephone(running.url).heard)
    assert f"Das Telefon: http://127.0.0.1:{running.port}/phone" in running.log.read_text()


def test_an_edit_is_on_air_within_seconds_and_a_mistake_never_is(running):
    running.until(lambda: "Auf Sendung" in running.log.read_text())
    file, before = running.folder / "inhalt/gruppen/krokus.txt", running.get("/health")["edition"]
    file.write_bytes("Gruppe: Frühling\r\nRegel: montags, 18 Uhr\r\n".encode("cp1252"))
    running.until(lambda: running.get("/health")["groups"] == 6)
    good = running.get("/health")["edition"]
    file.write_text("Gruppe: Frühling\nRegel: irgendwann\n")
    running.until(lambda: running.get("/health")["problems"] == 1)
    assert running.get("/health")["edition"] == good != before


def test_what_the_web_process_could_not_keep_when_it_was_told_the_worker_fetches_over_the_network(running):
    leader, folder, away = Telephone(running.url), running.folder / "d/ansagen", running.folder / "away"
    leader.press("8", "99887766", "2", "1")
    folder.rename(away), folder.write_bytes(b"no folder")
    leader.speak(tone(4)), leader.press("5")
    running.until(lambda: "A recording has to wait" in running.printed("web"))
    folder.unlink(), away.rename(folder)
    assert leader.wait_for("So klingt Ihre Ansage.") and "A recording: kept" in running.printed("worker")
    leader.press("1", "3"), leader.hang_up()
    caller = Telephone(running.url)
    caller.press("2", "471103"), caller.hang_up()
    assert "(Aufnahme, 4 Sekunden)" in " ".join(caller.heard)


def test_what_is_kept_nobody_else_can_read(running):
    redis_client = RedisClient(f"unix://{running.folder}/d/redis.sock")
    running.until(lambda: redis_client.ask(lambda client: client.save(), False))
    kept = [running.folder / "d", *(running.folder / "d").rglob("*")]
    assert {"dump.rdb", "valkey.conf", "secret_key", "2026-02.txt"} <= {path.name for path in kept}
    assert [path for path in kept if path.stat().st_mode & 0o077] == []
    brought = (running.folder / "inhalt" / path.relative_to(CONTENT) for path in CONTENT.rglob("*"))
    assert all(path.stat().st_mode & 0o044 for path in brought)


def test_while_the_web_process_is_renewed_somebody_answers(running):
    running.until(lambda: running.get("/health")["worker"])
    gunicorn, before = running.web()
    os.kill(gunicorn, signal.SIGHUP)
    for _ in range(300):
        assert running.get("/health")["groups"]
        if before not in running.web():
            return
        time.sleep(0.1)
    pytest.fail(running.log.read_text())


def test_a_process_that_is_killed_is_started_again_and_the_others_go_on(running):
    running.until(lambda: running.get("/health")["worker"])
    worker = running.get("/health")["worker"]
    for one in (killed := running.web()):
        os.kill(one, signal.SIGKILL)
    running.until(lambda: running.get("/health")["groups"])
    assert worker and not set(running.web()) & set(killed)
    assert "web.1 hat geendet und wird neu gestartet" in running.log.read_text()


def test_a_taken_port_is_told_in_one_sentence(running):
    environ = os.environ | {"PORT": str(running.port), "DATA_DIR": str(running.folder / "d")}
    second = subprocess.run([*FLASK, "start"], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60)
    assert second.returncode != 0
    assert f"Der Port {running.port} ist schon belegt." in second.stderr and "Traceback" not in second.stderr


def test_so_is_that_of_the_test_network(running):
    settings = {"PORT": free_ports(1)[0], "EXCHANGE_PORT": str(running.exchange_port)}
    environ = os.environ | settings | {"DATA_DIR": str(running.folder / "d")}
    second = subprocess.run([*FLASK, "start"], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60)
    assert second.returncode != 0
    assert f"Der Port {running.exchange_port} ist schon belegt." in second.stderr and "EXCHANGE_PORT" in second.stderr


def test_redis_cannot_be_reached_from_the_network(running):
    told = (running.folder / "d/redis/valkey.conf").read_text()
    assert "port 0" in told and (running.folder / "d/redis.sock").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGHUP], ids=["ctrl-c", "the window is closed"])
def test_the_end_leaves_nothing_running(running, told):
    if running.process.poll() is not None:
        running.start()
        running.until(lambda: running.get("/health")["worker"])
    running.stop(told)
    left = [p for p in Path("/proc").glob("[0-9]*/environ") if belongs_to(p, f"DATA_DIR={running.folder}/d")]
    assert left == [] and not (running.folder / "d/redis.sock").exists()


def belongs_to(environ: Path, setting: str) -> bool:
    try:
        return setting.encode() in environ.read_bytes().split(b"\0")
    except OSError:
        return False  # it has ended meanwhile, or is somebody else's
