"""Webhooks that nobody may act on: unsigned, forged, changed after they were signed, or no form at all.

python -m tests.chaos.garbage PORT COUNT sends them, and prints how often each status was answered.
"""

import asyncio
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from urllib.parse import urlencode

from tests.bench.load import Client
from tests.bench.running import form, signature
from tests.support.processes import ROOT

AT_ONCE = 16
FORM = "application/x-www-form-urlencoded"
Webhook = tuple[str, bytes, str, str]


def _unsigned(path: str, url: str) -> Webhook:
    return path, _body(), FORM, ""


def _forged(path: str, url: str) -> Webhook:
    return path, _body(), FORM, "".join(random.choices("ABCDEFabcdef0123456789+/", k=27)) + "="


def _changed(path: str, url: str) -> Webhook:
    """Another key was pressed than the one that was signed."""
    told = form(_call(), Digits="1")
    return path, urlencode(told | {"Digits": "12"}).encode(), FORM, signature(path, told, url)


def _elsewhere(path: str, url: str) -> Webhook:
    """The signature of another address."""
    told = form(_call())
    return path, urlencode(told).encode(), FORM, signature("/voice/other", told, url)


def _bytes(path: str, url: str) -> Webhook:
    return path, random.randbytes(random.randrange(2000)), random.choice((FORM, "text/xml", "\xff")), "x"


KINDS: tuple[Callable[[str, str], Webhook], ...] = (_unsigned, _forged, _changed, _elsewhere, _bytes)
PATHS = ("/voice", "/voice/status", "/voice/status/room", "/voice/status/recording", "/voice/%00", "/voice/x/y/z")


def send(port: int, count: int) -> dict[int, int]:
    """Send so many from a process of its own; how often each status was answered, 0 for none."""
    command = [sys.executable, "-m", "tests.chaos.garbage", str(port), str(count)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, timeout=1800).stdout
    return {int(status): answered for status, answered in json.loads(told).items()}


async def _send(client: Client, count: int) -> Counter[int]:
    statuses, numbers = Counter[int](), iter(range(count))
    url = f"http://127.0.0.1:{client.port}"

    async def sends() -> None:
        for _ in numbers:
            path, body, kind, signed = random.choice(KINDS)(random.choice(PATHS), url)
            head = f"Content-Type: {kind}\r\nX-Twilio-Signature: {signed}\r\n"
            statuses[(await client.send("POST", path, body, head))[0]] += 1

    await asyncio.gather(*(sends() for _ in range(AT_ONCE)))
    client.close()
    return statuses


def _call() -> str:
    return f"CA{random.getrandbits(128):032x}"


def _body() -> bytes:
    return urlencode(form(_call(), Digits="1")).encode()


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_send(Client(int(sys.argv[1])), int(sys.argv[2])))))
