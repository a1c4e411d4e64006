"""The cache of spoken sentences, by voice and text."""

import hashlib
from collections.abc import Sequence
from typing import Protocol

from audio.voices.voice import Voice

# Part of every key: raise it when sentences are to sound different from now on (mastering, manner of speaking).
PIPELINE = "3"
KEPT_SECONDS = 40 * 24 * 3600


class Store(Protocol):
    """A key-value store with expiry. It never raises: a broken store behaves as an empty one."""

    def get_many(self, keys: Sequence[str]) -> list[bytes | None]: ...
    def has_all(self, keys: Sequence[str]) -> bool: ...
    def has_each(self, keys: Sequence[str]) -> list[bool]: ...
    def put(self, key: str, value: bytes, seconds: int) -> None: ...


class SentenceCache:
    """Sentences as raw mu-law, by voice and text."""

    def __init__(self, store: Store):
        self._store = store

    def has(self, voice: Voice, texts: Sequence[str]) -> bool:
        """Whether all of the sentences are cached."""
        return self._store.has_all([cache_key(voice, text) for text in texts])

    def missing(self, voice: Voice, texts: Sequence[str]) -> list[str]:
        """Those of many sentences that are not cached."""
        held = self._store.has_each([cache_key(voice, text) for text in texts])
        return [text for text, is_held in zip(texts, held, strict=True) if not is_held]

    def get(self, voice: Voice, texts: Sequence[str]) -> list[bytes | None]:
        """The sounds of the sentences, None for those not cached."""
        return self._store.get_many([cache_key(voice, text) for text in texts])

    def put(self, voice: Voice, text: str, sound: bytes) -> None:
        """Caches a sentence for KEPT_SECONDS."""
        self._store.put(cache_key(voice, text), sound, KEPT_SECONDS)

    def is_available(self) -> bool:
        """Whether the store accepts and returns values now."""
        probe = f"sound:{PIPELINE}:probe"
        self._store.put(probe, b"1", 60)
        return self._store.has_all([probe])


def cache_key(voice: Voice, text: str) -> str:
    """The key of a sentence in the store; contains only a hash of the text."""
    return f"sound:{PIPELINE}:{voice.name}:{hashlib.sha256(text.encode()).hexdigest()[:32]}"
