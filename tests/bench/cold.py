"""What a hotline costs that has just been started: the first sound of a page, the start, and the memory of a process.

python -m tests.bench.cold
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError

from audio.library import Library
from audio.page import sentences
from audio.voices.registry import select_voices
from audio.voices.voice import Voice
from storage.redis_client import RedisClient
from tests.bench.hearing import pages
from tests.support.http_caller import Telephone
from tests.support.whistling_voices import Broken

ROOT = Path(__file__).parents[2]
# As where nobody has chosen a voice.
FIRST = "pico,espeak"
PORT, CALLS = 8438, 50
PATIENCE = 600.0
MEMORY = ("Rss", "Pss")
NAMES = {"procfile": "starts", "gunicorn": "web", "worker": "worker", "exchange": "exchange", "valkey": "redis"}


def first_sounds(voice: Voice, words: Sequence[str]) -> list[tuple[float, float]]:
    """Seconds until each page is heard that was never spoken before and is kept nowhere, and of them the voice's."""
    found = []
    for page in words:
        library, began = Library((voice,), Broken(), b"bench"), time.perf_counter()
        library.sound(voice.name, page)
        heard = time.perf_counter()
        for sentence in sentences(page):
            voice.speak(sentence.text)
        found.append((heard - began, time.perf_counter() - heard))
    return found


def seconds_until_the_first_call(url: str) -> float:
    """From now until a call is answered."""
    began = time.monotonic()
    while time.monotonic() < began + PATIENCE:
        with suppress(URLError, OSError):
            # A telephone that meets nobody would wait for half a second.
            socket.create_connection(("127.0.0.1", PORT), 1).close()
            Telephone(url).hang_up()
            return time.monotonic() - began
        time.sleep(0.02)
    raise RuntimeError("no call was answered")


@contextmanager
def started(data: Path) -> Iterator[int]:
    """What `make run` starts, with the example in the first voice; its process id."""
    settings = {"PORT": str(PORT), "DATA_DIR": str(data), "CONTENT_DIR": str(ROOT / "beispiel"), "VOICES": ""}
    environ = os.environ | settings | {"REDIS_URL": "", "PUBLIC_URL": "", "TWILIO_AUTH_TOKEN": ""}
    # Where nobody wants it otherwise, Python keeps what it has compiled.
    environ["PYTHONDONTWRITEBYTECODE"] = ""
    command = (sys.executable, "-m", "procfile")
    with subprocess.Popen(command, env=environ, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        try:
            yield process.pid
        finally:
            process.terminate()


def memory(pid: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The kilobytes of a process and all below it, as in MEMORY, by what they do."""
    with suppress(OSError):
        rollup = dict(line.split(":") for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
        command = Path(f"/proc/{pid}/cmdline").read_text()
        name = next((name for word, name in NAMES.items() if word in command), "sh")
        yield name, tuple(int(rollup[kind].split()[0]) for kind in MEMORY)
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from memory(int(child))


def table(pid: int) -> Iterator[str]:
    """RSS and PSS in MB of each process of a running hotline, and of all."""
    found = list(memory(pid))
    for name, kilobytes in (*found, ("all", tuple(map(sum, zip(*(each for _, each in found), strict=True))))):
        yield f"  {name:<9}" + "".join(f"{size / 1024:8.1f}" for size in kilobytes)


def told() -> Iterator[str]:
    """All of it, as lines."""
    voice = select_voices(FIRST)[0]
    seconds = first_sounds(voice, [page.words for page in pages(voice.name)])
    heard, ratio = (
        statistics.median(each) for each in zip(*((all_, all_ / alone) for all_, alone in seconds), strict=True)
    )
    yield f"A page never spoken before, without Redis: {heard:.2f} s, {ratio:.2f} times the voice ({voice.name}) alone"
    url = f"http://127.0.0.1:{PORT}"
    with tempfile.TemporaryDirectory() as folder:
        with started(Path(folder)) as pid:
            yield f"From the first start to the first call: {seconds_until_the_first_call(url):.1f} s"
            _until_all_is_spoken(Path(folder))
        with started(Path(folder)) as pid:
            yield f"From the second start to the first call: {seconds_until_the_first_call(url):.1f} s"
            _until_all_is_spoken(Path(folder))
            for _ in range(CALLS):
                caller = Telephone(url)
                caller.press("1", "2", "9")
                caller.hang_up()
            yield f"Megabytes (resident, proportional) after {CALLS} calls:"
            yield from table(pid)


def _until_all_is_spoken(data: Path) -> None:
    """Wait until the number of sentences that Redis keeps has not grown for ten seconds."""
    redis_client, ends = RedisClient(f"unix://{data}/redis.sock"), time.monotonic() + PATIENCE
    counts = [-1, 0]
    while (counts[-1] != counts[-2] or not counts[-1]) and time.monotonic() < ends:
        time.sleep(10)
        counts.append(redis_client.ask(lambda client: int(client.dbsize()), 0))


if __name__ == "__main__":
    for line in told():
        print(line, flush=True)
