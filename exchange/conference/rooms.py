"""All conferences of the network, by name."""

from exchange.conference.events import Report
from exchange.conference.room import Room
from exchange.conference.seat import Guest, Seat
from exchange.twiml.verbs import Conference


class Rooms:
    """The rooms of the network that somebody is in. Only who holds the lock of the exchange may touch them."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._rooms: dict[str, Room] = {}

    def named(self, name: str) -> Room | None:
        """The room of this name, None while nobody is in it."""
        return self._rooms.get(name)

    def enter(self, guest: Guest, terms: Conference) -> tuple[Room, Seat] | None:
        """The room named in `terms` and the guest's seat in it, or None if it does not admit the guest."""
        room = self._rooms.get(terms.name) or Room(terms, self._report)
        if not room.admits(terms):
            return None
        self._rooms[terms.name] = room
        return room, room.enter(guest, terms)

    def leave(self, guest: Guest, room: Room) -> list[Guest]:
        """Removes a guest; returns the guests who have to leave because of it."""
        return self._without_empty(room, room.leave(guest))

    def end(self, name: str) -> list[Guest]:
        """Ends the conference of this name; returns its guests, who have to leave."""
        room = self._rooms.get(name)
        return self._without_empty(room, room.end()) if room else []

    def _without_empty(self, room: Room, sent_away: list[Guest]) -> list[Guest]:
        if not room.people and self._rooms.get(room.name) is room:
            del self._rooms[room.name]
        return sent_away
