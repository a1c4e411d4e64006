"""make bench: what a webhook and many groups cost, how long callers listen, and what guessing is worth."""

import os
import statistics
import tempfile
import urllib.request
from pathlib import Path

from flask import Flask, Response
from twilio.request_validator import RequestValidator

from app import create_app
from tests.bench import cold, hearing, listening_time, many_groups, voices
from tests.bench.guessing import chance, chance_to_lead
from tests.bench.running import FORM, URL, gunicorn, is_up, running, signed, wait_for
from tests.conftest import CONTENT, TOKEN
from tests.support import killed_hotline, kills

ROUNDS, REQUESTS = 7, 150
KILLS = 500


def server() -> Flask:
    """The hotline, and beside it a bare route that answers the same bytes."""
    app = create_app()
    signature = RequestValidator(TOKEN).compute_signature(f"{URL}/voice", FORM)
    same = create_app().test_client().post("/voice", data=FORM, headers={"X-Twilio-Signature": signature}).data
    app.add_url_rule("/bare", view_func=lambda: Response(same, mimetype="text/xml"), methods=["POST"])
    return app


def webhook_against_bare_route() -> float:
    """CPU time of one signed webhook, as a multiple of the bare route's; same server, same run."""
    command = gunicorn("tests.bench.__main__:server()")
    with tempfile.TemporaryDirectory() as data, running(command, CONTENT, Path(data)) as server:
        wait_for(is_up, 20)
        rounds = [_cpu(server.pid, "/voice") / _cpu(server.pid, "/bare") for _ in range(ROUNDS)]
    return statistics.median(rounds)


def _cpu(pid: int, path: str) -> float:
    request = signed(path)
    before = _cpu_of_children(pid)
    for _ in range(REQUESTS):
        with urllib.request.urlopen(request, timeout=10) as answer:
            answer.read()
    return _cpu_of_children(pid) - before


def _cpu_of_children(pid: int) -> float:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    stats = [Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split() for child in children]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    print(f"CPU of a signed webhook / CPU of a bare route with the same bytes: {webhook_against_bare_route():.2f}")
    print("\n".join(many_groups.told()))
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
