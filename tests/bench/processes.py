"""What a second web process is worth, and what 20 reloads cost 200 callers, both on loopback.

`python -m tests.bench.processes` prints it. The load is signed webhooks over kept connections, from processes of its
own, a bounded number; what it costs itself is told, since on a small machine it takes cores from what is measured.
"""

import os
import signal
import socket
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import cast

from storage.redis_server import embedded_redis
from tests.bench.running import cpu_seconds, own_cpu_seconds
from tests.conftest import SECRET
from tests.support.callers import calls_come_in
from tests.support.processes import Processes, free_ports
from tests.support.staff import EXAMPLE
from tests.support.strangers import call

ROUNDS, SECONDS, CONNECTIONS, GENERATORS = 5, 4.0, 16, 2
RELOADS, CALLERS = 20, 200


@dataclass(frozen=True)
class Load:
    """How many webhooks were answered in a second, and the CPU seconds that each cost the web and the generator."""

    per_second: float
    cpu: float
    own_cpu: float


def told() -> Iterator[str]:
    """The figures, a line each."""
    one, two = (measured(count) for count in (1, 2))
    yield f"Webhooks a second of two web processes / of one: {two.per_second / one.per_second:.2f}, {_cores()}"
    yield f"CPU of a webhook with two processes / with one: {two.cpu / one.cpu:.2f}"
    yield f"CPU of the load itself / of a webhook: {one.own_cpu / one.cpu:.2f}"
    answered, failed, seconds = reloaded()
    yield f"{RELOADS} reloads under {CALLERS} calls: {failed} of {answered} failed, {seconds:.0f} s a reload"


def _cores() -> str:
    return f"on {len(os.sched_getaffinity(0))} cores that the load shares"


def measured(count: int) -> Load:
    """The median of some rounds with so many web processes."""
    with _hotline(count) as processes:
        rounds = [_round(processes) for _ in range(ROUNDS)]
    values = zip(*((one.per_second, one.cpu, one.own_cpu) for one in rounds), strict=True)
    return Load(*map(statistics.median, values))


def reloaded() -> tuple[int, int, float]:
    """Calls that were answered while processes were renewed, those that were not, and how long a reload took."""
    with _hotline(2) as processes, calls_come_in(processes.environ["PORT"], CALLERS, pause=4) as answered:
        began = time.monotonic()
        for _ in range(RELOADS):
            before = {*processes.answering()}
            processes.tell("web", signal.SIGHUP)
            processes.until(lambda: len(now := {*processes.answering()}) == 2 and not now & before)  # noqa: B023
        seconds = (time.monotonic() - began) / RELOADS
    return answered.count, len(answered.failed), seconds


@contextmanager
def _hotline(count: int) -> Iterator[Processes]:
    with tempfile.TemporaryDirectory() as scratch, embedded_redis(Path(scratch)):
        folder, (web, exchange) = Path(scratch), free_ports(2)
        settings = {"PORT": web, "EXCHANGE_PORT": exchange, "WEB_PROCESSES": str(count), "SECRET_KEY": SECRET}
        settings |= {"DATA_DIR": f"{folder}/d", "CONTENT_DIR": str(EXAMPLE), "VOICES": "espeak"}
        processes = Processes(settings | {"REDIS_URL": f"unix://{folder}/redis.sock"}, folder / "log")
        try:
            processes.start("web")
            processes.until_it_answers()
            processes.until(lambda: len(processes.answering()) == count)
            time.sleep(2)
            yield processes
        finally:
            processes.end()


def _round(processes: Processes) -> Load:
    before = _cpu(processes)
    with ProcessPoolExecutor(GENERATORS) as pool:
        loads = [pool.submit(generate, processes.environ["PORT"], CONNECTIONS // GENERATORS) for _ in range(GENERATORS)]
        results = [load.result() for load in loads]
    asked = sum(count for count, _ in results)
    own = sum(cpu for _, cpu in results)
    return Load(asked / SECONDS, (_cpu(processes) - before) / asked, own / asked)


def generate(port: str, connections: int) -> tuple[int, float]:
    """Send webhooks over so many connections for some seconds, on each the next one as soon as the last is answered:
    how many were answered, and the CPU seconds that it took."""
    sent = call(f"http://127.0.0.1:{port}").replace(b"Connection: close", b"Connection: keep-alive")
    count, began = 0, own_cpu_seconds()
    with DefaultSelector() as waits, ExitStack() as open_ones:
        for _ in range(connections):
            connection = open_ones.enter_context(socket.create_connection(("127.0.0.1", int(port)), 10))
            waits.register(connection, EVENT_READ)
            connection.sendall(sent)
        ends = time.monotonic() + SECONDS
        while time.monotonic() < ends:
            for ready, _ in waits.select(1):
                connection = cast(socket.socket, ready.fileobj)
                _read_answer(connection)
                connection.sendall(sent)
                count += 1
    return count, own_cpu_seconds() - began


def _read_answer(connection: socket.socket) -> None:
    answer = connection.recv(65536)
    while answer and b"</Response>" not in answer:
        answer += connection.recv(65536)
    if not answer.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(answer[:100])


def _cpu(processes: Processes) -> float:
    """CPU seconds of the processes that answer."""
    return cpu_seconds(processes.running["web"].pid)


if __name__ == "__main__":
    for line in told():
        print(line, flush=True)
