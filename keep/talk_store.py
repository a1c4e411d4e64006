"""The talks and the seats of calls, as they stand in Redis."""

from collections.abc import Callable
from functools import reduce
from itertools import islice
from typing import Any, cast

import redis
from redis.client import Pipeline

from ivr.model.talk import Talk
from keep.talk_json import packed, unpacked

TALK = "talk:"
SEAT = "seat:"
# Longer than any meeting.
FORGOTTEN_AFTER = 12 * 3600
# More rooms than a contact point has.
ROOMS = 1000

Step = tuple[Callable[..., Talk], tuple[Any, ...]]


def found(client: redis.Redis, room: str) -> Talk | None:
    """The talk in a room, None if it is not known or cannot be read."""
    # Unlike GET, MGET takes a key of another kind for one without a value.
    return unpacked(cast(list[bytes | None], client.mget([TALK + room]))[0])


def changed(client: redis.Redis, room: str, known: Talk, steps: tuple[Step, ...]) -> Talk:
    """Make the steps in the talk that stands here; where none does, make the last of them in what is `known`."""

    def change(pipe: Pipeline) -> Talk:
        here = found(pipe, room)
        before, todo = (known, steps[-1:]) if here is None else (here, steps)
        after = reduce(lambda talk, step: step[0](talk, *step[1]), todo, before)
        pipe.multi()
        if after != (here or Talk()):
            pipe.set(TALK + room, packed(after), ex=FORGOTTEN_AFTER)
        for person in {*after.seats} - {*(here or Talk()).seats}:
            pipe.sadd(SEAT + person, room)
            pipe.expire(SEAT + person, FORGOTTEN_AFTER)
        return after

    # redis-py's types know only functions whose value nobody wants.
    return cast(Talk, client.transaction(cast(Any, change), TALK + room, value_from_callable=True))


def rooms(client: redis.Redis) -> frozenset[str]:
    """Every room of which something stands here, at most so many as ROOMS."""
    names = _words(islice(client.scan_iter(f"{TALK}*", count=1000), ROOMS))
    return frozenset(name.removeprefix(TALK) for name in names)


def rooms_of(client: redis.Redis, person: str) -> frozenset[str]:
    """The rooms in which a person has had a seat."""
    return _words(client.smembers(SEAT + person))


def _words(names: Any) -> frozenset[str]:
    return frozenset(name.decode(errors="replace") for name in names)
