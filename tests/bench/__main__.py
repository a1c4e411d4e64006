"""make bench: what a webhook and an edit of one line cost, how long callers listen, and what guessing is worth."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, Response
from twilio.request_validator import RequestValidator

from app import create_app
from audio.library import Library
from audio.voices.registry import select_voices as chosen
from ivr.prerender.sayable import sayable
from ivr.world import World
from keep.content.editions import CURRENT, LOOKS_EVERY, check
from prompts.wording import page
from storage.redis_client import RedisClient
from tests.bench import cold, hearing, listening_time, voices
from tests.bench.guessing import chance, chance_to_lead
from tests.conftest import CONTENT, TOKEN, TUESDAY
from tests.support import killed_hotline, kills, many_groups
from tests.support.staff import files as in_files
from tests.support.whistling_voices import Shelves

PORT = 8437
URL = f"http://127.0.0.1:{PORT}"
FORM = {"CallSid": "CA" + "0" * 32, "From": "+493023125999", "To": "+493023125000", "CallStatus": "ringing"}
ROUNDS, REQUESTS = 7, 150
KILLS = 500
COUNTS = (10, 100, 1000)


def server() -> Flask:
    """The hotline, and beside it a bare route that answers the same bytes."""
    app = create_app()
    signature = RequestValidator(TOKEN).compute_signature(f"{URL}/voice", FORM)
    same = create_app().test_client().post("/voice", data=FORM, headers={"X-Twilio-Signature": signature}).data
    app.add_url_rule("/bare", view_func=lambda: Response(same, mimetype="text/xml"), methods=["POST"])
    return app


def webhook_against_bare_route() -> float:
    """CPU time of one signed webhook, as a multiple of the bare route's; same server, same run."""
    command = ("gunicorn", "--bind", f"127.0.0.1:{PORT}", "--threads", "2", "tests.bench.__main__:server()")
    with tempfile.TemporaryDirectory() as data, _running(command, CONTENT, Path(data)) as gunicorn:
        _wait_for(_is_up, 20)
        rounds = [_cpu(gunicorn.pid, "/voice") / _cpu(gunicorn.pid, "/bare") for _ in range(ROUNDS)]
    return statistics.median(rounds)


def cost_of_a_group(count: int) -> float:
    """CPU seconds for each of so many groups: to read the plan, and to list all that callers can hear in 36 hours."""
    began = time.process_time()
    world = World(TUESDAY, check(in_files(many_groups.files(count)), TUESDAY.date()).plan, b"key", {})
    for _ in sayable(world):
        pass
    return (time.process_time() - began) / count


def newly_spoken(count: int) -> tuple[int, int]:
    """Sentences spoken for so many groups, and those newly spoken after one line of one of them was changed."""
    library, files = Library(chosen("espeak"), Shelves(), b"bench"), many_groups.files(count)
    return _spoken(library, files), _spoken(library, files | _changed(files))


def seconds_until_heard(count: int) -> float:
    """From saving one changed line among so many groups until every process answers calls with it."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, data, files = Path(scratch) / "inhalt", Path(scratch) / "data", many_groups.files(count)
        _save(folder, files)
        with _running(("flask", "worker"), folder, data):
            redis_client = RedisClient(f"unix://{data}/redis.sock")
            _wait_for(lambda: redis_client.get(CURRENT), 900)
            before = redis_client.get(CURRENT)
            began = time.monotonic()
            _save(folder, _changed(files))
            _wait_for(lambda: redis_client.get(CURRENT) != before, 300)
            return time.monotonic() - began + LOOKS_EVERY


def _changed(files: dict[str, bytes]) -> dict[str, bytes]:
    name = "gruppen/005.txt"
    return {name: files[name].replace(b"Ort: ", b"Ort: Neubau, ")}


def _save(folder: Path, files: dict[str, bytes]) -> None:
    for name, raw in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)


@contextmanager
def _running(command: tuple[str, ...], content: Path, data: Path) -> Iterator[subprocess.Popen[bytes]]:
    environ = os.environ | {
        "TWILIO_AUTH_TOKEN": TOKEN,
        "PUBLIC_URL": URL,
        "VOICES": "espeak",
        "SECRET_KEY": "only for the bench",
    }
    environ |= {"DATA_DIR": str(data), "CONTENT_DIR": str(content)}
    with subprocess.Popen([sys.executable, "-m", *command], env=environ, stdout=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def _spoken(library: Library, files: dict[str, bytes]) -> int:
    world = World(TUESDAY, check(in_files(files), TUESDAY.date()).plan, b"key", {})
    said = {words for hear in sayable(world) for words in hear}
    pages = [page([words], world.plan.lexicon) for words in said]
    return sum(library.prepare(pages, lambda done, total: None).spoken.values())


def _cpu(pid: int, path: str) -> float:
    signature = RequestValidator(TOKEN).compute_signature(URL + path, FORM)
    request = urllib.request.Request(URL + path, urlencode(FORM).encode(), {"X-Twilio-Signature": signature})
    before = _cpu_of_children(pid)
    for _ in range(REQUESTS):
        with urllib.request.urlopen(request, timeout=10) as answer:
            answer.read()
    return _cpu_of_children(pid) - before


def _cpu_of_children(pid: int) -> float:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    stats = [Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split() for child in children]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


def _is_up() -> bool:
    try:
        urllib.request.urlopen(f"{URL}/health", timeout=5).close()
    except OSError:
        return False
    return True


def _wait_for(happened: Callable[[], object], patience: float) -> None:
    ends = time.monotonic() + patience
    while not happened():
        if time.monotonic() > ends:
            raise RuntimeError("what was waited for did not happen")
        time.sleep(0.05)


if __name__ == "__main__":
    print(f"CPU of a signed webhook / CPU of a bare route with the same bytes: {webhook_against_bare_route():.2f}")
    few, *more = (cost_of_a_group(count) for count in COUNTS)
    ratios = ", ".join(f"{cost / few:.2f}" for cost in more)
    print(f"Reading and listing 36 hours, CPU for each group of {COUNTS[1:]} / of {COUNTS[0]}: {ratios}")
    before, after = newly_spoken(COUNTS[-1])
    print(f"Sentences newly spoken after one line of {COUNTS[-1]} groups changed: {after} of {before}")
    heard, alone = seconds_until_heard(COUNTS[-1]), seconds_until_heard(COUNTS[0])
    print(f"Until it is heard: {heard:.1f} s, {heard / alone:.2f} times as long as among {COUNTS[0]} groups")
    print("\n".join(listening_time.told()))
    print("\n".join(cold.told()))
    print("\n".join((*voices.told(), *hearing.told(voices.names()))))
    ways = (("of one number", (1,)), ("of ten", (10,)), ("of none", (0,)), ("of none on ten lines", (0, 10)))
    guessed = ", ".join(f"{chance(*way):.3%} {who}" for who, way in ways)
    print(f"Strangers open the room of a group with six digits within 30 days: {guessed}")
    print(f"The menu of one who leads, with eight digits: {chance_to_lead():.3%} on one line")
    print(kills.told(KILLS))
    with tempfile.TemporaryDirectory() as folder:
        confirmed, wrong = killed_hotline.damages(KILLS, Path(folder))
    outcome = f"{confirmed}; wrong: {', '.join(wrong) or 'nothing'}"
    print(f"Confirmations that leaders heard of {KILLS} hotlines before they were killed: {outcome}")
