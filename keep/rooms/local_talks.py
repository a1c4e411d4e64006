"""The talks as this process knows them: what was seen last, and while Redis is away all that happens."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from ivr.model.moderation import next_due
from ivr.model.talk import Talk
from ivr.reply import Change
from keep.rooms.talk_store import FORGOTTEN_AFTER, ROOMS, Stored

# More changes than a room sees until Redis is back.
CHANGES = 500


@dataclass(frozen=True)
class Known:
    """What this process knows of a room: its talk, which version of Redis that is, `since` when it is so (seconds), and
    the changes in it that are not in Redis yet."""

    since: float
    talk: Talk = field(default_factory=Talk)
    version: int = 0
    unwritten: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Seen:
    """A talk at one moment. `stored` is what Redis held of it then, None if Redis was away; `unwritten` are the changes
    in it that Redis does not have."""

    talk: Talk
    stored: Stored | None
    unwritten: tuple[Change, ...] = ()

    @property
    def is_ahead(self) -> bool:
        """Whether this process knows more than Redis holds."""
        return self.stored is not None and bool(self.unwritten or self.talk != (self.stored.talk or Talk()))


class LocalTalks:
    """Talks by the names of their rooms, for twelve hours each. `clock` gives seconds. Thread-safe."""

    def __init__(self, clock: Callable[[], float]):
        self._clock = clock
        self._known: dict[str, Known] = {}
        self._lock = threading.Lock()

    def rooms(self) -> frozenset[str]:
        """The rooms of which something is known."""
        return frozenset(room for room in [*self._known] if self.knows(room))

    def due(self) -> dict[str, float]:
        """When something is due next, by the rooms in which something will be."""
        with self._lock:
            moments = {room: next_due(known.talk) for room, known in self._known.items()}
        return {room: moment for room, moment in moments.items() if moment is not None}

    def rooms_of(self, person: str) -> frozenset[str]:
        """The rooms in which a person has a seat."""
        with self._lock:
            return frozenset(room for room, known in self._known.items() if person in known.talk.seats)

    def knows(self, room: str) -> bool:
        """Whether anything is known of a room."""
        return self._recall(room) is not None

    def seen(self, room: str, stored: Stored | None) -> Seen:
        """The talk in a room by what Redis holds of it (None: it is away), with what only this process knows on top."""
        known = self._recall(room)
        if stored is None:
            return Seen(known.talk if known else Talk(), None, known.unwritten if known else ())
        if known and (known.unwritten or stored.talk is None):
            talk = known.talk if stored.talk is None else changed(stored.talk, known.unwritten, room)
            return Seen(talk, replace(stored, version=max(stored.version, known.version)), known.unwritten)
        if stored.talk is not None:
            self.remember(room, stored.talk, stored.version, stored.age)
        return Seen(stored.talk or Talk(), stored)

    def remember(self, room: str, talk: Talk, version: int, age: float = 0.0, written: int = 0) -> None:
        """This is what Redis holds since `age` seconds, with the first `written` of the changes that were unwritten.

        Two threads may have asked it at the same moment: the later version counts. What was changed here since stays.
        """
        with self._lock:
            before = self._known.get(room) or Known(self._clock(), version=-1)
            if version > before.version or written:
                left = before.unwritten[written:]
                self._put(room, Known(self._clock() - age, changed(talk, left, room), version, left))

    def change(self, seen: Mapping[str, Seen], changes: Sequence[Change]) -> bool:
        """Make the changes here, where they wait for Redis; False if one of those talks is another one by now."""
        with self._lock:
            known = {room: self._known.get(room) or Known(self._clock()) for room in seen}
            if any(_has_changed(known[room], one) for room, one in seen.items()):
                return False
            for room, one in seen.items():
                todo = (*known[room].unwritten, *(change for change in changes if change.room == room))
                talk = changed(one.talk, changes, room)
                self._put(room, Known(self._clock(), talk, known[room].version, todo[-CHANGES:]))
        return True

    def _recall(self, room: str) -> Known | None:
        with self._lock:
            known = self._known.get(room)
            if known and self._clock() - known.since >= FORGOTTEN_AFTER:
                del self._known[room]
                return None
            return known

    def _put(self, room: str, known: Known) -> None:
        self._known.pop(room, None)
        self._known[room] = known
        if len(self._known) > ROOMS:
            del self._known[next(iter(self._known))]


def _has_changed(known: Known, seen: Seen) -> bool:
    """Whether something was changed here since it was seen."""
    return known.unwritten != seen.unwritten or (seen.stored is None and known.talk != seen.talk)


def changed(talk: Talk, changes: Sequence[Change], room: str) -> Talk:
    """The talk after those of the changes that are made in this room."""
    here = [change for change in changes if change.room == room]
    return reduce(lambda talk, change: change.how(talk, *change.args), here, talk)
