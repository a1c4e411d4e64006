"""A conference: who is in the room, when it starts and ends, and what is done in it from outside."""

from collections.abc import Iterable
from functools import partial

from exchange.activity import Playing
from exchange.conference.events import Bulletin, Report
from exchange.conference.seat import Announcement, Guest, Seat
from exchange.twiml.verbs import Conference

LEFT = "participant_hung_up"
SENT_AWAY = "moderator_ended_conference"
ENDED_FROM_OUTSIDE = "conference_ended_via_api"
LAST_LEFT = "last-participant-left"
MODERATOR_LEFT = "participant-with-end-conference-on-exit-left"


class Room:
    """One conference from the first guest to the last; `report(method, url, form)` sends its callbacks."""

    def __init__(self, terms: Conference, report: Report) -> None:
        self.name = terms.name
        self.started = False
        self._bulletin = Bulletin(terms, report)
        self._seats: dict[str, Seat] = {}

    @property
    def sid(self) -> str:
        """The ConferenceSid."""
        return self._bulletin.sid

    @property
    def people(self) -> int:
        return len(self._seats)

    @property
    def seats(self) -> tuple[Seat, ...]:
        """In the order in which the guests came."""
        return tuple(self._seats.values())

    def admits(self, terms: Conference) -> bool:
        """False when the room is full or the label is taken."""
        labels = {seat.label for seat in self.seats} - {""}
        return self.people < terms.max_participants and terms.participant_label not in labels

    def enter(self, guest: Guest, terms: Conference) -> Seat:
        """Sit down; the second guest starts the conference if one of them may."""
        seat = self._seats[guest.leg.sid] = Seat(guest, terms, terms.muted)
        self._bulletin.tell("participant-join", seat.about())
        may_start = any(seat.terms.start_conference_on_enter for seat in self.seats)
        if not self.started and self.people > 1 and may_start:
            self.started = True
            self._bulletin.tell("conference-start", {})
        self._notify(self.seats)
        return seat

    def leave(self, guest: Guest) -> list[Guest]:
        """Stand up; returns the guests whom this sends away too. Whoever has already left leaves nothing."""
        seat = self._seats.pop(guest.leg.sid, None)
        if seat is None:
            return []
        self._tell_of_leaving(seat, LEFT)
        self._spare(seat)
        if not seat.terms.end_conference_on_exit and self._seats:
            self._notify(self.seats)
            return []
        who = {"CallSidEndingConference": guest.leg.sid, "ParticipantLabelEndingConference": seat.label}
        return self._close(SENT_AWAY, MODERATOR_LEFT if self._seats else LAST_LEFT, who)

    def end(self) -> list[Guest]:
        """Close from outside; returns the guests whom this sends away, who are everybody."""
        return self._close(ENDED_FROM_OUTSIDE, ENDED_FROM_OUTSIDE.replace("_", "-"), {})

    def mute(self, labels: Iterable[str], on: bool) -> None:
        """Nobody hears these guests any more, or everybody does again."""
        for seat in self._labelled(labels):
            if seat.muted is not on:
                seat.muted = on
                self._bulletin.tell("participant-mute" if on else "participant-unmute", seat.about())
                self._notify([seat])

    def announce(self, sound: Playing) -> None:
        """Everybody hears this, once what was announced before is over."""
        over = partial(self._bulletin.tell, "announcement-end", {"AnnounceUrl": sound.url})
        announcement = Announcement(sound, self.people, over)
        for seat in self.seats:
            seat.announcements.append(announcement)
        self._notify(self.seats)

    def announcement_failed(self, url: str) -> None:
        """The sound at `url` is none, so nobody hears it."""
        self._bulletin.tell("announcement-fail", {"AnnounceUrl": url})

    def _labelled(self, labels: Iterable[str]) -> list[Seat]:
        wanted = {*labels} - {""}
        return [seat for seat in self.seats if seat.label in wanted]

    def _notify(self, seats: Iterable[Seat]) -> None:
        for seat in seats:
            seat.guest.room_changed()

    def _spare(self, seat: Seat) -> None:
        while seat.heard():
            pass

    def _close(self, why_left: str, why_ended: str, who: dict[str, str]) -> list[Guest]:
        others = self.seats
        self._seats.clear()
        for other in others:
            self._tell_of_leaving(other, why_left)
        reasons = {"Reason": why_ended.replace("-", " "), "ReasonConferenceEnded": why_ended}
        self._bulletin.tell("conference-end", who | reasons)
        return [other.guest for other in others]

    def _tell_of_leaving(self, seat: Seat, reason: str) -> None:
        how = {"ParticipantCallStatus": seat.guest.leg.status, "ReasonParticipantLeft": reason}
        self._bulletin.tell("participant-leave", seat.about() | how)
