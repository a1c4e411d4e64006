"""The server of one process: waitress, which reads in one thread and answers in others, with bounds for strangers."""

import logging
import socket
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from server.channel import Bounds, Channel

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger(__name__)

LOOKS_EVERY_S = 0.5
# What may be on its way to a server that is to stop arrives meanwhile.
LINGERS_S = 3
# For whoever has stopped reading an answer, it does not wait.
READS_S = 3
SETTINGS = {
    # The address of a sound carries its words: a page of long rules makes a long one.
    "max_request_header_size": 32 * 1024,
    # Each request has a limit of its own besides.
    "max_request_body_size": 1 << 30,
    # Only then does it show at once that somebody has gone while being answered.
    "channel_request_lookahead": 1,
    "log_socket_errors": False,
    # What a proxy has added must reach those who ask whether there is one.
    "clear_untrusted_proxy_headers": False,
    "ident": "",
}


class Server(TcpWSGIServer):
    """Answers at a listening socket, in so many threads. The app's extension "takes" tells by the WSGI environment of a
    request how many bytes of its body are wanted: what is longer is read and forgotten, and of 0 nothing is read.
    """

    channel_class = Channel
    is_stopping = False
    _looks_at = 0.0

    def __init__(self, app: "Flask", listening: socket.socket, threads: int, bounds: Bounds | None = None):
        self.bounds = bounds or Bounds()
        self.takes: Callable[[dict[str, Any]], int] = app.extensions["takes"]
        dispatcher = ThreadedTaskDispatcher()
        dispatcher.set_thread_count(threads)
        # That requests wait is no news that anybody can use.
        dispatcher.queue_logger.setLevel(logging.ERROR)
        about = (listening.family, listening.type, listening.proto, listening.getsockname())
        adj = Adjustments(**SETTINGS)
        super().__init__(app, _sock=listening, dispatcher=dispatcher, adj=adj, sockinfo=about, bind_socket=False)

    def turn(self) -> None:
        """Read and send what can be now, or wait for it a moment."""
        wasyncore.loop(LOOKS_EVERY_S, use_poll=True, map=self._map, count=1)

    def stop(self, patience: float) -> None:
        """Answer what has come or is on its way, and nothing else; for so many seconds at most."""
        self.is_stopping = True
        began = time.monotonic()
        while self.active_channels and time.monotonic() - began < LINGERS_S:
            self.turn()
        self.handle_accept()
        self.del_channel()
        self.socket.close()
        while self._answers() and time.monotonic() - began < patience:
            self.turn()

    def end(self) -> None:
        """Close what is open and end the threads; only who goes on without this server needs it."""
        self.task_dispatcher.shutdown()
        wasyncore.close_all(self._map)

    def readable(self) -> bool:
        """Whether one more connection is taken."""
        self._close_overdue()
        return len(self.active_channels) < self.bounds.connections or bool(self._waiting())

    def handle_accept(self) -> None:
        """Take connections; where there are more than can be, those that have waited longest have to go."""
        before = -1
        while before < len(self.active_channels) <= self.bounds.connections:
            before = len(self.active_channels)
            super().handle_accept()
        if len(self.active_channels) > self.bounds.connections:
            min(self._waiting(), key=lambda channel: channel.since).handle_close()

    def handle_error(self) -> None:
        """Go on, where waitress would close the port."""
        log.error("%s while a connection was taken", getattr(sys.exc_info()[0], "__name__", ""))

    def _close_overdue(self) -> None:
        now = time.monotonic()
        if now < self._looks_at:
            return
        self._looks_at = now + LOOKS_EVERY_S
        for channel in self._waiting():
            if now > channel.ends():
                channel.handle_close()

    def _waiting(self) -> list[Channel]:
        return [channel for channel in self.active_channels.values() if not channel.requests]

    def _answers(self) -> bool:
        channels = list(self.active_channels.values())
        reads_since = time.time() - READS_S
        return any(one.requests or (one.total_outbufs_len and one.last_activity > reads_since) for one in channels)
