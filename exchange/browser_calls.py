"""The calls of the browser phone, as plain values for JSON."""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from exchange.line import Line
from exchange.line_state import State, state_of
from exchange.network import Network
from exchange.twiml.verbs import KEYS, TwimlError

log = logging.getLogger(__name__)

MOST_LINES = 20
IDLE_SECONDS = 600

# Numbers that Germany's regulator keeps for films and books.
CALLED = "+493023125000"
CALLERS = [f"+493023125{last}" for last in range(100, 1000)]


@dataclass
class OpenCall:
    """An open line, the clock time of the last request for it, and the number of captions delivered."""

    line: Line
    asked: float
    told: int = 0


class BrowserCalls:
    """At most MOST_LINES calls; one without a request for IDLE_SECONDS is hung up. Thread-safe."""

    def __init__(self, network: Network, clock: Callable[[], float] = time.monotonic) -> None:
        self._network = network
        self._clock = clock
        self._calls: dict[str, OpenCall] = {}
        self._lock = threading.RLock()

    def open(self) -> dict[str, object] | None:
        """Dials: {"id": ..., "state": ...}, or None when all lines are in use."""
        with self._lock:
            self._hang_up_the_idle()
            if len(self._calls) >= MOST_LINES:
                return None
            name = secrets.token_urlsafe(16)
            line = self._network.line(secrets.choice(CALLERS), CALLED)
            self._calls[name] = OpenCall(line, self._clock())
            _logged(line.dial)
            return {"id": name, "state": self.look(name)}

    def look(self, name: str) -> State | None:
        """The state of a call with the captions since the last request; None when there is no such call."""
        with self._lock:
            self._hang_up_the_idle()
            call = self._calls.get(name)
            if call is None:
                return None
            call.asked = self._clock()
            captions, call.told = call.line.heard[call.told :], len(call.line.heard)
            if call.line.ended:
                del self._calls[name]
            return state_of(call.line) | {"captions": captions}

    def event(self, name: str, event: object) -> State | None:
        """{"type": "press", "key"}, {"type": "finished", "began"}, {"type": "time_up" or "hangup"}; then as `look`.

        Anything else, and the end of what is over already, changes nothing.
        """
        with self._lock:
            call = self._calls.get(name)
            if call and isinstance(event, dict):
                _handle(call.line, event)
            return self.look(name)

    def speak(self, name: str, sound: bytes) -> State | None:
        """Passes on sound from the page's microphone (see Line.speak, also for the errors); then as `look`."""
        with self._lock:
            if call := self._calls.get(name):
                call.line.speak(sound)
            return self.look(name)

    def _hang_up_the_idle(self) -> None:
        long_ago = self._clock() - IDLE_SECONDS
        for name in [name for name, call in self._calls.items() if call.asked < long_ago]:
            _logged(self._calls.pop(name).line.hang_up)


def _handle(line: Line, event: dict[str, object]) -> None:
    match event:
        case {"type": "press", "key": str(key)} if len(key) == 1 and key in KEYS:
            _logged(lambda: line.press(key))
        case {"type": "finished", "began": line.began}:
            _logged(line.finished)
        case {"type": "time_up"}:
            _logged(line.time_up)
        case {"type": "hangup"}:
            _logged(line.hang_up)


def _logged(event: Callable[[], None]) -> None:
    try:
        event()
    except TwimlError as error:
        # The line has ended by now, and its state says so; the details are for whoever runs the hotline.
        log.error("test phone: %s", error)
