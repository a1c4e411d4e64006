"""A connection and the request that comes in on it: bounded in time, and in what is kept of a body."""

import logging
import sys
import time
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import Any

from waitress.adjustments import Adjustments
from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.receiver import FixedStreamReceiver
from waitress.task import WSGITask

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Bounds:
    """How many connections there are at most, and how long each may wait, in seconds: for the head of a first request,
    for another one, for somebody who reads an answer; a body may take as long as it does at `bytes_a_second`.
    """

    # More than callers who are answered at the same moment, and less than the 1,024 files that a process may have open.
    connections: int = 500
    # Twilio's requests, and those of a proxy that buffers, arrive in milliseconds.
    head_s: float = 10
    # Whoever keeps a connection for later must not find it closed: Caddy keeps one for two minutes.
    kept_s: float = 150
    answer_s: float = 60
    bytes_a_second: int = 16 * 1024


class Nowhere(OverflowableBuffer):
    """Where a body goes that is refused: it is read, so that the answer arrives, and not kept."""

    def append(self, s: bytes) -> None:
        """Forget it."""


class Request(HTTPRequestParser):
    """A request while it arrives; `ends` is when all of it must be there."""

    # waitress has no types.
    adj: Any
    body_rcv: Any
    content_length: int

    def __init__(self, channel: "Channel", adj: Adjustments):
        super().__init__(adj)
        self.ends = time.monotonic() + channel.bounds.head_s
        self._channel = channel
        self._is_unread = False

    def parse_header(self, header_plus: bytes) -> None:
        """Once the head is there, the app says how many bytes of a body it takes."""
        super().parse_header(header_plus)
        if self.body_rcv is None:
            return
        most = self._channel.server.takes(WSGITask(self._channel, self).get_environment())
        self.ends += (most if self.chunked else min(self.content_length, most)) / self._channel.bounds.bytes_a_second
        if not most:
            self._leave_unread()
        elif self.chunked:
            self.adj = copy(self.adj)
            self.adj.max_request_body_size = most
        elif self.content_length > most:
            self.body_rcv = FixedStreamReceiver(self.content_length, Nowhere(0))

    def received(self, data: bytes) -> int:
        """How many of these bytes belong to this request."""
        read: int = super().received(data)
        return len(data) if self._is_unread else read

    def _leave_unread(self) -> None:
        # What may still come is no request: the connection ends with the answer.
        self.headers["CONNECTION"] = "close"
        self._is_unread, self.body_rcv, self.content_length, self.expect_continue = True, None, 0, False


class Channel(HTTPChannel):
    """A connection; `since` is when it began to wait for its next request (seconds of time.monotonic())."""

    def __init__(self, server: Any, *args: Any, **more: Any):
        self.bounds: Bounds = server.bounds
        self.since, self._waits = time.monotonic(), self.bounds.head_s
        self.parser_class = partial(Request, self)
        super().__init__(server, *args, **more)

    def received(self, data: bytes) -> bool:
        """Take what has arrived; a server that is to stop still answers it, and then closes."""
        taken: bool = super().received(data)
        for request in self.requests if self.server.is_stopping else ():
            request.headers["CONNECTION"] = "close"
        return taken

    def service(self) -> None:
        """Answer, in a thread."""
        super().service()
        self.since, self._waits = time.monotonic(), self.bounds.kept_s

    def ends(self) -> float:
        """When this connection has waited for too long."""
        if self.request is not None:
            return float(self.request.ends)
        return self.since + (self.bounds.answer_s if self.total_outbufs_len else self._waits)

    def handle_error(self) -> None:
        """Close. An error's message can hold what was sent, and so a caller's number: only its kind is logged."""
        log.error("%s while a request was read", getattr(sys.exc_info()[0], "__name__", ""))
        self.handle_close()
