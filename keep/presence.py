"""Who is in which room, told by the carrier's conference events; kept under hashes that say nothing about a caller."""

import hmac
from collections import Counter
from collections.abc import Callable
from typing import cast

import redis

from keep.link import Link

PRESENT = "present"
# Longer than any meeting; a leave that was lost does not count for ever.
FORGOTTEN_AFTER = 12 * 3600


class Presence:
    """People in rooms, as a set of "room:person" in Redis, so that an event told twice counts once."""

    def __init__(self, link: Link, key: bytes):
        self._link = link
        self._key = key
        self._told: dict[str, Callable[[str, str], None]] = {
            "participant-join": self._join,
            "participant-leave": self._leave,
            "conference-end": self._end,
        }

    def told(self, event: str, room: str, call: str) -> None:
        """Take in one conference event (Twilio's StatusCallbackEvent, FriendlyName, CallSid); others change nothing."""
        if event in self._told:
            self._told[event](room, hmac.digest(self._key, call.encode(), "sha256").hex()[:16])

    def counted(self) -> dict[str, int] | None:
        """How many people are in each room that is not empty; None while nobody knows."""
        members = self._link.ask(_members, None)
        return None if members is None else dict(Counter(member.partition(":")[0] for member in members))

    def _join(self, room: str, person: str) -> None:
        def add(client: redis.Redis) -> None:
            client.sadd(PRESENT, f"{room}:{person}")
            client.expire(PRESENT, FORGOTTEN_AFTER)

        self._link.ask(add, None)

    def _leave(self, room: str, person: str) -> None:
        self._link.ask(lambda client: client.srem(PRESENT, f"{room}:{person}"), 0)

    def _end(self, room: str, person: str) -> None:
        def clear(client: redis.Redis) -> None:
            for member in _members(client):
                if member.startswith(f"{room}:"):
                    client.srem(PRESENT, member)

        self._link.ask(clear, None)


def _members(client: redis.Redis) -> list[str]:
    return [member.decode(errors="replace") for member in cast(set[bytes], client.smembers(PRESENT))]
