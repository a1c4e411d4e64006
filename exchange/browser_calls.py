"""The calls of the browser phone, as plain values for JSON."""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

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
    """An open line, the clock time of the last request for it, the number of captions delivered, and the number of the
    last event from the page, which sends one again when it has heard no answer."""

    line: Line
    asked: float
    told: int = 0
    last: object = None
    lock: threading.Lock = field(default_factory=threading.Lock)


class BrowserCalls:
    """At most MOST_LINES calls; one without a request for IDLE_SECONDS is hung up. Thread-safe: one call never waits
    for another."""

    def __init__(self, network: Network, clock: Callable[[], float] = time.monotonic) -> None:
        self._network = network
        self._clock = clock
        self._calls: dict[str, OpenCall] = {}
        self._lock = threading.Lock()

    def open(self) -> dict[str, object] | None:
        """Dials: {"id": ..., "state": ...}, or None when all lines are in use."""
        self._hang_up_the_idle()
        line = self._network.line(secrets.choice(CALLERS), CALLED)
        call, name = OpenCall(line, self._clock()), secrets.token_urlsafe(16)
        with self._lock:
            if len(self._calls) >= MOST_LINES:
                return None
            self._calls[name] = call
        _logged(line.dial)
        return {"id": name, "state": self._state(name, call)}

    def look(self, name: str) -> State | None:
        """The state of a call with the captions since the last request; None when there is no such call."""
        call = self._asked_about(name)
        return self._state(name, call) if call else None

    def event(self, name: str, event: object) -> State | None:
        """{"type": "press", "key"}, {"type": "finished", "began"}, {"type": "time_up" or "hangup"}, each perhaps with a
        "number" that is another one than that of the event before; then as `look`.

        Anything else, what was told already, and the end of what is over already, changes nothing.
        """
        call = self._asked_about(name)
        if call and isinstance(event, dict):
            with call.lock:
                number = event.get("number")
                if number is None or number != call.last:
                    call.last = number
                    _handle(call.line, event)
        return self._state(name, call) if call else None

    def speak(self, name: str, sound: bytes) -> State | None:
        """Passes on sound from the page's microphone (see Line.speak, also for the errors); then as `look`."""
        call = self._asked_about(name)
        if call:
            call.line.speak(sound)
        return self._state(name, call) if call else None

    def _asked_about(self, name: str) -> OpenCall | None:
        self._hang_up_the_idle()
        with self._lock:
            call = self._calls.get(name)
            if call:
                call.asked = self._clock()
            return call

    def _state(self, name: str, call: OpenCall) -> State:
        with call.line.at_rest():
            captions, call.told = call.line.heard[call.told :], len(call.line.heard)
            state = state_of(call.line) | {"captions": captions}
        if call.line.ended:
            with self._lock:
                self._calls.pop(name, None)
        return state

    def _hang_up_the_idle(self) -> None:
        long_ago = self._clock() - IDLE_SECONDS
        with self._lock:
            idle = [self._calls.pop(name) for name, call in [*self._calls.items()] if call.asked < long_ago]
        for call in idle:
            _logged(call.line.hang_up)


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
