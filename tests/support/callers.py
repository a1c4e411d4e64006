"""Calls that come in one after the other, and whether each of them is answered."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.support.strangers import call, said


@dataclass
class Answered:
    """How many calls were answered, and how the others failed."""

    count: int = 0
    failed: list[str] = field(default_factory=list)


@contextmanager
def calls_come_in(port: str, at_once: int = 4, pause: float = 0.2) -> Iterator[Answered]:
    """Meanwhile so many people call, again and again with a pause of some seconds, over a new connection each."""
    answered, ends, incoming = Answered(), threading.Event(), call(f"http://127.0.0.1:{port}")

    def dial() -> None:
        while not ends.is_set():
            try:
                answer = said(int(port), incoming, 20)
            except OSError as error:
                answer = type(error).__name__.encode()
            if answer.startswith(b"HTTP/1.1 200"):
                answered.count += 1
            else:
                answered.failed.append(answer[:40].decode())
            ends.wait(pause)

    threads = [threading.Thread(target=dial) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    try:
        yield answered
    finally:
        ends.set()
        for thread in threads:
            thread.join()
