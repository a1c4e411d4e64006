"""Where each call is, for as long as it lasts: so it is known where somebody hung up, and how long he was in a room."""

import re
import threading
import time
from collections.abc import Callable

from ivr.statistics import Stand
from storage.redis_client import Command, Link, Query

KEY = "stand:"
# Longer than any call.
FORGOTTEN_AFTER = 12 * 3600
# More calls at a time than a hotline has.
CALLS = 1000
WRITTEN = re.compile(rb"([a-z_]*) ([a-z0-9]*) ([01]) ([0-9]{1,12}(?:\.[0-9]{1,9})?)")


class Whereabouts:
    """Remembers calls under a keyed hash: in Redis, and while it is away in this process. Thread-safe."""

    def __init__(self, link: Link, clock: Callable[[], float] = time.monotonic):
        self._link = link
        self._clock = clock
        self._here: dict[str, tuple[Stand, float]] = {}
        self._lock = threading.Lock()

    def query(self, call: str) -> Query[Stand | None]:
        """Reads the position that Redis holds of a call."""
        # Unlike GET, MGET takes a key of another kind for one without a value.
        return Query((("MGET", KEY + call),), lambda answers: _read(answers[0]))

    def latest(self, call: str, stored: Stand | None) -> Stand | None:
        """The position of a call, which Redis or this process knows; None before its first."""
        return max(filter(None, (self._known(call), stored)), key=lambda stand: stand.since, default=None)

    def moved(self, call: str, to: Stand) -> Command:
        """The command that keeps a position in Redis."""
        return ("SET", KEY + call, f"{to.place} {to.group} {to.inside:d} {to.since}", "EX", FORGOTTEN_AFTER)

    def move_here(self, call: str, to: Stand) -> None:
        """Keep a position in this process, while Redis is away."""
        with self._lock:
            self._here.pop(call, None)
            self._here[call] = (to, self._clock())
            if len(self._here) > CALLS:
                del self._here[next(iter(self._here))]

    def forget_here(self, call: str) -> None:
        """Forget what this process knows of a call, as Redis knows better, or the call is over."""
        with self._lock:
            self._here.pop(call, None)

    def pop(self, call: str) -> Stand | None:
        """The last position of a call that is over; None if it is not known, or was asked for before."""
        found = self._link.ask_all(
            [Query((("MGET", KEY + call), ("DEL", KEY + call)), lambda answers: _read(answers[0]))]
        )
        last = self.latest(call, found[0] if found else None)
        self.forget_here(call)
        return last

    def _known(self, call: str) -> Stand | None:
        with self._lock:
            stand, since = self._here.get(call, (None, 0.0))
        return stand if self._clock() - since < FORGOTTEN_AFTER else None


def _read(values: object) -> Stand | None:
    value = values[0] if isinstance(values, list) else None
    found = WRITTEN.fullmatch(value) if isinstance(value, bytes) else None
    return Stand(found[1].decode(), found[2].decode(), found[3] == b"1", float(found[4])) if found else None
