"""A call at a <Dial> with <Conference>, from joining to leaving."""

from collections.abc import Callable

from exchange.activity import InRoom, Sounding
from exchange.call_leg import CallLeg
from exchange.conference.hold import HoldMusic
from exchange.conference.room import Room
from exchange.conference.seat import Seat
from exchange.exchange import Exchange
from exchange.twiml.verbs import Conference, Dial
from exchange.verb_states import Next, Outcome


class InConference:
    """The state of a call in a conference. `terms` hold absolute URLs; `react(outcome)` is called when others act."""

    def __init__(
        self, dial: Dial, terms: Conference, exchange: Exchange, leg: CallLeg, react: Callable[[Outcome], None]
    ) -> None:
        self.takes_keys = dial.hangup_on_star
        self.leg = leg
        self._dial = dial
        self._terms = terms
        self._exchange = exchange
        self._react = react
        self._inside: tuple[Room, Seat] | None = None
        self._told: InRoom | None = None
        self._hold: HoldMusic | None = None

    def begin(self) -> Outcome:
        """Joins, unless the room does not admit the call; raises TwimlError when the hold music fails."""
        with self._exchange.lock:
            self._inside = self._exchange.rooms.enter(self, self._terms)
        if self._inside is None:
            return self._over("failed")
        # Without waitUrl Twilio plays music of its own, which is not the hotline's and is not fetched here.
        if not self._inside[0].started and self._terms.wait_url:
            self._hold = HoldMusic(
                self._exchange.webhooks, self._terms.wait_method, self._terms.wait_url, self.leg.form
            )
            self._hold.next()
        return self._now(*self._inside)

    def key(self, key: str) -> Outcome:
        return self.leave() if key == "*" and self._dial.hangup_on_star else None

    def talk(self, begins: bool) -> None:
        """The caller begins to speak to the others, or ceases."""
        if self._inside:
            with self._exchange.lock:
                self._inside[0].speech(self, begins)

    def over(self) -> Outcome:
        """An announcement is over, or a piece of hold music."""
        if self._inside is None:
            return None
        room, seat = self._inside
        with self._exchange.lock:
            announced = seat.heard()
        if self._hold and not room.started and not seat.announcements:
            if announced:
                self._hold.resume()
            else:
                self._hold.next()
        elif not announced:
            return None
        return self._now(room, seat)

    def leave(self) -> Next:
        """Leaves; guests who have to leave because of it are told."""
        inside, self._inside = self._inside, None
        if inside:
            with self._exchange.lock:
                for other in self._exchange.rooms.leave(self, inside[0]):
                    other.room_closed()
        return self._over("answered")

    def room_changed(self) -> None:
        self._exchange.later(self.leg.events, self._look)

    def room_closed(self) -> None:
        self._exchange.later(self.leg.events, self._close)

    def _look(self) -> None:
        # Whoever has come or gone meanwhile knows it.
        before = self._told
        if self._inside and (now := self._now(*self._inside)) != before:
            self._react(now)

    def _close(self) -> None:
        if self._inside:
            self._inside = None
            self._react(self._over("answered"))

    def _now(self, room: Room, seat: Seat) -> InRoom:
        with self._exchange.lock:
            self._told = InRoom(
                room.name,
                waiting=not room.started,
                people=room.people,
                seconds=self._dial.time_limit,
                sound=seat.announced or self._music(room),
                muted=seat.muted,
                announced=seat.announced is not None,
            )
        return self._told

    def _music(self, room: Room) -> Sounding | None:
        return self._hold.now if self._hold and not room.started else None

    def _over(self, how: str) -> Next:
        return Next(self._dial.action, self._dial.method, {"DialCallStatus": how})
