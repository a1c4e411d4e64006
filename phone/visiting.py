"""A caller's stay in a room, from the door to the way out."""

from collections.abc import Callable

from phone.activity import InRoom, Sounding
from phone.exchange import Exchange
from phone.hold import Hold
from phone.leg import Leg
from phone.room import Room
from phone.stations import Next, Outcome
from phone.verbs import Conference, Dial


class Visiting:
    """At a Dial: in a room. `terms` hold absolute addresses; `react(outcome)` is called when others act."""

    def __init__(
        self, dial: Dial, terms: Conference, exchange: Exchange, leg: Leg, react: Callable[[Outcome], None]
    ) -> None:
        self.takes_keys = dial.hangup_on_star
        self.leg = leg
        self._dial = dial
        self._terms = terms
        self._exchange = exchange
        self._react = react
        self._room: Room | None = None
        self._hold: Hold | None = None
        self._sound: Sounding | None = None

    def begin(self) -> Outcome:
        """Through the door, unless the room admits nobody; raises TwimlError when the hold music fails."""
        self._room = self._exchange.rooms.enter(self, self._terms)
        if self._room is None:
            return self._over("failed")
        # Without waitUrl Twilio plays music of its own, which is not the hotline's and is not fetched here.
        if not self._room.started and self._terms.wait_url:
            self._hold = Hold(self._exchange.post, self._terms.wait_method, self._terms.wait_url, self.leg.form)
            self._sound = self._hold.next()
        return self._now(self._room)

    def key(self, key: str) -> Outcome:
        return self.leave() if key == "*" and self._dial.hangup_on_star else None

    def over(self) -> Outcome:
        """One piece of the hold music is over."""
        if not self._room or not self._hold or self._room.started:
            return None
        self._sound = self._hold.next()
        return self._now(self._room)

    def leave(self) -> Next:
        """Go by star, by the time limit or by hanging up; whom this sends away follows at the end of the turn."""
        if self._room:
            for other in self._exchange.rooms.leave(self, self._room):
                self._exchange.later(other.room_closed)
        return self._over("answered")

    def room_changed(self) -> None:
        # Whoever is just coming in is told by `begin` himself.
        if self._room:
            self._react(self._now(self._room))

    def room_closed(self) -> None:
        self._react(self._over("answered"))

    def _now(self, room: Room) -> InRoom:
        waiting = not room.started
        return InRoom(room.name, waiting, room.people, self._dial.time_limit, self._sound if waiting else None)

    def _over(self, how: str) -> Next:
        return Next(self._dial.action, self._dial.method, {"DialCallStatus": how})
