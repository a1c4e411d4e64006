"""The hotline as gunicorn serves it in production, with a Redis of its own, for measuring."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from storage.redis_server import embedded_redis
from tests.conftest import CONTENT, TOKEN

PORT = 8437
URL = f"http://127.0.0.1:{PORT}"
NOTHING_MORE: Mapping[str, str] = {}


@contextmanager
def hotline(app: str = "app:create_app()", more: Mapping[str, str] = NOTHING_MORE) -> Iterator[int]:
    """Serve an app with the example; the id of gunicorn's first process."""
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
        command = (sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", app)
        with subprocess.Popen(command, env={**environ, **more}, stdout=subprocess.DEVNULL) as gunicorn:
            try:
                _wait_until_up()
                yield gunicorn.pid
            finally:
                gunicorn.terminate()


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


def cpu_seconds(pid: int) -> float:
    """What the processes of this one have used so far."""
    stats = [Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split() for child in _children(pid)]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    """What this process and its processes hold in memory now, what they share counted once for each."""
    pages = sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in (pid, *_children(pid)))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _wait_until_up() -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        try:
            urllib.request.urlopen(f"{URL}/health", timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the hotline does not start")
