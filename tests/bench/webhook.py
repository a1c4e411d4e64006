"""What a signed webhook costs beside a bare route of the same server that answers the same bytes, and where it goes."""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, Response, request
from twilio.request_validator import RequestValidator

from app import create_app
from storage.redis_server import embedded_redis
from tests.conftest import CONTENT, TOKEN

PORT = 8437
URL = f"http://127.0.0.1:{PORT}"
CALLS, ROUNDS, SECONDS, CONNECTIONS = 500, 5, 3, 8
DEAREST = 10
# Each request is another call's; wrk goes through them one after the other.
SCRIPT = """
local calls = dofile("{calls}")
local next = 0
function request()
  next = next % #calls + 1
  return wrk.format("POST", calls[next].path, calls[next].headers, calls[next].body)
end
"""

Form = Mapping[str, str]


def server() -> Flask:
    """The hotline, and beside it a bare route that answers what the hotline has answered there, without any check (and
    without a session, as calls have none)."""
    app = create_app()
    same: dict[str, bytes] = {}

    def bare(path: str) -> Response:
        if path not in same:
            same[path] = app.test_client().post(f"/{path}", data=request.get_data(), headers=dict(request.headers)).data
        return Response(same[path], mimetype="text/xml")

    app.add_url_rule("/voice-bare/<path:path>", view_func=bare, methods=["POST"])
    return app


def told() -> list[str]:
    """The ratios as lines, or why there are none."""
    if not shutil.which("wrk"):
        return ["Signed webhook / bare route: not measured, as wrk is not installed (apt-get install wrk)"]
    with hotline() as pid:
        return [f"{name}: {_compared(pid, path, form)}" for name, path, form in _turns()]


@contextmanager
def hotline() -> Iterator[int]:
    """The hotline with a Redis, as gunicorn serves it in production; the id of gunicorn's process."""
    with tempfile.TemporaryDirectory() as folder, embedded_redis(Path(folder)):
        environ = os.environ | {
            "TWILIO_AUTH_TOKEN": TOKEN,
            "PUBLIC_URL": URL,
            "PORT": str(PORT),
            "SECRET_KEY": "only for the bench",
            "STAFF_PASSWORD": "only for the bench",
            "CONTENT_DIR": str(CONTENT),
            "DATA_DIR": folder,
            "REDIS_URL": f"unix://{folder}/redis.sock",
        }
        command = (sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "tests.bench.webhook:server()")
        with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) as gunicorn:
            try:
                _wait_until_up()
                yield gunicorn.pid
            finally:
                gunicorn.terminate()


def _turns() -> Iterator[tuple[str, str, list[Form]]]:
    """Kinds of turns by name: the path, and the forms of many calls."""
    yield "A call comes in", "/voice", [form(f"CA{number:032x}") for number in range(CALLS)]


def form(call: str, **more: str) -> Form:
    """What Twilio sends with a turn of a call."""
    return {
        "CallSid": call,
        "AccountSid": "AC" + "0" * 32,
        "From": "+493023125999",
        "To": "+493023125000",
        "CallStatus": "in-progress",
        "Direction": "inbound",
        "ApiVersion": "2010-04-01",
    } | more


def _compared(pid: int, path: str, forms: list[Form]) -> str:
    rounds = [(_rate(pid, path, forms), _rate(pid, f"/voice-bare{path}", forms)) for _ in range(ROUNDS)]
    per_second = statistics.median(hook[0] / bare[0] for hook, bare in rounds)
    cpu = statistics.median(hook[1] / bare[1] for hook, bare in rounds)
    hooks = statistics.median(hook[0] for hook, _ in rounds)
    return f"{per_second:.2f} x the requests per second of a bare route ({hooks:.0f}), {cpu:.1f} x its CPU"


def _rate(pid: int, path: str, forms: list[Form]) -> tuple[float, float]:
    """Requests in a second, and CPU seconds of the server for each."""
    with tempfile.TemporaryDirectory() as folder:
        calls, script = Path(folder) / "calls.lua", Path(folder) / "script.lua"
        calls.write_text(_as_lua(path, forms))
        script.write_text(SCRIPT.format(calls=calls))
        before = _cpu(pid)
        command = ("wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script), URL)
        answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if wrong := re.search(r"Non-2xx.*|Socket errors.*", answer):
        raise RuntimeError(wrong[0])
    requests = int(re.search(r"(\d+) requests in", answer)[1])  # type: ignore[index]
    return float(re.search(r"Requests/sec: +([\d.]+)", answer)[1]), (_cpu(pid) - before) / requests  # type: ignore[index]


def _as_lua(path: str, forms: list[Form]) -> str:
    signs = RequestValidator(TOKEN)
    lines = (
        f'{{path="{path}", body="{urlencode(form)}", headers={{["Content-Type"]="application/x-www-form-urlencoded", '
        f'["X-Twilio-Signature"]="{signs.compute_signature(URL + path, form)}"}}}},'
        for form in forms
    )
    return "return {\n" + "\n".join(lines) + "\n}\n"


def _cpu(pid: int) -> float:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    stats = [Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split() for child in children]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


def _wait_until_up() -> None:
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        try:
            urllib.request.urlopen(f"{URL}/health", timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the hotline does not start")


if __name__ == "__main__":
    print("\n".join(told()))
