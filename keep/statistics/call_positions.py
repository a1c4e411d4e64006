"""Call positions: where each live call is, to count where callers hang up and how long they stay."""

import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ivr.statistics import CallPosition
from storage.redis_client import Command, Query, RedisClient, Value

KEY = "stand:"
# Longer than any call.
FORGOTTEN_AFTER = 12 * 3600
# More calls at a time than a hotline has.
CALLS = 1000
WRITTEN = re.compile(rb"([a-z_]*) ([a-z0-9]*) ([01]) ([0-9]{1,12}(?:\.[0-9]{1,9})?)")


@dataclass(frozen=True)
class Stored:
    """What Redis holds of a call: its position, and the value that it was read from."""

    position: CallPosition | None = None
    raw: bytes | None = None


class CallPositions:
    """Remembers calls under a keyed hash: in Redis, and while it is away in this process. Thread-safe."""

    def __init__(self, redis_client: RedisClient, clock: Callable[[], float] = time.monotonic):
        self._redis = redis_client
        self._clock = clock
        self._here: dict[str, tuple[CallPosition, float]] = {}
        self._lock = threading.Lock()

    def query(self, call: str) -> Query[Stored]:
        """Reads what Redis holds of a call."""
        # Unlike GET, MGET takes a key of another kind for one without a value.
        return Query((("MGET", KEY + call),) if call else (), _read)

    def latest(self, call: str, stored: Stored | None) -> CallPosition | None:
        """The position of a call, which Redis (None: it is away) or this process knows; None before its first."""
        known = [stand for stand in (self._known(call), stored.position if stored else None) if stand]
        return max(known, key=lambda stand: stand.since, default=None)

    def expected(self, call: str, stored: Stored | None) -> dict[str, Value]:
        """What Redis must still hold for this to be the first time that a call ends."""
        return {KEY + call: stored.raw} if stored else {}

    def ended(self, call: str) -> tuple[Command, ...]:
        """The commands that forget a call."""
        return (("DEL", KEY + call),)

    def moved(self, call: str, to: CallPosition) -> Command:
        """The command that keeps a position in Redis."""
        return ("SET", KEY + call, f"{to.place} {to.group} {to.inside:d} {to.since}", "EX", FORGOTTEN_AFTER)

    def move_here(self, call: str, to: CallPosition) -> None:
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

    def _known(self, call: str) -> CallPosition | None:
        with self._lock:
            stand, since = self._here.get(call, (None, 0.0))
        return stand if self._clock() - since < FORGOTTEN_AFTER else None


def _read(answers: Sequence[Any]) -> Stored:
    raw = answers[0][0] if answers and isinstance(answers[0], list) else None
    found = WRITTEN.fullmatch(raw or b"")
    position = CallPosition(found[1].decode(), found[2].decode(), found[3] == b"1", float(found[4])) if found else None
    return Stored(position, raw)
