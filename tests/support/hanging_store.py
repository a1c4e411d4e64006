"""A store that hangs when it is read, until it is told to go on."""

from contextlib import AbstractContextManager
from datetime import datetime
from threading import Event

from storage.store import Store


class HangingStore:
    """`store`, and whether it answers; `asked` is how often it was read or listed."""

    def __init__(self, store: Store):
        self._store = store
        self._answers = Event()
        self._answers.set()
        self.asked = 0

    def hang(self) -> None:
        self._answers.clear()

    def go_on(self) -> None:
        self._answers.set()

    def names(self, folder: str) -> list[str]:
        self._wait()
        return self._store.names(folder)

    def read(self, name: str) -> bytes | None:
        self._wait()
        return self._store.read(name)

    def write(self, name: str, data: bytes) -> None:
        self._store.write(name, data)

    def create(self, name: str, data: bytes) -> bool:
        return self._store.create(name, data)

    def remove(self, name: str) -> None:
        self._store.remove(name)

    def saved(self, name: str) -> datetime | None:
        return self._store.saved(name)

    def alone(self, name: str) -> AbstractContextManager[None]:
        return self._store.alone(name)

    def _wait(self) -> None:
        self.asked += 1
        # Never for ever: a test that fails must come to an end.
        self._answers.wait(60)
