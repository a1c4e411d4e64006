"""Call positions: where each live call is, to count where callers hang up and how long they stay."""

import re
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
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

    def query(self, calls: Sequence[str]) -> Query[dict[str, Stored]]:
        """Reads what Redis holds of these calls."""
        # Unlike GET, MGET takes a key of another kind for one without a value.
        return Query((("MGET", *(KEY + call for call in calls)),), lambda answers: _read(calls, answers))

    def latest(self, call: str, stored: Stored | None) -> CallPosition | None:
        """The position of a call, which Redis (None: it is away) or this process knows; None before its first."""
        known = [stand for stand in (self._known(call), stored.position if stored else None) if stand]
        return max(known, key=lambda stand: stand.since, default=None)

    def expected(self, stored: Mapping[str, Stored]) -> dict[str, Value]:
        """What Redis must still hold, so that nothing is counted twice or left out."""
        return {KEY + call: one.raw for call, one in stored.items()}

    def changed(
        self, before: Mapping[str, CallPosition | None], after: Mapping[str, CallPosition | None]
    ) -> tuple[Command, ...]:
        """The commands that keep positions in Redis, and forget calls that are over (None)."""
        return tuple(
            ("SET", KEY + call, _written(to), "EX", FORGOTTEN_AFTER) if to else ("DEL", KEY + call)
            for call, to in after.items()
            if to or before[call]
        )

    def keep_here(self, positions: Mapping[str, CallPosition | None]) -> None:
        """Keep positions in this process, while Redis is away."""
        self.forget_here(positions)
        with self._lock:
            self._here |= {call: (to, self._clock()) for call, to in positions.items() if to}
            while len(self._here) > CALLS:
                del self._here[next(iter(self._here))]

    def forget_here(self, calls: Iterable[str]) -> None:
        """Forget what this process knows of calls, as Redis knows better, or they are over."""
        with self._lock:
            for call in calls:
                self._here.pop(call, None)

    def _known(self, call: str) -> CallPosition | None:
        with self._lock:
            stand, since = self._here.get(call, (None, 0.0))
        return stand if self._clock() - since < FORGOTTEN_AFTER else None


def _written(position: CallPosition) -> str:
    return f"{position.place} {position.group} {position.inside:d} {position.since}"


def _read(calls: Sequence[str], answers: Sequence[Any]) -> dict[str, Stored]:
    values = answers[0] if answers and isinstance(answers[0], list) else [None] * len(calls)
    return {call: _stored(raw) for call, raw in zip(calls, values, strict=True)}


def _stored(raw: bytes | None) -> Stored:
    found = WRITTEN.fullmatch(raw or b"")
    position = CallPosition(found[1].decode(), found[2].decode(), found[3] == b"1", float(found[4])) if found else None
    return Stored(position, raw)
