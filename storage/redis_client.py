"""Redis, asked so that a call never waits for it: a broken Redis is an empty Redis."""

import logging
import time
from collections.abc import Callable, Sequence
from typing import TypeVar, cast

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")

# redis-py's own defaults hold a call for up to twelve seconds; Twilio gives up after fifteen.
PATIENCE = 0.3
REST = 5.0


class Link:
    """A Redis client with a breaker: after a failure it is left alone for REST seconds. Thread-safe."""

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic):
        self._redis = redis.Redis.from_url(
            url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=Retry(NoBackoff(), 0)
        )
        self._clock = clock
        self._rests_until = 0.0
        self._was_up = True

    def ask(self, question: Callable[[redis.Redis], Answer], otherwise: Answer) -> Answer:
        """The answer to a question put to the client, or `otherwise` while Redis is away."""
        if self._clock() < self._rests_until:
            return otherwise
        try:
            answer = question(self._redis)
        except redis.ResponseError as error:
            # Redis is there, but holds something else under this key.
            log.warning("Redis refuses a question (%s)", type(error).__name__)
            return otherwise
        except redis.RedisError as error:
            self._rests_until = self._clock() + REST
            if self._was_up:
                log.warning("Redis does not answer (%s); the hotline goes on without it", type(error).__name__)
            self._was_up = False
            return otherwise
        self._was_up = True
        return answer

    def is_up(self) -> bool:
        """Whether Redis answers now."""
        return self.ask(lambda client: bool(client.ping()), False)

    def get(self, key: str) -> bytes | None:
        """The value of a key, None if there is none."""
        return self.get_many([key])[0]

    def get_many(self, keys: Sequence[str]) -> list[bytes | None]:
        """The values of many keys in one round trip."""
        nothing: list[bytes | None] = [None] * len(keys)
        # redis-py's types leave open whether answers are decoded; this client's are bytes.
        return self.ask(lambda client: cast(list[bytes | None], client.mget(keys)), nothing) if keys else []

    def has_all(self, keys: Sequence[str]) -> bool:
        """Whether every one of the keys has a value."""
        return self.ask(lambda client: client.exists(*set(keys)), 0) == len(set(keys)) if keys else True

    def put(self, key: str, value: bytes, seconds: int | None = None) -> None:
        """Keep a value, for some seconds or until it is replaced."""
        self.ask(lambda client: client.set(key, value, ex=seconds), None)
