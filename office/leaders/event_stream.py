"""Server-sent events: pushes each change of a view to a limited number of browsers."""

import time
from collections.abc import Callable, Iterator
from threading import BoundedSemaphore

from flask import Response, request, stream_with_context

# Each stream holds one of the threads that answer calls; other browsers poll instead.
MAX_STREAMS = 4
# A browser drops an event without any words.
END_EVENT = "ende"
POLL_S, KEEPALIVE_S, LIFETIME_S = 1, 15, 300


class Streams:
    """The open streams of this process; they end once `go_on()` is false, so that the process can stop."""

    def __init__(self) -> None:
        self.go_on: Callable[[], bool] = lambda: True
        self._free = BoundedSemaphore(MAX_STREAMS)

    def of(self, event: str, look: Callable[[], str | None]) -> Response | None:
        """A response that sends `look()` as an event whenever it has changed, and END_EVENT once it is None.

        None if MAX_STREAMS are open. After LIFETIME_S the browser has to reconnect.
        """
        if not self._free.acquire(blocking=False):
            return None
        response = Response(stream_with_context(self._changes(event, look)), mimetype="text/event-stream")
        # nginx would hold back what comes until there is more of it.
        response.headers["X-Accel-Buffering"] = "no"
        response.call_on_close(self._free.release)
        return response

    def _changes(self, event: str, look: Callable[[], str | None]) -> Iterator[str]:
        before = ""
        has_gone: Callable[[], bool] = request.environ.get("waitress.client_disconnected", lambda: False)
        for second in range(0, LIFETIME_S, POLL_S):
            if not self.go_on() or has_gone():
                return
            if (seen := look()) is None:
                yield _encoded(END_EVENT, END_EVENT)
                return
            if seen != before:
                yield _encoded(event, seen)
                before = seen
            elif second % KEEPALIVE_S == 0:
                # Whether anybody is still there shows only when something is sent.
                yield ": lebt\n\n"
            time.sleep(POLL_S)


def _encoded(event: str, text: str) -> str:
    return "".join((f"event: {event}\n", *(f"data: {line}\n" for line in text.splitlines()), "\n"))
