"""A lock in a bucket: an object that one process alone can create."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from threading import Thread
from typing import Protocol

from storage.locks import in_turn

# Whoever is inside asks the service a few times; after so long the process was killed.
STALE = timedelta(seconds=30)
# How often it is tried to remove a lock that could not be removed, in seconds.
UNLOCKS_EVERY = 1.0


class Objects(Protocol):
    """What a lock needs of a `storage.store.Store`."""

    def read(self, name: str) -> bytes | None:
        """What an object holds, None if there is none."""

    def create(self, name: str, data: bytes) -> bool:
        """Put an object there if there is none; whether this very data stands there now."""

    def remove(self, name: str) -> None:
        """Remove an object, if there is one."""

    def saved(self, name: str) -> datetime | None:
        """When an object was written, None if there is none."""


@contextmanager
def locked(objects: Objects, name: str) -> Iterator[None]:
    """Inside, nobody else is inside under this name; raises OSError for who waits too long. A lock that could not be
    removed is removed as soon as the service answers; that of a killed process is broken after half a minute."""
    folder, _, last = name.rpartition("/")
    lock = _Lock(objects, f"{folder}/.{last}.lock".lstrip("/"))
    try:
        in_turn(lock.take)
    except OSError:
        # It may still arrive, and would hold up everybody else.
        lock.release_later()
        raise
    try:
        yield
    finally:
        try:
            lock.release()
        except OSError:
            # What was done inside is done.
            lock.release_later()


class _Lock:
    def __init__(self, objects: Objects, name: str):
        self._objects = objects
        self._name = name
        self._token = token_hex(16).encode()

    def take(self) -> bool:
        if self._objects.create(self._name, self._token):
            return True
        since = self._objects.saved(self._name)
        if since and datetime.now(UTC) - since > STALE:
            self._objects.remove(self._name)
        return False

    def release(self) -> bool:
        """Whether the lock was one's own, and is removed now."""
        is_own = self._objects.read(self._name) == self._token
        if is_own:
            self._objects.remove(self._name)
        return is_own

    def release_later(self) -> None:
        """Remove the lock in a thread of its own, as soon as it is there and the service answers."""
        Thread(target=self._release_soon, name="unlock", daemon=True).start()

    def _release_soon(self) -> None:
        ends = time.monotonic() + STALE.total_seconds()
        while time.monotonic() < ends:
            with suppress(OSError):
                if self.release():
                    return
            time.sleep(UNLOCKS_EVERY)
