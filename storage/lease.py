"""A lease in Redis: of many processes on many machines one holds it, until it lets go or is silent for too long."""

import time
from collections.abc import Callable, Mapping
from secrets import token_hex

from storage.redis_client import RedisClient

# How long a lease outlives its holder, in seconds; it is renewed three times as often.
OUTLIVES = 12


class Lease:
    """The lease kept under a key. While Redis is away whoever held it goes on, and nobody else gets it."""

    def __init__(self, redis_client: RedisClient, key: str):
        self._redis = redis_client
        self._key = key
        self._token = token_hex(16).encode()
        self._is_held = False

    @property
    def fence(self) -> Mapping[str, bytes | None]:
        """What Redis must hold for something to be written by the holder alone, for `RedisClient.commit`."""
        return {self._key: self._token}

    def take(self) -> bool:
        """Take the lease if nobody else holds it, or hold it longer; whether it is held."""
        held = ("SET", self._key, self._token, "EX", OUTLIVES)
        for expected in (None, self._token):
            found = self._redis.commit({self._key: expected}, [held])
            if found is None:
                return self._is_held
            if not found:
                self._is_held = True
                return True
        self._is_held = False
        return False

    def release(self) -> None:
        """Let somebody else have it at once."""
        if self._is_held:
            self._redis.commit(self.fence, [("DEL", self._key)])
        self._is_held = False

    def wait(self, wait: Callable[[float], object] = time.sleep) -> None:
        """Return when the lease is held."""
        while not self.take():
            wait(OUTLIVES / 3)

    def keep(self, lost: Callable[[], object], wait: Callable[[float], object] = time.sleep) -> None:
        """Renew it for ever; call `lost` once somebody else holds it."""
        while self.take():
            wait(OUTLIVES / 3)
        lost()
