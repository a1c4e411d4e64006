"""What a signed webhook costs beside a bare route of the same server that answers the same bytes, and where it goes."""

import re
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, Response, request
from twilio.request_validator import RequestValidator

from app import create_app
from tests.bench.served import URL, cpu_seconds, form, hotline
from tests.conftest import TOKEN

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
    with hotline("tests.bench.webhook:server()", {"WEB_PROCESSES": "1"}) as pid:
        return [f"{name}: {_compared(pid, path, form)}" for name, path, form in _turns()]


def _turns() -> Iterator[tuple[str, str, list[Form]]]:
    """Kinds of turns by name: the path, and the forms of many calls."""
    yield "A call comes in", "/voice", [form(f"CA{number:032x}") for number in range(CALLS)]


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
        before = cpu_seconds(pid)
        command = ("wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script), URL)
        answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if wrong := re.search(r"Non-2xx.*|Socket errors.*", answer):
        raise RuntimeError(wrong[0])
    requests = int(re.search(r"(\d+) requests in", answer)[1])  # type: ignore[index]
    return float(re.search(r"Requests/sec: +([\d.]+)", answer)[1]), (cpu_seconds(pid) - before) / requests  # type: ignore[index]


def _as_lua(path: str, forms: list[Form]) -> str:
    signs = RequestValidator(TOKEN)
    lines = (
        f'{{path="{path}", body="{urlencode(form)}", headers={{["Content-Type"]="application/x-www-form-urlencoded", '
        f'["X-Twilio-Signature"]="{signs.compute_signature(URL + path, form)}"}}}},'
        for form in forms
    )
    return "return {\n" + "\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    print("\n".join(told()))
