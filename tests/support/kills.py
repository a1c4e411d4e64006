"""Leaders record and save while their process is killed, again and again: what was confirmed must be there, whole.

It is done by one small process of its own that forks, so that a kill costs next to nothing.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path

from ivr.model.announcement import Announcement
from ivr.model.moment import BERLIN
from keep.announcements.announcement_file import FOLDER
from keep.announcements.announcements import Announcements
from storage.disk import Disk
from tests.support.failing_disk import FailingSystem, hidden

Tells = Callable[[str], None]

GROUPS = ("", "Krokus", "Zaunkönig")
RECORDED = datetime(2026, 3, 10, 18, 45, 12, tzinfo=BERLIN)
# A process that is killed at random lives at most this many times as long as one that is killed at a step of its
# first saves, so that a slow machine kills at the same places as a quick one.
LIVES = 4
# More steps of the operating system than one save takes.
STEPS = 50


@dataclass(frozen=True)
class Killed:
    """How often a process was killed, how much it had confirmed by then, how often it was in the middle of a file, and
    what was wrong afterwards."""

    times: int
    confirmed: int
    halfway: int
    damages: tuple[str, ...]


def killed(times: int, folder: Path) -> Killed:
    """Kill so many processes at random moments, and one at each single step that it takes."""
    command = [sys.executable, "-m", "tests.support.kills", str(folder), str(times)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]).stdout
    numbers, *damages = told.splitlines()
    done, confirmed, halfway = map(int, numbers.split())
    return Killed(done, confirmed, halfway, tuple(damages))


def told(times: int) -> str:
    """The same in a folder of its own, as one line for people."""
    with tempfile.TemporaryDirectory() as folder:
        found = killed(times, Path(folder))
    return (
        f"Announcements that {found.times} killed processes had confirmed: {found.confirmed}; "
        f"killed in the middle of a file: {found.halfway}; damages: {'; '.join(found.damages) or 'none'}"
    )


def until_killed(works: Callable[[Tells], None], life: float | None) -> list[str]:
    """What a process of its own has told that works until it is killed: after some time, or else by itself."""
    hears, writes = os.pipe()
    child = os.fork()
    if not child:
        # Whoever was killed before may have been in the middle of anything.
        random.seed(os.getpid())
        try:
            # At once: what stands in a buffer dies with the process.
            works(lambda line: _write(writes, line))
        finally:
            os._exit(1)
    os.close(writes)
    if life is not None:
        time.sleep(life)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(hears) as lines:
        told = lines.read().splitlines()
    return told if os.waitpid(child, 0)[1] == signal.SIGKILL else [*told, "the process was not killed but failed"]


def _write(to: int, line: str) -> None:
    os.write(to, f"{line}\n".encode())


def _saves(announcements: Announcements, confirms: Tells) -> None:
    for number in count(1):
        of = random.choice(GROUPS)
        newest = announcements.latest().get(of)
        sound = announcements.keep_sound(random.randbytes(random.randrange(1, 20_000)))
        one = Announcement(of, newest.number + 1 if newest else 1, RECORDED, sound, take=f"RE{number:032x}")
        announcements.publish(one)
        confirms(f"{of},{one.number},{sound}")


def _damages(found: Announcements, folder: Path, confirmed: list[str]) -> list[str]:
    """What is not as it was confirmed, and every file that is not whole."""
    there = {f"{one.of},{one.number},{one.sound}" for one in found.history()}
    names = [name.rpartition("/")[2] for name in Disk(folder).names(FOLDER)]
    return [
        *(f"lost: {line}" for line in confirmed if line not in there),
        *(f"no sound: {line}" for line in there if line.rpartition(",")[2] not in names),
        *(f"half a sound: {name}" for name in names if name.endswith(".wav") and not found.sound(name)),
        *(["half a text"] if len([name for name in names if name.endswith(".txt")]) != len(there) else []),
    ]


def _at_a_step(nth: int) -> FailingSystem:
    return FailingSystem(nth, lambda: os.kill(os.getpid(), signal.SIGKILL))


def _kill_and_check(folder: Path, times: int) -> None:
    confirmed: list[str] = []
    damages: list[str] = []
    found, halfway = Announcements(Disk(folder)), 0

    def kill(disk: Disk, life: float | None) -> None:
        nonlocal halfway
        before = len(hidden(folder))
        confirmed.extend(until_killed(partial(_saves, Announcements(disk)), life))
        halfway += len(hidden(folder)) > before
        damages.extend(_damages(found, folder, confirmed))

    began = time.monotonic()
    for nth in range(1, STEPS + 1):
        kill(Disk(folder, _at_a_step(nth)), None)
    longest = LIVES * (time.monotonic() - began) / STEPS
    for _ in range(times):
        kill(Disk(folder), random.uniform(0, longest))
    damages += _damages(Announcements(Disk(folder)), folder, confirmed)
    print(STEPS + times, len(confirmed), halfway)
    print("\n".join(dict.fromkeys(damages)), end="")


if __name__ == "__main__":
    _kill_and_check(Path(sys.argv[1]), int(sys.argv[2]))
