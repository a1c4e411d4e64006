"""Where each call is, for as long as it lasts: so it is known where somebody hung up, and how long he was in a room."""

import re
import threading
import time
from collections.abc import Callable
from functools import partial

import redis

from ivr.statistics import Stand
from storage.redis_client import Link

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

    def of(self, call: str) -> Stand | None:
        """Where a call is."""
        return _latest(self._known(call), self._link.ask(partial(_found, call=call), None))

    def moves(self, call: str, to: Stand) -> None:
        """From now on it is there."""
        if self._link.ask(partial(_keep, call=call, stand=to), False):
            self._forget(call)
            return
        with self._lock:
            self._here.pop(call, None)
            self._here[call] = (to, self._clock())
            if len(self._here) > CALLS:
                del self._here[next(iter(self._here))]

    def leaves(self, call: str) -> Stand | None:
        """It is over. Where it was last; None if that is not known, or was told before."""
        known = self._known(call)
        self._forget(call)
        return _latest(known, self._link.ask(partial(_taken, call=call), None))

    def _known(self, call: str) -> Stand | None:
        with self._lock:
            stand, since = self._here.get(call, (None, 0.0))
        return stand if self._clock() - since < FORGOTTEN_AFTER else None

    def _forget(self, call: str) -> None:
        with self._lock:
            self._here.pop(call, None)


def _keep(client: redis.Redis, call: str, stand: Stand) -> bool:
    client.set(KEY + call, f"{stand.place} {stand.group} {stand.inside:d} {stand.since}", ex=FORGOTTEN_AFTER)
    return True


def _found(client: redis.Redis, call: str) -> Stand | None:
    # Unlike GET, MGET takes a key of another kind for one without a value.
    return _read(client.mget([KEY + call]))


def _taken(client: redis.Redis, call: str) -> Stand | None:
    pipe = client.pipeline()
    pipe.mget([KEY + call])
    pipe.delete(KEY + call)
    return _read(pipe.execute()[0])


def _read(values: object) -> Stand | None:
    value = values[0] if isinstance(values, list) else None
    found = WRITTEN.fullmatch(value) if isinstance(value, bytes) else None
    return Stand(found[1].decode(), found[2].decode(), found[3] == b"1", float(found[4])) if found else None


def _latest(*stands: Stand | None) -> Stand | None:
    return max((stand for stand in stands if stand), key=lambda stand: stand.since, default=None)
