"""All conferences of the network, by name."""

from phone.room import Guest, Report, Room
from phone.verbs import Conference


class Rooms:
    """All rooms of the network, by name."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._rooms: dict[str, Room] = {}

    def enter(self, guest: Guest, terms: Conference) -> Room | None:
        """The room that `terms` name, with the guest in it, or None when it does not admit him."""
        room = self._rooms.get(terms.name) or Room(terms, self._report)
        if not room.admits(terms):
            return None
        self._rooms[terms.name] = room
        room.enter(guest, terms)
        return room

    def leave(self, guest: Guest, room: Room) -> list[Guest]:
        """Take the guest out; returns the guests whom this sends away too."""
        sent_away = room.leave(guest)
        if not room.people and self._rooms.get(room.name) is room:
            del self._rooms[room.name]
        return sent_away
