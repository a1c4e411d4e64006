"""A restart that nobody hears: web processes come and go, calls stand, and a version that fails changes nothing."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from server.reload import IT_FAILS
from tests.conftest import SECRET
from tests.support.callers import calls_come_in
from tests.support.http_caller import Telephone
from tests.support.processes import Processes, copied, empty, free_ports, get
from tests.support.staff import EXAMPLE

RELOADS = 2
HEALTH, CONFIG = Path("routes/health.py"), Path("config.py")


@pytest.fixture(scope="module")
def processes(redis_dir, tmp_path_factory) -> Iterator[Processes]:
    """Two processes that answer, and the network of the browser phones; from a copy, so that versions can follow."""
    folder, (web, exchange) = tmp_path_factory.mktemp("restarts"), free_ports(2)
    empty(redis_dir)
    settings = {"PORT": web, "EXCHANGE_PORT": exchange, "DATA_DIR": str(folder / "d"), "CONTENT_DIR": str(EXAMPLE)}
    settings |= {"REDIS_URL": f"unix://{redis_dir}/redis.sock", "VOICES": "espeak", "SECRET_KEY": SECRET}
    processes = Processes(settings | {"WEB_PROCESSES": "2"}, folder / "log", copied(folder / "code"))
    try:
        processes.start("web")
        processes.start("exchange")
        processes.until_it_answers()
        processes.until(lambda: Telephone(processes.url).heard)
        yield processes
    finally:
        processes.end()


def changes(file: Path, before: str, after: str) -> str:
    """Change a file, as a new version does; what it was before."""
    text = file.read_text()
    assert before in text
    file.write_text(text.replace(before, after, 1))
    return text


def reloads(processes: Processes) -> None:
    """Wait until new processes answer in place of those there are."""
    before = {*processes.answering()}
    processes.tell("web", signal.SIGHUP)
    processes.until(lambda: len(now := {*processes.answering()}) == 2 and not now & before)


def fails_to_reload(processes: Processes) -> None:
    before, told = processes.answering(), processes.log.read_text().count(IT_FAILS)
    processes.tell("web", signal.SIGHUP)
    processes.until(lambda: processes.log.read_text().count(IT_FAILS) > told)
    assert processes.answering() == before


def test_as_many_processes_answer_as_the_setting_says(processes):
    processes.until(lambda: len(processes.answering()) == 2)


def test_while_processes_are_renewed_every_call_is_answered(processes):
    with calls_come_in(processes.environ["PORT"]) as answered:
        for _ in range(RELOADS):
            reloads(processes)
    assert answered.count > RELOADS and answered.failed == []


def test_a_new_version_answers_after_a_reload_also_where_the_old_one_had_read_its_code(processes):
    changes(processes.folder / CONFIG, "class Settings:", "class Settings:\n    version = 2")
    changes(processes.folder / HEALTH, '"groups":', '"version": hotline.settings.version,\n        "groups":')
    reloads(processes)
    assert b'"version":2' in get(f"{processes.url}/health")


@pytest.mark.parametrize("file", ["app.py", "gunicorn.conf.py", "config.py"])
def test_a_version_that_fails_to_start_leaves_the_old_one_running(processes, file):
    with calls_come_in(processes.environ["PORT"]) as answered:
        before = changes(processes.folder / file, '"""', 'raise RuntimeError("unfinished")\n"""')
        fails_to_reload(processes)
        (processes.folder / file).write_text(before)
    assert "unfinished" in processes.log.read_text() and answered.count and answered.failed == []


def test_a_wrong_setting_is_told_and_leaves_the_old_ones(processes):
    settings = processes.folder / ".env"
    settings.write_text("TRUSTED_PROXIES=viele\n")
    fails_to_reload(processes)
    settings.unlink()
    assert "TRUSTED_PROXIES is 'viele'" in processes.log.read_text()
    reloads(processes)


def test_a_call_of_the_browser_phone_survives_the_end_of_the_web_processes(processes):
    telephone = Telephone(processes.url)
    telephone.press("2")
    processes.kill("web")
    processes.start("web")
    processes.until_it_answers()
    telephone.press("471103")
    assert "Gruppe Sonnenblume." in telephone.heard[-1]


def test_without_its_network_the_browser_phone_says_so(processes):
    processes.kill("exchange")
    opened = requests.post(f"{processes.url}/phone/calls", json={}, timeout=15)
    assert opened.status_code == 503 and opened.json()["id"] is None
    assert "hat gerade kein Netz" in opened.json()["state"]["words"]


def test_the_end_is_quick_also_while_processes_are_renewed(processes):
    processes.tell("web", signal.SIGHUP)
    processes.until(lambda: len(processes.answering()) > 2)
    processes.tell("web", signal.SIGTERM)
    assert processes.running["web"].wait(90) == 0
