"""A Redis client with a circuit breaker: a call waits 0.3 seconds at most, and a broken Redis is an empty one."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")

# redis-py's own defaults hold a call for up to twelve seconds; Twilio gives up after fifteen.
PATIENCE = 0.3
REST = 5.0
# What a Redis answers that is a copy of another one, or a part of a cluster: what it holds may be old.
TAKES_NOTHING = (
    redis.exceptions.ReadOnlyError,
    redis.exceptions.ClusterError,
    redis.exceptions.ClusterDownError,
    redis.exceptions.AskError,
)
# A key that is written to see whether Redis takes anything, for a minute.
PROBE = "redis:probe"
# One line of log for each kind of refusal in so many seconds.
TOLD_EVERY = 600.0

Value = bytes | None
Command = tuple[str | bytes | int | float, ...]

# KEYS must have the values that ARGV begins with ("" = none); then the commands that follow are run, each as its length
# and its words. What comes back are the keys that have other values, each with that. A key that somebody else uses for
# something else has none, and a command that meets such a key is left out; any other refusal fails the whole.
COMMIT = """
local changed = {}
for i, key in ipairs(KEYS) do
  local now = redis.call('MGET', key)[1] or ''
  if now ~= ARGV[i] then
    changed[#changed + 1] = key
    changed[#changed + 1] = now
  end
end
local i = #KEYS + 1
while #changed == 0 and i <= #ARGV do
  local length = tonumber(ARGV[i])
  local answer = redis.pcall(unpack(ARGV, i + 1, i + length))
  if type(answer) == 'table' and answer.err and not string.find(answer.err, 'WRONGTYPE', 1, true) then
    return redis.error_reply(answer.err)
  end
  i = i + length + 1
end
return changed
"""

# Which of the KEYS have a value, as 0 and 1; asked for so many at once that no call waits for it.
HELD = """
local held = {}
for i, key in ipairs(KEYS) do held[i] = redis.call('EXISTS', key) end
return held
"""
KEYS_AT_ONCE = 500


@dataclass(frozen=True)
class Query(Generic[Answer]):
    """Commands that are sent together, and how their answers (or exceptions) are read."""

    commands: tuple[Command, ...]
    read: Callable[[Sequence[Any]], Answer]


def pool_at(url: str) -> redis.ConnectionPool:
    """Connections to a Redis; whatever its address says besides, answers are bytes and come soon or not at all. Raises
    ValueError and TypeError."""
    pool = redis.ConnectionPool.from_url(url)
    for given in ("decode_responses", "encoding", "encoding_errors", "retry_on_timeout", "retry_on_error"):
        pool.connection_kwargs.pop(given, None)
    own = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE, "retry": Retry(NoBackoff(), 0)}
    pool.connection_kwargs.update(own)
    return pool


class RedisClient:
    """A Redis client with a breaker: after a failure it is left alone for REST seconds. Thread-safe."""

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic):
        self._client = redis.Redis(connection_pool=pool_at(url))
        self._commit = self._client.register_script(COMMIT)
        self._held = self._client.register_script(HELD)
        self._clock = clock
        self._rests_until = 0.0
        self._was_up = True
        self._takes_nothing = False
        self._told: dict[str, float] = {}

    def ask(self, question: Callable[[redis.Redis], Answer], otherwise: Answer) -> Answer:
        """The answer to a question put to the client, or `otherwise` while Redis is away."""
        if self._clock() < self._rests_until:
            return otherwise
        try:
            # What is read from a Redis that takes nothing may be old.
            if self._takes_nothing:
                self._probe()
            answer = question(self._client)
        except TAKES_NOTHING as error:
            self._rests_until = self._clock() + REST
            self._takes_nothing = True
            self._tell("Redis takes nothing (%s); the hotline goes on without it", error)
            return otherwise
        except redis.ResponseError as error:
            # Redis is there, but holds something else under this key.
            self._tell("Redis refuses a question (%s)", error)
            return otherwise
        except redis.RedisError as error:
            self._rests_until = self._clock() + REST
            if self._was_up:
                log.warning("Redis does not answer (%s); the hotline goes on without it", type(error).__name__)
            self._was_up = False
            return otherwise
        self._was_up = True
        return answer

    def ask_all(self, queries: Sequence[Query[Any]]) -> list[Any] | None:
        """The answers to several queries in one round trip, None while Redis is away."""

        def ask(client: redis.Redis) -> list[Any]:
            pipe = client.pipeline(transaction=False)
            for query in queries:
                for command in query.commands:
                    pipe.execute_command(*command)  # type: ignore[no-untyped-call]
            found = pipe.execute(raise_on_error=False)
            for refused in (answer for answer in found if isinstance(answer, TAKES_NOTHING)):
                raise refused
            answers = iter(found)
            return [query.read([next(answers) for _ in query.commands]) for query in queries]

        return (
            self.ask(ask, None) if any(query.commands for query in queries) else [query.read(()) for query in queries]
        )

    def commit(
        self, expected: Mapping[str, bytes | None], commands: Sequence[Command]
    ) -> dict[str, bytes | None] | None:
        """Run the commands at once if all keys still have the expected values (None = no value). Else the values of
        those that have not; {} = done, None = Redis is away and nothing is known."""
        words = [word for command in commands for word in (len(command), *command)]
        arguments = [value or b"" for value in expected.values()] + words

        def commit(client: redis.Redis) -> dict[str, Value]:
            changed = cast(list[bytes], self._commit(list(expected), arguments, client))
            return {key.decode(): value or None for key, value in zip(changed[::2], changed[1::2], strict=True)}

        return self.ask(commit, None) if commands else {}

    def is_up(self) -> bool:
        """Whether Redis answers now, and takes what it is given."""
        return self.ask(lambda client: bool(client.set(PROBE, b"1", ex=60)), False)

    def _probe(self) -> None:
        self._client.set(PROBE, b"1", ex=60)
        self._takes_nothing = False
        self._told.clear()

    def _tell(self, text: str, error: Exception) -> None:
        """A line of log, unless the same was told not long ago."""
        kind, now = type(error).__name__, self._clock()
        if now >= self._told.get(kind, now):
            self._told[kind] = now + TOLD_EVERY
            log.warning(text, kind)

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

    def has_each(self, keys: Sequence[str]) -> list[bool]:
        """Whether each of many keys has a value."""
        starts = range(0, len(keys), KEYS_AT_ONCE)
        return [is_held for start in starts for is_held in self._has_each(keys[start : start + KEYS_AT_ONCE])]

    def _has_each(self, keys: Sequence[str]) -> list[bool]:
        def ask(client: redis.Redis) -> list[bool]:
            return list(map(bool, cast(list[int], self._held(keys, (), client))))

        return self.ask(ask, [False] * len(keys))

    def put(self, key: str, value: bytes, seconds: int | None = None) -> None:
        """Keep a value, for some seconds or until it is replaced."""
        self.ask(lambda client: client.set(key, value, ex=seconds), None)
