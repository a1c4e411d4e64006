"""Copies of the calendars on the internet that groups name: the last good one of each, or why there is none."""

import hashlib
import json
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from reading.calendar.addresses import addresses_named
from reading.files import NOT_FETCHED, File, Files
from storage.store import Store

FOLDER = "kalender"
# Of so long ago a copy is old, and the office is told.
OLD = timedelta(days=1)
# A line may be taken out and put back; then the copy goes, which holds names and addresses.
UNNAMED, FORGETS_EVERY = timedelta(days=14), 3600.0
# How long what was read from the store counts, in seconds.
LOOKS_EVERY = 5.0


@dataclass(frozen=True)
class Copy:
    """What is kept of one calendar: its bytes as Latin-1 ("" = none yet), when they were last fetched, when that was
    last tried (ISO), and why it failed ("" = it did not)."""

    address: str
    text: str = ""
    fetched: str = ""
    tried: str = ""
    why: str = ""


class PublishedCalendars:
    """The copies in a store, by address. `now` is the time (aware). Of a store that fails what was read last counts."""

    def __init__(self, store: Store, now: Callable[[], datetime], clock: Callable[[], float] = time.monotonic):
        self._store = store
        self._now = now
        self._clock = clock
        self._known: dict[str, tuple[float, Copy]] = {}
        self._forgets_at = float("-inf")

    def copies(self, files: Files) -> Files:
        """A file by its address for each calendar that the files name: its copy, dated where it is old, or else what
        is wrong with it."""
        return {address: self._file(self.copy(address)) for address in addresses_named(files)}

    def copy(self, address: str) -> Copy:
        """What is kept of a calendar."""
        read_at, known = self._known.get(address, (float("-inf"), Copy(address)))
        if self._clock() < read_at + LOOKS_EVERY:
            return known
        with suppress(OSError):
            known = _unpacked(self._store.read(_name(address)), address)
        self._known[address] = (self._clock(), known)
        return known

    def keep(self, address: str, raw: bytes, is_same: Callable[[bytes, bytes], bool]) -> None:
        """Keeps what was fetched; the bytes of before stay where they mean the same. Raises OSError."""
        before, moment = self.copy(address), self._now().isoformat()
        text = raw.decode("latin-1")
        if before.text and is_same(before.text.encode("latin-1"), raw):
            text = before.text
        self._write(Copy(address, text, moment, moment))

    def fail(self, address: str, why: str) -> None:
        """Notes why there is no newer copy. Raises OSError."""
        self._write(replace(self.copy(address), tried=self._now().isoformat(), why=why))

    def forget_all_but(self, addresses: Collection[str]) -> None:
        """Removes, now and then, the copies of calendars that nobody has named for UNNAMED. Raises OSError."""
        if self._clock() < self._forgets_at:
            return
        self._forgets_at = self._clock() + FORGETS_EVERY
        for name in {*self._store.names(FOLDER)} - {_name(address) for address in addresses}:
            tried = _unpacked(self._store.read(name), "").tried
            if not tried or self._now() - datetime.fromisoformat(tried) > UNNAMED:
                self._store.remove(name)

    def _write(self, copy: Copy) -> None:
        self._store.write(_name(copy.address), json.dumps(asdict(copy)).encode())
        self._known[copy.address] = (self._clock(), copy)

    def _file(self, copy: Copy) -> File:
        if not copy.text:
            return File(NOT_FETCHED + copy.why.encode())
        fetched = datetime.fromisoformat(copy.fetched)
        is_old = self._now() - fetched > OLD
        return File(copy.text.encode("latin-1"), fetched.date() if is_old else None)


def _name(address: str) -> str:
    return f"{FOLDER}/{hashlib.sha256(address.encode()).hexdigest()[:32]}.json"


def _unpacked(raw: bytes | None, address: str) -> Copy:
    try:
        found: Mapping[str, str] = json.loads(raw or b"{}")
        copy = Copy(**{**found, "address": address})
        copy.text.encode("latin-1")
        return copy if not copy.text or datetime.fromisoformat(copy.fetched) else Copy(address)
    except (ValueError, TypeError, AttributeError):  # somebody else's
        return Copy(address)
