"""Requests between the processes of one machine: on loopback, over a new connection each."""

import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from exchange.webhook_client import Answer, Fetch, Form

HERE = "127.0.0.1"
# As long as Twilio waits for an answer.
PATIENCE_S = 15
# How long somebody who is being started again is waited for: until it answers, nothing has reached it.
STARTS_WITHIN_S = 10
TRIES_EVERY_S = 0.2
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# What is answered for whoever does not.
AWAY = 502


def over_http(public_url: str, port: int, wait: Callable[[float], object] = time.sleep) -> Fetch:
    """A `Fetch` for the hotline that listens on this machine and calls itself `public_url`; it raises ValueError for
    any other address, and answers AWAY while the hotline does not."""

    def fetch(method: str, url: str, form: Form, headers: Form) -> Answer:
        if not url.startswith(f"{public_url}/"):
            raise ValueError(f"the test network reaches {public_url} only, not {url}")
        body = urlencode(form).encode() if method == "POST" else b""
        ends = time.monotonic() + STARTS_WITHIN_S
        while True:
            try:
                return ask(port, method, url.removeprefix(public_url), body, FORM | dict(headers))
            except ConnectionRefusedError:
                if time.monotonic() > ends:
                    return Answer(AWAY, "", b"")
            except (OSError, HTTPException):
                return Answer(AWAY, "", b"")
            wait(TRIES_EVERY_S)

    return fetch


def ask(port: int, method: str, target: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """The answer of whoever listens on this port; raises OSError and HTTPException."""
    connection = HTTPConnection(HERE, port, timeout=PATIENCE_S)
    try:
        connection.request(method, target, body, {**headers, "Connection": "close"})
        answer = connection.getresponse()
        return Answer(answer.status, answer.getheader("Content-Type", ""), answer.read())
    finally:
        connection.close()
