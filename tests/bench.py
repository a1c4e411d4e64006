"""make bench: what one webhook costs against the least a Flask app can do, and what an edit of one line costs."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, Response
from twilio.request_validator import RequestValidator

from app import create_app
from audio.library import Library
from audio.voice import voices
from ivr.walk import sayable
from ivr.world import World
from keep.editions import check
from prompts.wording import page
from tests.conftest import CONTENT, TOKEN, TUESDAY
from tests.staff import files as in_files
from tests.whistle import Shelves

PORT = 8437
URL = f"http://127.0.0.1:{PORT}"
FORM = {"CallSid": "CA" + "0" * 32, "From": "+493023125999", "To": "+493023125000", "CallStatus": "ringing"}
ROUNDS, REQUESTS = 7, 150


def server() -> Flask:
    """The hotline, and beside it a bare route that answers the same bytes."""
    app = create_app()
    signature = RequestValidator(TOKEN).compute_signature(f"{URL}/voice", FORM)
    same = create_app().test_client().post("/voice", data=FORM, headers={"X-Twilio-Signature": signature}).data
    app.add_url_rule("/bare", view_func=lambda: Response(same, mimetype="text/xml"), methods=["POST"])
    return app


def webhook_against_bare_route() -> float:
    """CPU time of one signed webhook, as a multiple of the bare route's; same server, same run."""
    with tempfile.TemporaryDirectory() as data:
        environ = os.environ | {
            "TWILIO_AUTH_TOKEN": TOKEN,
            "PUBLIC_URL": URL,
            "DATA_DIR": data,
            "CONTENT_DIR": str(CONTENT),
        }
        environ |= {"VOICES": "espeak", "REDIS_URL": f"unix://{data}/none.sock", "SECRET_KEY": "bench"}
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "--bind",
            f"127.0.0.1:{PORT}",
            "--threads",
            "2",
            "tests.bench:server()",
        ]
        with subprocess.Popen(command, env=environ) as gunicorn:
            try:
                _wait_until_up()
                rounds = [_cpu(gunicorn.pid, "/voice") / _cpu(gunicorn.pid, "/bare") for _ in range(ROUNDS)]
            finally:
                gunicorn.terminate()
    return statistics.median(rounds)


def edit_among_200_groups() -> tuple[int, int]:
    """Sentences spoken for 200 groups, and those newly spoken after one line of one of them was changed."""
    files = {name: (CONTENT / name).read_bytes() for name in ("buero.txt", "regeln.txt")}
    files |= {f"gruppen/{n:03}.txt": _group(n, "18:30") for n in range(200)}
    library = Library(voices("espeak"), Shelves(), b"bench")
    before = _spoken(library, files)
    return before, _spoken(library, files | {"gruppen/100.txt": _group(100, "17:15")})


def _group(n: int, hour: str) -> bytes:
    weekday = ("montags", "dienstags", "mittwochs", "donnerstags", "freitags")[n % 5]
    lines = (f"Gruppe: Kreis {n}", f"Regel: {weekday}, {hour} bis 20 Uhr", f"Zugang: {317_207 + 37 * n}")
    return "\n".join(lines).encode()


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


def _wait_until_up() -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{URL}/health", timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server did not come up")


if __name__ == "__main__":
    print(f"CPU of a signed webhook / CPU of a bare route with the same bytes: {webhook_against_bare_route():.2f}")
    before, after = edit_among_200_groups()
    print(f"Sentences newly spoken after one line of 200 groups changed: {after} of {before} ({after / before:.3f})")
