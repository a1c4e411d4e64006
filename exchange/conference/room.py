"""A conference: its participants, its start and end, and what is done in it from outside."""

from collections.abc import Iterable
from functools import partial

from exchange.activity import Playing
from exchange.conference.events import ConferenceEvents, Report
from exchange.conference.seat import Announcement, Guest, Seat
from exchange.queues import SerialQueue
from exchange.twiml.verbs import Conference

LEFT = "participant_hung_up"
SENT_AWAY = "moderator_ended_conference"
ENDED_FROM_OUTSIDE = "conference_ended_via_api"
LAST_LEFT = "last-participant-left"
MODERATOR_LEFT = "participant-with-end-conference-on-exit-left"


class Room:
    """One conference from the first guest to the last; `report(queue, method, url, form)` sends its callbacks."""

    def __init__(self, terms: Conference, report: Report) -> None:
        self.name = terms.name
        self.started = False
        self._events = ConferenceEvents(terms, report)
        self._seats: dict[str, Seat] = {}

    @property
    def sid(self) -> str:
        """The ConferenceSid."""
        return self._events.sid

    @property
    def events(self) -> SerialQueue:
        """Where its callbacks wait, and what else is to happen behind them."""
        return self._events.queue

    @property
    def people(self) -> int:
        return len(self._seats)

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The seats in the order of joining."""
        return tuple(self._seats.values())

    def admits(self, terms: Conference) -> bool:
        """False when the room is full or the label is taken."""
        labels = {seat.label for seat in self.seats} - {""}
        return self.people < terms.max_participants and terms.participant_label not in labels

    def enter(self, guest: Guest, terms: Conference) -> Seat:
        """Adds a guest; the second one starts the conference if one of them may (startConferenceOnEnter)."""
        seat = self._seats[guest.leg.sid] = Seat(guest, terms, terms.muted)
        self._events.tell("participant-join", seat.about())
        may_start = any(seat.terms.start_conference_on_enter for seat in self.seats)
        if not self.started and self.people > 1 and may_start:
            self.started = True
            self._events.tell("conference-start", {})
        self._notify(self.seats)
        return seat

    def leave(self, guest: Guest) -> list[Guest]:
        """Removes a guest; returns the guests who have to leave because of it. Idempotent."""
        seat = self._seats.pop(guest.leg.sid, None)
        if seat is None:
            return []
        self._tell_of_leaving(seat, LEFT)
        self._drop_announcements(seat)
        if not seat.terms.end_conference_on_exit and self._seats:
            self._notify(self.seats)
            return []
        who = {"CallSidEndingConference": guest.leg.sid, "ParticipantLabelEndingConference": seat.label}
        return self._close(SENT_AWAY, MODERATOR_LEFT if self._seats else LAST_LEFT, who)

    def end(self) -> list[Guest]:
        """Ends the conference from outside; returns all guests, who have to leave."""
        return self._close(ENDED_FROM_OUTSIDE, ENDED_FROM_OUTSIDE.replace("_", "-"), {})

    def mute(self, labels: Iterable[str], on: bool) -> None:
        """Mutes or unmutes the guests with these labels."""
        for seat in self._labelled(labels):
            if seat.muted is not on:
                seat.muted = on
                self._events.tell("participant-mute" if on else "participant-unmute", seat.about())
                self._notify([seat])

    def speech(self, guest: Guest, begins: bool) -> None:
        """A guest begins to speak, or ceases; of whoever is muted nobody notices it."""
        seat = self._seats.get(guest.leg.sid)
        if seat and not seat.muted:
            self._events.tell("participant-speech-start" if begins else "participant-speech-stop", seat.about())

    def announce(self, sound: Playing, label: str = "") -> None:
        """Plays a sound to everybody, or to the guest with this label, after earlier announcements."""
        listeners = self._labelled([label]) if label else self.seats
        over = partial(self._events.tell, "announcement-end", {"AnnounceUrl": sound.url})
        announcement = Announcement(sound, len(listeners), over)
        for seat in listeners:
            seat.announcements.append(announcement)
        self._notify(listeners)

    def announcement_failed(self, url: str) -> None:
        """Reports that the sound at `url` could not be played."""
        self._events.tell("announcement-fail", {"AnnounceUrl": url})

    def _labelled(self, labels: Iterable[str]) -> tuple[Seat, ...]:
        wanted = {*labels} - {""}
        return tuple(seat for seat in self.seats if seat.label in wanted)

    def _notify(self, seats: Iterable[Seat]) -> None:
        for seat in seats:
            seat.guest.room_changed()

    def _drop_announcements(self, seat: Seat) -> None:
        while seat.heard():
            pass

    def _close(self, why_left: str, why_ended: str, who: dict[str, str]) -> list[Guest]:
        others = self.seats
        self._seats.clear()
        for other in others:
            self._tell_of_leaving(other, why_left)
        reasons = {"Reason": why_ended.replace("-", " "), "ReasonConferenceEnded": why_ended}
        self._events.tell("conference-end", who | reasons)
        return [other.guest for other in others]

    def _tell_of_leaving(self, seat: Seat, reason: str) -> None:
        how = {"ParticipantCallStatus": seat.guest.leg.status, "ReasonParticipantLeft": reason}
        self._events.tell("participant-leave", seat.about() | how)
