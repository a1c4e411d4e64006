"""Processes of the hotline that a bench starts, and the requests it makes of them."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from tests.conftest import TOKEN

PORT = 8437
URL = f"http://127.0.0.1:{PORT}"
FORM = {"CallSid": "CA" + "0" * 32, "From": "+493023125999", "To": "+493023125000", "CallStatus": "ringing"}


def gunicorn(app: str) -> tuple[str, ...]:
    """The command of a web process."""
    return ("gunicorn", "--bind", f"127.0.0.1:{PORT}", "--threads", "2", app)


@contextmanager
def running(command: tuple[str, ...], content: Path, data: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process with this content, and what it keeps in `data`; it ends with the block."""
    environ = os.environ | {
        "TWILIO_AUTH_TOKEN": TOKEN,
        "PUBLIC_URL": URL,
        "VOICES": "espeak",
        "SECRET_KEY": "only for the bench",
        "DATA_DIR": str(data),
        "CONTENT_DIR": str(content),
    }
    with subprocess.Popen([sys.executable, "-m", *command], env=environ, stdout=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def signed(path: str) -> urllib.request.Request:
    """A webhook as Twilio signs it."""
    signature = RequestValidator(TOKEN).compute_signature(URL + path, FORM)
    return urllib.request.Request(URL + path, urlencode(FORM).encode(), {"X-Twilio-Signature": signature})


def is_up() -> bool:
    """Whether the web process answers."""
    try:
        urllib.request.urlopen(f"{URL}/health", timeout=5).close()
    except OSError:
        return False
    return True


def wait_for(happened: Callable[[], object], patience: float) -> float:
    """The seconds until something has happened; raises RuntimeError after `patience` seconds."""
    began = time.monotonic()
    while not happened():
        if time.monotonic() - began > patience:
            raise RuntimeError("what was waited for did not happen")
        time.sleep(0.05)
    return time.monotonic() - began
