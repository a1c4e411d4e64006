"""Stores for small files: a folder of this machine, or a bucket."""

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from storage.disk import Disk


class Store(Protocol):
    """Small files by names as "ansagen/rose.txt". Each is there whole or not at all, whatever is killed or full.

    Every method raises OSError when the disk or the service fails; then nothing is promised of what was asked.
    """

    def names(self, folder: str) -> list[str]:
        """The names of all files in a folder, in order: "ansagen/rose.txt"."""

    def read(self, name: str) -> bytes | None:
        """What a file holds, None if there is none."""

    def write(self, name: str, data: bytes) -> None:
        """Put a file there, in place of the one before. When this returns, it is durable."""

    def create(self, name: str, data: bytes) -> bool:
        """Put a file there if there is none: one of many processes can. Whether this very data stands there now; if so,
        it is durable."""

    def remove(self, name: str) -> None:
        """Remove a file, if there is one."""

    def saved(self, name: str) -> datetime | None:
        """When a file was written (aware), None if there is none."""

    def alone(self, name: str) -> AbstractContextManager[None]:
        """Inside, nobody else is inside under this name: no thread, no process. Whoever waits too long gets OSError."""


def store_at(url: str) -> Store:
    """The store at a path or file:// of this machine, or at what fsspec can open ("s3://bucket/prefix"). Raises
    ValueError, in words for whoever runs the hotline."""
    protocol, _, rest = url.rpartition("://")
    if protocol in ("", "file"):
        return Disk(Path(rest))
    # Whoever keeps everything on the own machine needs none of it.
    from storage.bucket import Bucket

    return Bucket(url)
