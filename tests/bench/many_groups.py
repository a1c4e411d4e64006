"""What many groups cost: until a changed line is heard and a first call answered, in CPU, memory and sentences."""

import re
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audio.library import Library
from audio.voices.registry import select_voices
from ivr.world import World
from keep.content.editions import CURRENT, check
from keep.content.on_air import LOOKS_EVERY
from storage.redis_client import RedisClient
from tests.bench.running import gunicorn, running, signed, wait_for
from tests.conftest import TUESDAY
from tests.support.many_groups import files
from tests.support.staff import files as in_files
from tests.support.whistling_voices import Shelves
from worker.sentences import SayableSentences

COUNTS = (10, 100, 1000)
CHANGED = "gruppen/005.txt"
# How long calls are made while everything is spoken for the first time, in seconds.
WHILE_SPEAKING = 20
WORKER = ("worker_process",)


@dataclass(frozen=True)
class Cost:
    """Of so many groups: seconds until a changed line is heard, the worker's megabytes, and CPU seconds in which it
    starts (no sentence is to be spoken) and goes through a round after the change."""

    heard: float
    megabytes: float
    start: float
    round: float


def told() -> Iterator[str]:
    """The lines of the page."""
    costs = {count: cost(count) for count in COUNTS}
    few, *_, many = costs.values()
    heard = ", ".join(f"{one.heard:.1f} s" for one in costs.values())
    yield f"Until a changed line is heard among {COUNTS} groups: {heard}; {many.heard / few.heard:.2f} times as long"
    rounds = ", ".join(f"{one.round:.2f} s" for one in costs.values())
    yield f"CPU of that round: {rounds}"
    starts = ", ".join(f"{one.start / count * 1000:.0f} ms" for count, one in costs.items())
    yield f"CPU for each group to read and list everything from nothing: {starts}"
    pairs = list(zip(costs.items(), list(costs.items())[1:], strict=False))
    grown = ", ".join(f"{(b.megabytes - a.megabytes) / (m - n) * 1000:.0f} kB" for (n, a), (m, b) in pairs)
    yield f"Memory of the worker for each further group, from {COUNTS[0]} to {COUNTS[1]} and on: {grown}"
    first, slowest, calls = first_start(COUNTS[-1])
    yield (
        f"First start with {COUNTS[-1]} groups: first call answered after {first:.1f} s; the slowest of {calls} more "
        f"while all is spoken: {slowest * 1000:.0f} ms"
    )
    everything, after_restart, after_edit = newly_spoken(COUNTS[-1])
    yield f"Sentences spoken: {everything} at first, {after_restart} by a restart, {after_edit} after a changed line"


def cost(count: int) -> Cost:
    """What so many groups cost."""
    sayable, began = SayableSentences(), time.process_time()
    before = _world(files(count))
    list(sayable.of(before))
    read = time.process_time()
    after = _world(files(count) | changed(files(count)))
    list(sayable.new(after, before))
    list(sayable.of(after))
    ended = time.process_time()
    with tempfile.TemporaryDirectory() as scratch:
        heard, megabytes = _until_heard(*_folder(scratch, count), count)
    return Cost(heard, megabytes, read - began, ended - read)


def _until_heard(folder: Path, data: Path, count: int) -> tuple[float, float]:
    """From saving one changed line until every process answers calls with it; and the worker's megabytes then."""
    with running(WORKER, folder, data) as worker:
        redis_client = RedisClient(f"unix://{data}/redis.sock")
        wait_for(lambda: redis_client.get(CURRENT), 900)
        wait_for(lambda: _is_all_spoken(redis_client), 1800)
        before = redis_client.get(CURRENT)
        _save(folder, changed(files(count)))
        heard = wait_for(lambda: redis_client.get(CURRENT) != before, 300) + LOOKS_EVERY
        return heard, _megabytes(worker.pid)


def first_start(count: int) -> tuple[float, float, int]:
    """Seconds until a call is answered for the first time with so many groups, while the worker begins to speak; then
    the slowest answer of many, and how many there were."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, data = _folder(scratch, count)
        began = time.monotonic()
        with running(WORKER, folder, data), running(gunicorn(), folder, data):
            wait_for(_answers, 120)
            first, answers = time.monotonic() - began, []
            while time.monotonic() - began < first + WHILE_SPEAKING:
                asked = time.monotonic()
                urllib.request.urlopen(signed("/voice"), timeout=15).read()
                answers.append(time.monotonic() - asked)
                time.sleep(0.1)
            return first, max(answers), len(answers)


def newly_spoken(count: int) -> tuple[int, int, int]:
    """Sentences spoken for so many groups at first, by a second process that finds the same store, and after one line
    of one of them was changed."""
    shelves, before = Shelves(), files(count)
    first, second, third = (_spoken(shelves, raw) for raw in (before, before, before | changed(before)))
    return first, second, third


def changed(raw: dict[str, bytes]) -> dict[str, bytes]:
    """One line of one file, as somebody of the office changes it."""
    return {CHANGED: raw[CHANGED].replace(b"Ort: ", b"Ort: Neubau, ")}


def _spoken(shelves: Shelves, raw: dict[str, bytes]) -> int:
    said = SayableSentences().of(_world(raw))
    library = Library(select_voices("espeak"), shelves, b"bench")
    return sum(library.prepare(said, lambda done, total: None).spoken.values())


def _world(raw: dict[str, bytes]) -> World:
    return World(TUESDAY, check(in_files(raw), TUESDAY.date()).plan, b"key")


def _folder(scratch: str, count: int) -> tuple[Path, Path]:
    """A folder with so many groups, and one to keep things in."""
    folder, data = Path(scratch) / "inhalt", Path(scratch) / "data"
    data.mkdir()
    _save(folder, files(count))
    return folder, data


def _save(folder: Path, raw: dict[str, bytes]) -> None:
    for name, content in raw.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _is_all_spoken(redis_client: RedisClient) -> bool:
    """Whether no sentence has been added for some time."""
    before = redis_client.ask(lambda client: client.dbsize(), 0)
    time.sleep(5)
    return bool(before) and redis_client.ask(lambda client: client.dbsize(), 0) == before


def _answers() -> bool:
    try:
        return bool(urllib.request.urlopen(signed("/voice"), timeout=15).read())
    except OSError:
        return False


def _megabytes(pid: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0
