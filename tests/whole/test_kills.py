"""What was confirmed aloud is never lost: processes are killed, and disks are full."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.killed_hotline import damages
from tests.support.kills import STEPS, killed

ROOT = Path(__file__).parents[2]
ON_A_SMALL_DISK = 'mount -t tmpfs -o size=256k none "$1" && exec "$2" -m tests.support.full_disk "$1"'


def alone(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command that may mount something nobody else sees."""
    return subprocess.run(["unshare", "-rm", *command], capture_output=True, text=True, cwd=ROOT)


def test_nothing_is_lost_however_often_a_process_is_killed(tmp_path):
    found = killed(50, tmp_path)
    assert found.damages == () and found.times == STEPS + 50
    assert found.confirmed > 50, "the processes lived too short to save anything"
    assert found.halfway > 10, "no process was killed in the middle of a file"


def test_what_leaders_heard_confirmed_is_there_however_often_the_hotline_is_killed(tmp_path):
    heard, found = damages(50, tmp_path)
    assert found == []
    assert heard > 25, "the hotlines lived too short for anybody to hear anything"


def test_nothing_is_lost_when_the_disk_is_full(tmp_path):
    try:
        if alone("mount", "-t", "tmpfs", "none", str(tmp_path)).returncode:
            pytest.skip("this machine lets nobody mount a small disk of his own")
    except FileNotFoundError:
        pytest.skip("there is no unshare on this machine")
    told = alone("sh", "-c", ON_A_SMALL_DISK, "sh", str(tmp_path), sys.executable)
    assert told.returncode == 0, told.stderr
    assert int(told.stdout) > 3
