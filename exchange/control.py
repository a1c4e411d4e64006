"""Control of conferences and recordings from outside a call, as by Twilio's REST API."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from exchange.activity import Playing
from exchange.conference.room import Room
from exchange.exchange import Exchange
from exchange.recordings import Recording
from exchange.twiml.verbs import TwimlError


@dataclass(frozen=True)
class Participant:
    """A participant at one moment; `label` "" = joined without one, and not addressable."""

    label: str
    muted: bool


@dataclass(frozen=True)
class Conference:
    """A conference at one moment: its ConferenceSid, and its participants in the order of joining."""

    sid: str
    participants: tuple[Participant, ...]


class Control:
    """Rooms, labels and recordings that do not exist are ignored. Thread-safe, also while a webhook is being answered.

    Raises TwimlError when a call that goes on because of it gets an answer that Twilio would not accept.
    """

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def conference(self, room: str) -> Conference | None:
        """The conference in a room, None while there is none."""
        with self._exchange.lock:
            there = self._exchange.rooms.named(room)
            if there is None:
                return None
            seats = (Participant(seat.label, seat.muted) for seat in there.seats)
            return Conference(there.sid, tuple(seats))

    def mute(self, room: str, labels: Iterable[str], on: bool) -> None:
        """Mutes or unmutes these participants."""
        with self._exchange.turn(), self._exchange.lock:
            if there := self._exchange.rooms.named(room):
                there.mute(labels, on)

    def announce(self, room: str, url: str) -> None:
        """Plays the sound at `url` (absolute, WAV) to the room; reports announcement-fail if it cannot be fetched."""
        self.tell(room, "", url)

    def tell(self, room: str, label: str, url: str) -> None:
        """Plays it to the participant with this label alone, or ("") to everybody."""
        with self._exchange.turn(), self._exchange.lock:
            if there := self._exchange.rooms.named(room):
                self._exchange.later(there.events, partial(self._play, there, label, url))

    def end(self, room: str) -> None:
        """Ends the conference; each call continues after its <Dial>."""
        with self._exchange.turn(), self._exchange.lock:
            for guest in self._exchange.rooms.end(room):
                guest.room_closed()

    def calls(self) -> frozenset[str]:
        """The CallSids of all calls in progress."""
        return self._exchange.calls.all()

    def recordings(self, call: str) -> tuple[Recording, ...]:
        """The stored recordings of a call, by its CallSid, the oldest first."""
        return self._exchange.recordings.of(call)

    def recorded(self, sid: str) -> Recording | None:
        """A recording in any status, None if there is none."""
        return self._exchange.recordings.named(sid)

    def recording(self, sid: str) -> bytes | None:
        """The sound of a completed recording as WAV, else None."""
        found = self.recorded(sid)
        return found.sound if found and found.status == "completed" else None

    def delete_recording(self, sid: str) -> None:
        """Deletes a recording."""
        self._exchange.recordings.delete(sid)

    def _play(self, there: Room, label: str, url: str) -> None:
        try:
            sound = Playing(url, self._exchange.webhooks.words_of(url))
        except TwimlError:
            sound = None
        with self._exchange.lock:
            if sound is None:
                there.announcement_failed(url)
            else:
                there.announce(sound, label)
