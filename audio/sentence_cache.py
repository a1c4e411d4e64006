"""The shelf of spoken sentences: every voice has places of its own, and a worse one never takes a better one's."""

import hashlib
from collections.abc import Sequence
from typing import Protocol

from audio.voices.voice import Voice

# Part of every key: raise it when sentences are to sound different from now on (mastering, manner of speaking).
PIPELINE = "2"
KEPT_SECONDS = 40 * 24 * 3600


class Store(Protocol):
    """Where sounds are kept. A broken store is an empty store: it never raises."""

    def get_many(self, keys: Sequence[str]) -> list[bytes | None]: ...
    def has_all(self, keys: Sequence[str]) -> bool: ...
    def put(self, key: str, value: bytes, seconds: int) -> None: ...


class Shelf:
    """Sentences as raw mu-law, found by voice and words."""

    def __init__(self, store: Store):
        self._store = store

    def has(self, voice: Voice, texts: Sequence[str]) -> bool:
        """Whether all of the sentences are there."""
        return self._store.has_all([key(voice, text) for text in texts])

    def get(self, voice: Voice, texts: Sequence[str]) -> list[bytes | None]:
        """The sounds of the sentences, None for what is not there."""
        return self._store.get_many([key(voice, text) for text in texts])

    def put(self, voice: Voice, text: str, sound: bytes) -> None:
        """Keep a sentence for KEPT_SECONDS."""
        self._store.put(key(voice, text), sound, KEPT_SECONDS)

    def keeps(self) -> bool:
        """Whether what is put here can be found again."""
        probe = f"sound:{PIPELINE}:probe"
        self._store.put(probe, b"1", 60)
        return self._store.has_all([probe])


def key(voice: Voice, text: str) -> str:
    """Under which name a sentence is kept; it tells nothing of the words."""
    return f"sound:{PIPELINE}:{voice.name}:{hashlib.sha256(text.encode()).hexdigest()[:32]}"
