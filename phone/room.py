"""A conference: who is in the room, when it starts and ends, and what is reported about it."""

from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate
from secrets import token_hex
from typing import Protocol

from phone.leg import ACCOUNT, Leg
from phone.post import Form
from phone.verbs import Conference

Report = Callable[[str, str, Form], None]

LEFT = "participant_hung_up"
SENT_AWAY = "moderator_ended_conference"
LAST_LEFT = "last-participant-left"
MODERATOR_LEFT = "participant-with-end-conference-on-exit-left"


class Guest(Protocol):
    """A call in a room."""

    leg: Leg

    def room_changed(self) -> None:
        """Somebody came or went, or the conference started."""

    def room_closed(self) -> None:
        """The conference is over."""


@dataclass(frozen=True)
class Seat:
    """A guest and the terms on which he sits there."""

    guest: Guest
    terms: Conference


class Room:
    """One conference from the first guest to the last; `report(method, url, form)` sends its callbacks."""

    def __init__(self, terms: Conference, report: Report) -> None:
        self.name = terms.name
        self.started = False
        self._sid = "CF" + token_hex(16)
        self._report = report
        # Twilio keeps the first participant's callback and ignores everybody else's.
        self._callback = terms
        self._sequence = 0
        self._seats: dict[str, Seat] = {}

    @property
    def people(self) -> int:
        return len(self._seats)

    def admits(self, terms: Conference) -> bool:
        """False when the room is full or the label is taken."""
        labels = {seat.terms.participant_label for seat in self._seats.values()} - {""}
        return self.people < terms.max_participants and terms.participant_label not in labels

    def enter(self, guest: Guest, terms: Conference) -> None:
        """Sit down; the second guest starts the conference if one of them may."""
        self._seats[guest.leg.sid] = Seat(guest, terms)
        self._tell("participant-join", _about(self._seats[guest.leg.sid]))
        may_start = any(seat.terms.start_conference_on_enter for seat in self._seats.values())
        if not self.started and self.people > 1 and may_start:
            self.started = True
            self._tell("conference-start", {})
        self._notify()

    def leave(self, guest: Guest) -> list[Guest]:
        """Stand up; returns the guests whom this sends away too. Whoever has already left leaves nothing."""
        seat = self._seats.pop(guest.leg.sid, None)
        if seat is None:
            return []
        self._tell_of_leaving(seat, LEFT)
        if not seat.terms.end_conference_on_exit and self._seats:
            self._notify()
            return []
        others, reason = list(self._seats.values()), MODERATOR_LEFT if self._seats else LAST_LEFT
        self._seats.clear()
        for other in others:
            self._tell_of_leaving(other, SENT_AWAY)
        self._tell_of_end(seat, reason)
        return [other.guest for other in others]

    def _notify(self) -> None:
        for seat in self._seats.values():
            seat.guest.room_changed()

    def _tell_of_leaving(self, seat: Seat, reason: str) -> None:
        how = {"ParticipantCallStatus": seat.guest.leg.status, "ReasonParticipantLeft": reason}
        self._tell("participant-leave", _about(seat) | how)

    def _tell_of_end(self, last: Seat, reason: str) -> None:
        who = {
            "CallSidEndingConference": last.guest.leg.sid,
            "ParticipantLabelEndingConference": last.terms.participant_label,
        }
        self._tell("conference-end", who | {"Reason": reason.replace("-", " "), "ReasonConferenceEnded": reason})

    def _tell(self, event: str, form: Form) -> None:
        wanted = event.rpartition("-")[2]
        if not self._callback.status_callback or wanted not in self._callback.status_callback_event:
            return
        self._sequence += 1
        about = {
            "ConferenceSid": self._sid,
            "FriendlyName": self.name,
            "AccountSid": ACCOUNT,
            "SequenceNumber": str(self._sequence),
            "Timestamp": formatdate(),
            "StatusCallbackEvent": event,
        }
        self._report(self._callback.status_callback_method, self._callback.status_callback, about | dict(form))


def _about(seat: Seat) -> dict[str, str]:
    terms = seat.terms
    return {
        "CallSid": seat.guest.leg.sid,
        "Muted": _word(terms.muted),
        "Hold": "false",
        "Coaching": "false",
        "StartConferenceOnEnter": _word(terms.start_conference_on_enter),
        "EndConferenceOnExit": _word(terms.end_conference_on_exit),
        "ParticipantLabel": terms.participant_label,
    }


def _word(flag: bool) -> str:
    return "true" if flag else "false"
