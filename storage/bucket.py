"""Store in a bucket (S3 and others, through fsspec): objects are written whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from fsspec.core import url_to_fs

from storage.bucket_lock import locked

AT_ONCE = 8
# How long a caller can wait for one answer of the service; the libraries of some would wait for minutes.
IN_ALL = 4.0
# How services name the time of the last change, and what differs after each.
CHANGED = ("LastModified", "last_modified", "updated", "mtime", "modified", "created")
MARKS = ("ETag", "etag", "md5Hash", "content_md5")
# fsspec's own memory looks first and writes then.
_CREATING = Lock()


@dataclass(frozen=True, order=True)
class Listed:
    """A file as the service describes it: its size in bytes, when it was changed (aware; None: it does not say), and a
    mark that differs when it was ("": it gives none)."""

    name: str
    size: int
    changed: datetime | None
    mark: str


class Bucket:
    """A `storage.store.Store` at an fsspec URL; raises ValueError where the library for it is missing.

    Only one process can create a file where the service knows how to refuse the others: S3 does. What could not be put
    there in time may still arrive.
    """

    def __init__(self, url: str):
        self._files, root = _opened(url)
        self._root = root.rstrip("/")
        self._pool = ThreadPoolExecutor(AT_ONCE)

    def names(self, folder: str) -> list[str]:
        """The names of all files in a folder, hidden ones left out."""
        try:
            found = self._ask("ls", folder, detail=False)
        except FileNotFoundError:
            return []
        names = (path.rpartition("/")[2] for path in found)
        return sorted(f"{folder}/{name}" for name in names if name and not name.startswith("."))

    def listing(self) -> list[Listed]:
        """All files in all folders."""
        try:
            found = self._ask("find", "", detail=True)
        except FileNotFoundError:
            return []
        return [self._listed(path, info) for path, info in found.items()]

    def read(self, name: str, most: int | None = None) -> bytes | None:
        """What a file holds, at most its first bytes; None if there is none."""
        try:
            data: bytes = self._ask("cat_file", name, **({} if most is None else {"start": 0, "end": most}))
        except FileNotFoundError:
            return None
        return data

    def write(self, name: str, data: bytes) -> None:
        """Put a file there, in place of the one before."""
        self._ask("pipe_file", name, data)

    def create(self, name: str, data: bytes) -> bool:
        """Put a file there if there is none; whether this very data stands there now."""
        try:
            with _CREATING:
                self._ask("pipe_file", name, data, mode="create")
        except OSError as error:
            # The answer may have been lost, and the libraries do not agree on how "there is one" is said.
            here = self.read(name)
            if here is None and not isinstance(error, FileExistsError):
                raise
            return here == data
        return True

    def remove(self, name: str) -> None:
        """Remove a file, if there is one."""
        with suppress(FileNotFoundError):
            self._ask("rm_file", name)

    def saved(self, name: str) -> datetime | None:
        """When a file was written, None if there is none."""
        try:
            written: datetime = self._ask("modified", name)
        except FileNotFoundError:
            return None
        return written

    def alone(self, name: str) -> AbstractContextManager[None]:
        """Inside, nobody else is; the lock of somebody who was killed is broken after half a minute."""
        return locked(self, name)

    def _listed(self, path: str, info: dict[str, Any]) -> Listed:
        changed = next((value for key in CHANGED if isinstance(value := info.get(key), datetime)), None)
        mark = next((str(value) for key in MARKS if (value := info.get(key))), "")
        return Listed(path.removeprefix(self._root).strip("/"), int(info.get("size") or 0), changed, mark)

    def _ask(self, method: str, name: str, *args: Any, **more: Any) -> Any:
        ask = getattr(self._files, method)
        try:
            return self._pool.submit(ask, f"{self._root}/{name}", *args, **more).result(IN_ALL)
        except OSError:
            raise
        except Exception as error:
            # Each library has errors of its own besides.
            raise OSError(f"the store does not do what it is asked: {type(error).__name__}") from error


def _opened(url: str) -> tuple[Any, str]:
    try:
        # Without listings that are remembered, each process sees what others have written.
        files, root = url_to_fs(url, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        # The rest of the URL may hold a password.
        kind = url.partition("://")[0]
        raise ValueError(f"nothing can be kept at {kind}://: {error}") from error
    return files, root
