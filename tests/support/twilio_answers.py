"""What Twilio's REST API may answer, right or wrong."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Said:
    """An answer: its status, its body in the pieces in which it comes, and its headers."""

    status: int
    pieces: Iterable[bytes]
    headers: Mapping[str, str] = field(default_factory=dict)


Answer = Callable[[], Said]


def says(status: int, body: str) -> Answer:
    """This status and this body."""
    return lambda: Said(status, [body.encode()], {"Content-Length": str(len(body))})


def sounds(body: bytes, length: int | None = None) -> Answer:
    """A sound, which claims to be so long."""
    claimed = str(len(body) if length is None else length)
    return lambda: Said(200, [body], {"Content-Length": claimed, "Content-Type": "audio/x-wav"})


def leads(place: str) -> Answer:
    """What is asked for is elsewhere."""
    return lambda: Said(302, [], {"Location": place, "Content-Length": "0"})


def drips(seconds: float, every: float = 0.05) -> Answer:
    """A body that comes byte by byte."""

    def drops() -> Iterable[bytes]:
        for _ in range(round(seconds / every)):
            time.sleep(every)
            yield b"."

    return lambda: Said(200, drops())


def together(number: int) -> Answer:
    """Nobody is answered before so many have asked."""
    gate = threading.Barrier(number, timeout=5)

    def joint() -> Said:
        gate.wait()
        return says(200, "{}")()

    return joint


def silent(seconds: float) -> Answer:
    """An answer that comes too late for anybody who is not so patient."""

    def late() -> Said:
        time.sleep(seconds)
        return says(200, "{}")()

    return late
