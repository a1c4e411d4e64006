"""The content in a bucket: the same files, written with any tool that knows the service."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from ivr.model.moment import in_berlin
from keep.content.folder import Copies, by_small_names, is_looked_at, no_copies
from keep.content.source import every_few_seconds
from reading.files import File, is_content_file, max_bytes
from reading.problem import EditConflict
from storage.bucket import Bucket, Listed

log = logging.getLogger(__name__)

AT_ONCE = 8


class BucketFolder:
    """A `Source` at an fsspec URL. Only what has changed is fetched. Raises ValueError where the library for it is
    missing."""

    def __init__(self, url: str, copies: Copies = no_copies):
        self.name = url
        self._bucket = Bucket(url)
        self._copies = copies
        self._pool = ThreadPoolExecutor(AT_ONCE)
        # What was fetched last, and how the service described it.
        self._files: dict[str, File] = {}
        self._listed: dict[str, Listed] = {}
        self._works = True

    def read(self) -> dict[str, File]:
        """The files as they are now; the last known ones while the service does not answer."""
        try:
            self._fetch()
            self._works = True
        except OSError as error:
            self._complain(error)
        return {**self._files, **self._copies(self._files)}

    def write(self, name: str, raw: bytes | None, before: bytes | None) -> None:
        """Put bytes into a file, or remove it."""
        self._fetch()
        real = self._listed[name].name if name in self._listed else name
        if self._bucket.read(real) != before:
            raise EditConflict("somebody else has changed it")
        if raw is None:
            self._bucket.remove(real)
        else:
            self._bucket.write(real, raw)

    def changes(self) -> Iterator[object]:
        """A bucket tells of no changes."""
        return every_few_seconds()

    def _fetch(self) -> None:
        there = sorted((one.name, one) for one in self._bucket.listing() if is_looked_at(one.name))
        listed = dict(by_small_names(there))
        changed = [name for name, one in listed.items() if not one.mark or self._listed.get(name) != one]
        fetched = self._pool.map(lambda name: self._file(name, listed[name]), changed)
        found = {**self._files, **dict(zip(changed, fetched, strict=True))}
        self._files = {name: file for name in listed if (file := found.get(name))}
        self._listed = {name: listed[name] for name in self._files}

    def _file(self, name: str, listed: Listed) -> File | None:
        """None for one that has gone meanwhile."""
        # One byte more than the parser takes, so that it can say that a file is too big.
        most = max_bytes(name) + 1 if listed.size > max_bytes(name) else None
        raw = self._bucket.read(listed.name, most) if is_content_file(name) else b""
        return None if raw is None else File(raw, in_berlin(listed.changed).date() if listed.changed else None)

    def _complain(self, error: OSError) -> None:
        if self._works:
            log.warning("The content cannot be read (%s); it stays as it was read last", type(error).__name__)
        self._works = False
