"""One folder for the pages of many machines: the worker beside it shows its files, and carries out their edits."""

import json
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from secrets import token_hex
from typing import Any, cast

from keep.content.local_folder import LocalFolder
from keep.content.packed_edition import packed, unpacked
from keep.content.source import Source
from reading.files import File, Files, fingerprint
from reading.problem import EditConflict
from storage.redis_client import RedisClient

# Whose plan is on air, the files of it as they are, and edits that other machines ask for.
OWNER, FILES, EDITS = "content:source", "content:files", "content:edits"
# The source of a worker that waits because the plan of another one is on air, and how long that counts (seconds).
REFUSED, REFUSED_COUNTS = "content:refused", 60
# In seconds: how long an edit may take, how often its end is looked for, and how long that is known.
PATIENCE, LOOKS_EVERY, KNOWN_FOR = 8.0, 0.1, 120
DONE, CONFLICT, FAILED = b"done", b"conflict", b"failed"


class SharedFolder:
    """A `Source`: the folder of this machine, unless the plan of another machine's folder is on air. Then that one's
    files are read and written, by way of Redis."""

    def __init__(self, folder: LocalFolder, redis_client: RedisClient):
        self.name = folder.name
        self._folder = folder
        self._redis = redis_client
        self._owner: str | None = None
        self._files: dict[str, File] = {}

    def read(self) -> dict[str, File]:
        """The files as they are now; those of another machine as its worker has seen them last."""
        if self._is_here():
            return self._folder.read()
        kept = self._redis.get(FILES)
        found = unpacked(kept) if kept else None
        if found:
            self._files = {**found[0]}
        return self._files

    def write(self, name: str, raw: bytes | None, before: bytes | None) -> None:
        """Put bytes into a file, or remove it."""
        if self._is_here():
            self._folder.write(name, raw, before)
        else:
            _ask_for(self._redis, name, raw, before)

    def changes(self) -> Iterator[object]:
        """Of the folder of this machine: only its worker asks."""
        return self._folder.changes()

    def _is_here(self) -> bool:
        """While Redis is away, the plan is where it was."""
        owner = self._redis.get(OWNER)
        self._owner = owner.decode(errors="replace") if owner else self._owner
        return self._owner in (None, self.name)


class EditsFromElsewhere:
    """What the worker beside the folder does for other machines; `seen` are the files as it has read them last, the
    same object until it has read others."""

    def __init__(self, redis_client: RedisClient, folder: Source, seen: Callable[[], Files]):
        self._redis = redis_client
        self._folder = folder
        self._seen = seen
        self._last_seen: Files | None = None

    def run(self, wait: Callable[[float], object] = time.sleep) -> None:
        """Work for ever."""
        while True:
            self.work()
            wait(LOOKS_EVERY)

    def work(self) -> None:
        """Show the files to the pages of other machines, and carry out what is asked for."""
        seen = self._seen()
        if seen is not self._last_seen or not self._redis.has_all([FILES]):
            self._show()
        self._last_seen = seen
        while asked := self._redis.ask(lambda client: cast(bytes | None, client.lpop(EDITS)), None):
            self._carry_out(json.loads(asked))

    def _show(self) -> None:
        self._redis.put(FILES, packed(self._folder.read(), {}))

    def _carry_out(self, asked: dict[str, Any]) -> None:
        answer = self._answer(asked["name"], asked["raw"], asked["before"])
        self._show()
        self._redis.put(_answered(asked["id"]), answer, KNOWN_FOR)

    def _answer(self, name: str, raw: str | None, before: str) -> bytes:
        there = self._folder.read().get(name)
        if fingerprint(there.raw if there else None) != before:
            return CONFLICT
        try:
            self._folder.write(name, None if raw is None else b64decode(raw), there.raw if there else None)
        except OSError:
            return FAILED
        return DONE


def _ask_for(redis_client: RedisClient, name: str, raw: bytes | None, before: bytes | None) -> None:
    number, text = token_hex(16), None if raw is None else b64encode(raw).decode()
    edit = json.dumps({"id": number, "name": name, "raw": text, "before": fingerprint(before)})
    if not redis_client.ask(lambda client: client.rpush(EDITS, edit), 0):
        raise OSError("Redis, by which the folder is reached, does not answer")
    answer = _wait_for(redis_client, number, edit)
    if answer == CONFLICT:
        raise EditConflict("somebody else has changed it")
    if answer != DONE:
        raise OSError("the machine with the folder does not do it")


def _wait_for(redis_client: RedisClient, number: str, edit: str) -> bytes | None:
    ends = time.monotonic() + PATIENCE
    while not (answer := redis_client.get(_answered(number))) and time.monotonic() < ends:
        time.sleep(LOOKS_EVERY)
    # What nobody has begun must not be done later, when it has long been said that it is not.
    if not answer and not redis_client.ask(lambda client: client.lrem(EDITS, 1, edit), 0):
        time.sleep(1)
        answer = redis_client.get(_answered(number))
    return answer


def _answered(number: str) -> str:
    return f"content:edit:{number}"
