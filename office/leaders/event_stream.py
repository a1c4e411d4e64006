"""What somebody looks at for a while: the server tells each change by itself (server-sent events), to some at once."""

import time
from collections.abc import Callable, Iterator
from threading import BoundedSemaphore

from flask import Response, request, stream_with_context

# A stream holds one of the threads that answer calls: whoever finds none free asks every few seconds instead.
MOST = 4
# A browser drops an event without any words.
OVER = "ende"
LOOKS_EVERY_S, ALIVE_EVERY_S, LASTS_S = 1, 15, 300


class Streams:
    """The streams of this process. They end once `go_on()` is false: a process that is to stop waits for nobody."""

    def __init__(self) -> None:
        self.go_on: Callable[[], bool] = lambda: True
        self._free = BoundedSemaphore(MOST)

    def of(self, event: str, look: Callable[[], str | None]) -> Response | None:
        """Events of that name with what `look()` sees, whenever that is new, and the event OVER once it is None; no
        stream when too many look already. After some minutes a browser has to ask anew."""
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
        for second in range(0, LASTS_S, LOOKS_EVERY_S):
            if not self.go_on() or has_gone():
                return
            if (seen := look()) is None:
                yield _written(OVER, OVER)
                return
            if seen != before:
                yield _written(event, seen)
                before = seen
            elif second % ALIVE_EVERY_S == 0:
                # Whether anybody is still there shows only when something is sent.
                yield ": lebt\n\n"
            time.sleep(LOOKS_EVERY_S)


def _written(event: str, text: str) -> str:
    return "".join((f"event: {event}\n", *(f"data: {line}\n" for line in text.splitlines()), "\n"))
