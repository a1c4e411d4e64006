"""A Redis between whose socket and ours somebody counts: how often a question is sent and an answer waited for."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LARGEST = 1 << 16


class Counted:
    """How many round trips there were. Several commands that are sent together are one."""

    def __init__(self) -> None:
        self.round_trips = 0
        self._lock = threading.Lock()

    def connect(self, ours: socket.socket, redis: socket.socket) -> None:
        """Pass on what both sides say, until one of them ends."""
        is_answered = threading.Event()
        is_answered.set()

        def ask() -> None:
            while said := _heard(ours):
                with self._lock:
                    self.round_trips += is_answered.is_set()
                    is_answered.clear()
                redis.sendall(said)
            redis.close()

        threading.Thread(target=ask, daemon=True).start()
        while said := _heard(redis):
            is_answered.set()
            ours.sendall(said)
        ours.close()


@contextmanager
def counted_redis(redis: Path, here: Path) -> Iterator[Counted]:
    """The Redis at the socket `redis` answers at the socket `here` too, and there it is counted."""
    counted = Counted()
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(here))
        door.listen()

        def opens() -> None:
            with suppress(OSError):
                while True:
                    ours, _ = door.accept()
                    to_redis = socket.socket(socket.AF_UNIX)
                    to_redis.connect(str(redis))
                    threading.Thread(target=counted.connect, args=(ours, to_redis), daemon=True).start()

        threading.Thread(target=opens, daemon=True).start()
        yield counted
        door.shutdown(socket.SHUT_RDWR)


def _heard(side: socket.socket) -> bytes:
    with suppress(OSError):
        return side.recv(LARGEST)
    return b""
