"""Rooms and recordings from outside: what a carrier can be asked to do without anybody's call being involved."""

from collections.abc import Iterable
from dataclasses import dataclass

from exchange.activity import Playing
from exchange.exchange import Exchange
from exchange.recordings import Recording
from exchange.twiml.verbs import TwimlError


@dataclass(frozen=True)
class Participant:
    """Somebody in a conference, at one moment; `label` "" = joined without one, and out of reach from outside."""

    label: str
    muted: bool


@dataclass(frozen=True)
class Conference:
    """A conference at one moment: its ConferenceSid, and who is in it in the order of coming."""

    sid: str
    participants: tuple[Participant, ...]


class Control:
    """Whatever is not there is left out without an error. Safe to use from threads, and while a document is asked for.

    Raises TwimlError when somebody whom this leads on is answered with something that Twilio would not accept.
    """

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def conference(self, room: str) -> Conference | None:
        """The conference in a room, None while there is none."""
        with self._exchange.turn():
            there = self._exchange.rooms.named(room)
            if there is None:
                return None
            seats = (Participant(seat.label, seat.muted) for seat in there.seats)
            return Conference(there.sid, tuple(seats))

    def mute(self, room: str, labels: Iterable[str], on: bool) -> None:
        """Mute these participants, or let them be heard again."""
        with self._exchange.turn():
            if there := self._exchange.rooms.named(room):
                there.mute(labels, on)

    def announce(self, room: str, url: str) -> None:
        """Play the sound at `url` (absolute, WAV) to everybody in the room; one that cannot be fetched is reported."""
        with self._exchange.turn():
            there = self._exchange.rooms.named(room)
            if there is None:
                return
            try:
                words = self._exchange.post.words_of(url)
            except TwimlError:
                there.announcement_failed(url)
            else:
                there.announce(Playing(url, words))

    def end(self, room: str) -> None:
        """End the conference: everybody goes on behind their <Dial>."""
        with self._exchange.turn():
            for guest in self._exchange.rooms.end(room):
                self._exchange.later(guest.room_closed)

    def calls(self) -> frozenset[str]:
        """The CallSids of all calls that go on."""
        with self._exchange.turn():
            return frozenset(self._exchange.calls)

    def recordings(self, call: str) -> tuple[Recording, ...]:
        """The recordings of a call, by its CallSid, as far as they are kept and not deleted; the oldest first."""
        with self._exchange.turn():
            return self._exchange.recordings.of(call)

    def recorded(self, sid: str) -> Recording | None:
        """One recording, at whatever status; None if there is none (any more)."""
        with self._exchange.turn():
            return self._exchange.recordings.named(sid)

    def recording(self, sid: str) -> bytes | None:
        """The sound of a completed recording as WAV, None if there is none (yet, or any more)."""
        found = self.recorded(sid)
        return found.sound if found and found.status == "completed" else None

    def delete_recording(self, sid: str) -> None:
        """Delete a recording."""
        with self._exchange.turn():
            self._exchange.recordings.delete(sid)
