"""Leaders at the telephone while the whole hotline is killed: what they had heard confirmed must be there afterwards.

It is done by one small process of its own that forks, so that a kill costs next to nothing.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from flask import Flask

from app import create_app
from exchange.line import Line
from exchange.recorder import tone
from tests.conftest import CONTENT, SECRET, TUESDAY, Clock
from tests.support.compiled_rules import each_rule_compiled_once
from tests.support.hotlines import hotline_of
from tests.support.kills import Tells, until_killed
from tests.support.people import comes
from tests.support.small_hotline import CALLED, CALLER

GROUP = "Sonnenblume"
LEADER = ("8", "99887766")
# The most calls that a hotline answers before it is killed, to begin with; then it lives longer where nobody heard a
# confirmation, and shorter where somebody did: whatever else the machine does, some five of seven are confirmed.
CALLS, LONGER, SHORTER = 3, 1.5, 0.85


def damages(times: int, folder: Path) -> tuple[int, list[str]]:
    """How many confirmations leaders heard while so many hotlines were killed, and what was wrong afterwards."""
    command = [sys.executable, "-m", "tests.support.killed_hotline", str(folder), str(times)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]).stdout
    heard, *found = told.splitlines()
    return int(heard), found


def hotline(folder: Path) -> Flask:
    environ = {"CONTENT_DIR": str(CONTENT), "DATA_DIR": str(folder), "SECRET_KEY": SECRET, "VOICES": "espeak"}
    return create_app(environ | {"REDIS_URL": f"unix://{folder}/none.sock"}, Clock(TUESDAY))


def dials(app: Flask) -> Callable[[], Line]:
    return lambda: hotline_of(app).network.call(CALLER, CALLED)


def announces(app: Flask, dial: Callable[[], Line], tells: Tells) -> None:
    """A leader records and saves; told before the last key, and once "Gespeichert" was heard."""
    line = comes(dial, *LEADER, "2", "1")
    line.speak(tone(random.randrange(2, 4), random.randrange(300, 900)))
    line.press("5")
    line.wait()
    line.press("1")
    latest = hotline_of(app).announcements.latest().get(GROUP)
    number = latest.number + 1 if latest else 1
    tells(f"pressed,{number}")
    line.press("3")
    if line.said_last.startswith("Gespeichert."):
        tells(f"heard,{number}")


def calls_off(app: Flask, dial: Callable[[], Line], tells: Tells) -> None:
    """A leader calls the next meeting off, or takes that back."""
    line = comes(dial, *LEADER, "3", "1")
    off = "ausfallen?" in line.said_last
    tells(f"pressed,{off}")
    line.press("1")
    if ("fällt aus" if off else "findet statt") in line.said_last:
        tells(f"heard,{off}")


def _telephones(app: Flask, tells: Tells) -> None:
    while True:
        random.choice((announces, calls_off))(app, dials(app), tells)


def _wrong(folder: Path, told: list[str]) -> list[str]:
    """What is not as leaders heard it. Who pressed the last key and heard nothing any more may find either."""
    parts = hotline_of(hotline(folder))
    there = {one.number: one for one in parts.announcements.history()}
    heard, pressed = (
        {int(line.partition(",")[2]) for line in told if line.startswith(word) and line[-1].isdigit()}
        for word in ("heard", "pressed")
    )
    days = [line for line in told if line.endswith(("True", "False"))]
    last = max((at for at, line in enumerate(days) if line.startswith("heard")), default=-1)
    may_be = {line.endswith("True") for line in days[max(last, 0) :]} or {False}
    is_off = bool(parts.world().plan.groups and any(group.cancellations for group in parts.world().plan.groups))
    return [
        *(line for line in told if "," not in line),
        *(f"lost: {number}" for number in heard - set(there)),
        *(f"never saved: {number}" for number in set(there) - pressed),
        *(f"not whole: {one.number}" for one in there.values() if parts.announcements.sound(one.sound) is None),
        *([] if is_off in may_be or last < 0 else ["a meeting is not as it was said to be"]),
    ]


def _seconds_of_a_call(app: Flask) -> float:
    """How long a call takes on this machine, once all that it hears was spoken."""
    calls = (announces, calls_off, calls_off)
    for _ in range(2):
        began = time.monotonic()
        for does in calls:
            does(app, dials(app), lambda line: None)
    return (time.monotonic() - began) / len(calls)


def _confirmed(told: Iterable[str]) -> int:
    """How many confirmations leaders heard."""
    return sum(line.startswith("heard") for line in told)


def _kill_and_check(folder: Path, times: int) -> None:
    app = hotline(folder)
    life = CALLS * _seconds_of_a_call(app)
    told, found = ["pressed,1", "heard,1", "pressed,2", "heard,2"], list[str]()
    for _ in range(times):
        lines = until_killed(partial(_telephones, app), random.uniform(0, life))
        life *= SHORTER if _confirmed(lines) else LONGER
        told += lines
        found += _wrong(folder, told)
    print(_confirmed(told))
    print("\n".join(dict.fromkeys(found)), end="")


if __name__ == "__main__":
    with each_rule_compiled_once():
        _kill_and_check(Path(sys.argv[1]), int(sys.argv[2]))
