"""Counts in Redis that are not in the store yet: the growing set, and the batch that is being booked."""

import re
from collections import Counter
from dataclasses import dataclass
from secrets import token_hex
from typing import cast

import redis

from ivr.statistics import Counted, Counts
from keep.statistics.counts_file import title, titled
from storage.redis_client import Command

GROWING, TAKEN = "counts:growing", "counts:taken"
ID = re.compile(rb"[0-9a-f]{16}")
NO_ID = b"0"


@dataclass(frozen=True)
class Batch:
    """Counts that are brought into the store together; by its id it is known whether they are there."""

    id: str
    counts: Counts


def added(counts: Counts) -> tuple[Command, ...]:
    """The commands that count this too."""
    # A batch has its id from the beginning, so that whoever reads it knows it in the store as well.
    begins = ("HSETNX", GROWING, "id", token_hex(8))
    return (begins, *(("HINCRBY", GROWING, title(one), count) for one, count in counts.items())) if counts else ()


def pending(client: redis.Redis) -> tuple[Batch, ...]:
    """All that is here."""
    pipe = client.pipeline()
    pipe.hgetall(TAKEN)
    pipe.hgetall(GROWING)
    return tuple(_batch(fields) for fields in pipe.execute() if fields)


def taken(client: redis.Redis) -> Batch | None:
    """The batch that is to be booked: the one left over from last time, or all that has grown since. Only one process
    at a time may ask."""
    if not client.exists(TAKEN) and client.exists(GROWING):
        client.renamenx(GROWING, TAKEN)
    fields = cast(dict[bytes, bytes], client.hgetall(TAKEN))
    return _batch(fields) if fields else None


def forget(client: redis.Redis, batch: str) -> None:
    """This batch is booked."""
    fields = cast(dict[bytes, bytes], client.hgetall(TAKEN))
    if fields and _batch(fields).id == batch:
        client.delete(TAKEN)


def _batch(fields: dict[bytes, bytes]) -> Batch:
    counts: Counter[Counted] = Counter()
    for name, count in fields.items():
        if (one := titled(name.decode(errors="replace"))) and count.isdigit():
            counts[one] += int(count)
    known = fields.get(b"id", NO_ID)
    return Batch((known if ID.fullmatch(known) else NO_ID).decode(), counts)
