"""A participant's seat in a conference: terms, mute and hold, and queued announcements."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from exchange.activity import Playing
from exchange.call_leg import CallLeg
from exchange.twiml.verbs import Conference


class Guest(Protocol):
    """A call in a conference. It is told while the lock is held, and acts on it later."""

    leg: CallLeg

    def room_changed(self) -> None:
        """Somebody joined or left, the conference started, or what this guest hears or may say has changed."""

    def room_closed(self) -> None:
        """The conference is over."""


class Announcement:
    """A sound for `listeners` guests; `over()` is called when the last of them is done with it."""

    def __init__(self, sound: Playing, listeners: int, over: Callable[[], None]) -> None:
        self.sound = sound
        self._listeners = listeners
        self._over = over

    def heard(self) -> None:
        """One of the listeners is done with it."""
        self._listeners -= 1
        if not self._listeners:
            self._over()


@dataclass
class Seat:
    """A guest, the <Conference> with which the guest joined, the current state, and the queue of announcements."""

    guest: Guest
    terms: Conference
    muted: bool
    announcements: deque[Announcement] = field(default_factory=deque)

    @property
    def label(self) -> str:
        """The participantLabel, "" when there is none."""
        return self.terms.participant_label

    @property
    def announced(self) -> Playing | None:
        """The current announcement, None if there is none."""
        return self.announcements[0].sound if self.announcements else None

    def heard(self) -> bool:
        """Ends the current announcement for this guest; False if there was none."""
        if not self.announcements:
            return False
        self.announcements.popleft().heard()
        return True

    def about(self) -> dict[str, str]:
        """The parameters of the participant in every event."""
        return {
            "CallSid": self.guest.leg.sid,
            "Muted": _word(self.muted),
            "Hold": "false",
            "Coaching": "false",
            "StartConferenceOnEnter": _word(self.terms.start_conference_on_enter),
            "EndConferenceOnExit": _word(self.terms.end_conference_on_exit),
            "ParticipantLabel": self.label,
        }


def _word(flag: bool) -> str:
    return "true" if flag else "false"
