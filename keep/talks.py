"""The talks in all rooms, the same for every process: in Redis, and while it is away as this process knows them."""

import hmac
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from carrier.conference_event import is_over, told_by
from ivr.model.presence import left_for_good
from ivr.model.talk import Talk
from keep.talk_store import FORGOTTEN_AFTER, ROOMS, Step, changed, found, rooms, rooms_of
from storage.redis_client import Link

# More changes than a room sees until Redis is back.
CHANGES = 500
NOT_ASKED: tuple[Talk | None, bool] = (None, False)
NO_ROOMS: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Known:
    """What this process knows of a room since `since`: its talk, and the changes in it that are not in Redis yet."""

    since: float
    talk: Talk = field(default_factory=Talk)
    unwritten: tuple[Step, ...] = ()


class Talks(Mapping[str, Talk]):
    """All talks, by the names of their rooms. Reading is one question to Redis, and never raises but KeyError.

    Redis holds no more of a caller than a hash of the call. While it is away, changes are kept and made there later, on
    whatever other processes have made of the talk meanwhile.
    """

    def __init__(self, link: Link, key: bytes, clock: Callable[[], float] = time.monotonic):
        self._link = link
        self._key = key
        self._clock = clock
        self._known: dict[str, Known] = {}
        # Held while Redis is asked, so that what this process knows is never older than what it has written.
        self._lock = threading.RLock()

    def __getitem__(self, room: str) -> Talk:
        with self._lock:
            known = self._recall(room)
            here, is_up = self._link.ask(lambda client: (found(client, room), True), NOT_ASKED)
            if known and is_up and (known.unwritten or here is None):
                return self.change(room, lambda talk: talk)
            if here is not None and (known is None or known.talk != here):
                return self._remember(room, here)
            if known is None:
                raise KeyError(room)
            return known.talk

    def __iter__(self) -> Iterator[str]:
        return iter(self.rooms())

    def __len__(self) -> int:
        return len(self.rooms())

    def rooms(self) -> tuple[str, ...]:
        """The rooms of which something is known now, at most some thousand."""
        with self._lock:
            known = {room for room in [*self._known] if self._recall(room)}
        return tuple(sorted(known | self._link.ask(rooms, NO_ROOMS)))

    def change(self, room: str, how: Callable[..., Talk], *args: Any) -> Talk:
        """Make the talk in a room `how(talk, *args)`, whatever other processes do at the same time."""
        with self._lock:
            known = self._recall(room) or Known(self._clock())
            steps = (*known.unwritten, (how, args))
            written = self._link.ask(lambda client: changed(client, room, known.talk, steps), None)
            if written is None:
                return self._remember(room, how(known.talk, *args), steps[-CHANGES:])
            return self._remember(room, written)

    def person(self, call_sid: str) -> str:
        """How a call is known in rooms, also to the carrier as its label there."""
        return hmac.digest(self._key, call_sid.encode(), "sha256").hex()[:16]

    def event(self, form: Mapping[str, str]) -> dict[str, Talk]:
        """Take in a conference event with the fields that Twilio sends; as `call_ended` if it tells that too."""
        if change := told_by(form, self.person):
            self.change(change.room, change.how, *change.args)
            if is_over(form):
                return self.call_ended(form.get("CallSid", ""))
        return {}

    def call_status(self, form: Mapping[str, str]) -> dict[str, Talk]:
        """Take in a call status callback; as `call_ended` if it tells that."""
        return self.call_ended(form.get("CallSid", "")) if is_over(form) else {}

    def call_ended(self, call_sid: str) -> dict[str, Talk]:
        """A call is over: it leaves every room that it has been in. The talks, by rooms, where silence ends with it."""
        person = self.person(call_sid)
        with self._lock:
            here = {room for room, known in self._known.items() if person in known.talk.seats}
        rooms = sorted(here | self._link.ask(lambda client: rooms_of(client, person), NO_ROOMS))
        silent = [room for room in rooms if (self.get(room) or Talk()).silent]
        left = {room: self.change(room, left_for_good, person) for room in rooms}
        return {room: left[room] for room in silent if not left[room].silent}

    def _recall(self, room: str) -> Known | None:
        known = self._known.get(room)
        if known and self._clock() - known.since >= FORGOTTEN_AFTER:
            del self._known[room]
            return None
        return known

    def _remember(self, room: str, talk: Talk, unwritten: tuple[Step, ...] = ()) -> Talk:
        self._known.pop(room, None)
        self._known[room] = Known(self._clock(), talk, unwritten)
        if len(self._known) > ROOMS:
            del self._known[next(iter(self._known))]
        return talk
