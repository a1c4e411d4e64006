"""The lines of the Procfile, as a platform runs them: by a shell, with its own variables and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from honcho.environ import parse_procfile

from tests.conftest import SECRET
from tests.support.processes import ROOT, empty, free_ports, get, wait_until
from tests.support.staff import EXAMPLE

LINES = parse_procfile((ROOT / "Procfile").read_text()).processes


@pytest.fixture
def variables(redis_dir, tmp_path):
    """What the platform sets, and what the page for hosts says to set there."""
    empty(redis_dir)
    platform = {"PORT": free_ports(1)[0], "DYNO": "web.1", "REDIS_URL": f"unix://{redis_dir}/redis.sock"}
    platform |= {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    told = {"HOST": "0.0.0.0", "SECRET_KEY": SECRET, "PUBLIC_URL": "https://hotline.example.org"}
    told |= {"TWILIO_AUTH_TOKEN": SECRET, "CONTENT_DIR": str(EXAMPLE), "DATA_DIR": str(tmp_path / "d")}
    return platform | told | {"VOICES": "espeak"}


@pytest.fixture
def runs(variables, tmp_path):
    """Start a line; all of them end with the test."""
    started = []

    def run(name):
        with (tmp_path / "log").open("ab") as log:
            command = f"exec {LINES[name]}"
            started.append(subprocess.Popen(["sh", "-c", command], cwd=ROOT, env=variables, stdout=log, stderr=log))
        return tmp_path / "log"

    yield run
    # The worker finishes what it speaks before it ends.
    for process in started:
        process.kill()
        process.wait()


def test_each_line_runs_as_it_stands_there(variables, runs):
    for name in ("web", "worker", "exchange"):
        log = runs(name)
    wait_until(lambda: b'"worker":true' in get(f"http://127.0.0.2:{variables['PORT']}/health"), log, 180)


def released(variables):
    command = ["sh", "-c", LINES["release"]]
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=120)


def test_a_mistake_in_the_plan_is_told_and_does_not_stop_a_new_version(variables, tmp_path):
    (tmp_path / "gruppen.txt").write_text("Gruppe: Krokus\nRegel: irgendwann\n")
    done = released(variables | {"CONTENT_DIR": str(tmp_path)})
    assert done.returncode == 0 and "irgendwann" in done.stdout


def test_a_wrong_setting_does(variables):
    done = released(variables | {"TRUSTED_PROXIES": "viele"})
    assert done.returncode != 0 and "TRUSTED_PROXIES is 'viele'" in done.stderr
