"""What a signed webhook costs beside a bare route of the same server that answers the same bytes, and where it goes."""

import cProfile
import pstats
import re
import shutil
import statistics
import subprocess
import sysconfig
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, Response, request

from app import create_app
from carrier.call_urls import address
from config import load
from ivr.place import Place
from ivr.place_names import At
from tests.bench.running import SECRET, URL, cpu_seconds, form, hotline, signature
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

# The path and the form.
Request = tuple[str, Mapping[str, str]]
ROOT = Path(__file__).parents[2]


def server() -> Flask:
    """The hotline, and beside it a bare route that answers what the hotline has answered there, without any check (and
    without a session, as calls have none)."""
    app = create_app()
    same: dict[str, bytes] = {}

    def bare(path: str) -> Response:
        if path not in same:
            signed = {name: request.headers[name] for name in ("Content-Type", "X-Twilio-Signature")}
            same[path] = app.test_client().post(f"/{path}", data=request.get_data(), headers=signed).data
        return Response(same[path], mimetype="text/xml")

    app.add_url_rule("/voice-bare/<path:path>", view_func=bare, methods=["POST"])
    return app


def told() -> Iterator[str]:
    """The ratios and the profile as lines, or why there are none."""
    if shutil.which("wrk"):
        with hotline("tests.bench.webhook:server()") as pid:
            yield from (f"{name}: {_compared(pid, requests)}" for name, requests in _turns())
    else:
        yield "Signed webhook / bare route: not measured, as wrk is not installed (apt-get install wrk)"
    yield f"The dearest steps of a call that comes in: {', '.join(_dearest())}"


def _turns() -> Iterator[tuple[str, list[Request]]]:
    """Kinds of turns by name, each of many calls."""
    calls = [f"CA{number:032x}" for number in range(CALLS)]
    yield "A call comes in", [("/voice", form(call)) for call in calls]
    key = load({"SECRET_KEY": SECRET}).key_for("places")
    yield "The key for the dates", [(address(Place(At.MENU), call, key), form(call, Digits="1")) for call in calls]


def _dearest() -> list[str]:
    """The files of ours and the packages in which most of the time is spent, and how much of it."""
    app, told = create_app({"TWILIO_AUTH_TOKEN": TOKEN, "PUBLIC_URL": URL, "SECRET_KEY": SECRET}), form("CA" + "0" * 32)
    signed, profile = {"X-Twilio-Signature": signature("/voice", told)}, cProfile.Profile()
    for number in range(2 * CALLS):
        with app.test_request_context("/voice", method="POST", data=told, headers=signed):
            # The first ones read the plan.
            profile.runcall(app.full_dispatch_request) if number >= CALLS else app.full_dispatch_request()
    spent = Counter[str]()
    for (file, _, _), (_, _, own, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        spent[_named(file)] += own
    total = sum(spent.values())
    return [f"{name} {seconds / total:.0%}" for name, seconds in spent.most_common(DEAREST)]


def _named(file: str) -> str:
    """A file of ours or of Python by its path, one of others by its package, and what is written in C together."""
    path = Path(file)
    if "site-packages" in path.parts:
        return path.parts[path.parts.index("site-packages") + 1]
    if path.is_relative_to(ROOT):
        return str(path.relative_to(ROOT))
    library = sysconfig.get_path("stdlib")
    return str(path.relative_to(library)) if path.is_relative_to(library) else "in C"


def _compared(pid: int, requests: list[Request]) -> str:
    bare = [(f"/voice-bare{path}", told) for path, told in requests]
    rounds = [(_rate(pid, requests), _rate(pid, bare)) for _ in range(ROUNDS)]
    per_second = statistics.median(hook[0] / bare[0] for hook, bare in rounds)
    cpu = statistics.median(hook[1] / bare[1] for hook, bare in rounds)
    hooks = statistics.median(hook[0] for hook, _ in rounds)
    return f"{per_second:.2f} x the requests per second of a bare route ({hooks:.0f}), {cpu:.1f} x its CPU"


def _rate(pid: int, requests: list[Request]) -> tuple[float, float]:
    """Requests in a second, and CPU seconds of the server for each."""
    with tempfile.TemporaryDirectory() as folder:
        calls, script = Path(folder) / "calls.lua", Path(folder) / "script.lua"
        calls.write_text(_as_lua(requests))
        script.write_text(SCRIPT.format(calls=calls))
        before = cpu_seconds(pid)
        command = ("wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script), URL)
        answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if wrong := re.search(r"Non-2xx.*|Socket errors.*", answer):
        raise RuntimeError(wrong[0])
    count = int(re.search(r"(\d+) requests in", answer)[1])  # type: ignore[index]
    return float(re.search(r"Requests/sec: +([\d.]+)", answer)[1]), (cpu_seconds(pid) - before) / count  # type: ignore[index]


def _as_lua(requests: list[Request]) -> str:
    lines = (
        f'{{path="{path}", body="{urlencode(told)}", headers={{["Content-Type"]="application/x-www-form-urlencoded", '
        f'["X-Twilio-Signature"]="{signature(path, told)}"}}}},'
        for path, told in requests
    )
    return "return {\n" + "\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    print("\n".join(told()))
