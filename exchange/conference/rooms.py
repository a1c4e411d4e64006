"""All conferences of the network, by name."""

from exchange.conference.events import Report
from exchange.conference.room import Room
from exchange.conference.seat import Guest, Seat
from exchange.twiml.verbs import Conference


class Rooms:
    """All rooms of the network, by name."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._rooms: dict[str, Room] = {}

    def named(self, name: str) -> Room | None:
        """The room of this name, None while nobody is in it."""
        return self._rooms.get(name)

    def enter(self, guest: Guest, terms: Conference) -> tuple[Room, Seat] | None:
        """The room that `terms` name and the guest's seat in it, or None when it does not admit him."""
        room = self._rooms.get(terms.name) or Room(terms, self._report)
        if not room.admits(terms):
            return None
        self._rooms[terms.name] = room
        return room, room.enter(guest, terms)

    def leave(self, guest: Guest, room: Room) -> list[Guest]:
        """Take the guest out; returns the guests whom this sends away too."""
        return self._swept(room, room.leave(guest))

    def end(self, name: str) -> list[Guest]:
        """Close the room of this name; returns the guests whom this sends away."""
        room = self._rooms.get(name)
        return self._swept(room, room.end()) if room else []

    def _swept(self, room: Room, sent_away: list[Guest]) -> list[Guest]:
        if not room.people and self._rooms.get(room.name) is room:
            del self._rooms[room.name]
        return sent_away
