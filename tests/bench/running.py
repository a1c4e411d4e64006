"""Processes of the hotline that a bench starts, and the requests it makes of them."""

import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from storage.redis_server import embedded_redis
from tests.conftest import TOKEN
from tests.support.staff import EXAMPLE

PORT = 8437
URL = f"http://127.0.0.1:{PORT}"
SECRET = "only for the bench"
NOTHING_MORE: Mapping[str, str] = {}


def gunicorn(app: str = "app:create_app()") -> tuple[str, ...]:
    """The command of the web process, as the Procfile has it."""
    return ("gunicorn", "--config", "gunicorn.conf.py", app)


@contextmanager
def hotline(app: str = "app:create_app()", processes: int = 1) -> Iterator[int]:
    """The example in the best voice, with so many web processes and a Redis; the id of the process they come from."""
    with tempfile.TemporaryDirectory() as folder, embedded_redis(data := Path(folder)):
        more = {"VOICES": "", "REDIS_URL": f"unix://{data}/redis.sock", "WEB_PROCESSES": str(processes)}
        with running(gunicorn(app), EXAMPLE, data, more) as web:
            wait_for(is_up, 60)
            yield web.pid


@contextmanager
def running(
    command: tuple[str, ...], content: Path, data: Path, more: Mapping[str, str] = NOTHING_MORE
) -> Iterator[subprocess.Popen[bytes]]:
    """A process with this content, and what it keeps in `data`; it ends with the block."""
    environ = os.environ | {
        "TWILIO_AUTH_TOKEN": TOKEN,
        "PUBLIC_URL": URL,
        "VOICES": "espeak",
        "PORT": str(PORT),
        "SECRET_KEY": SECRET,
        "STAFF_PASSWORD": SECRET,
        "DATA_DIR": str(data),
        "CONTENT_DIR": str(content),
    }
    environ |= more
    with subprocess.Popen([sys.executable, "-m", *command], env=environ, stdout=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def form(call: str, **more: str) -> dict[str, str]:
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


def signature(path: str, told: Mapping[str, str], url: str = URL) -> str:
    """Twilio's signature of a form at a path of the hotline at `url`."""
    signed: str = RequestValidator(TOKEN).compute_signature(url + path, told)
    return signed


def signed(path: str) -> urllib.request.Request:
    """A webhook as Twilio signs it."""
    told = form("CA" + "0" * 32)
    return urllib.request.Request(URL + path, urlencode(told).encode(), {"X-Twilio-Signature": signature(path, told)})


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


def cpu_seconds(pid: int) -> float:
    """What the processes of this one have used so far."""
    stats = [Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split() for child in _children(pid)]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


def own_cpu_seconds() -> float:
    """What this process has used so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def memory_mb(pid: int) -> float:
    """What this process and its processes hold in memory now, what they share counted once for each."""
    pages = sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in (pid, *_children(pid)))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
