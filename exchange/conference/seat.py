"""A seat in a conference: who sits there, on which terms, and what is being announced to him."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from exchange.activity import Playing
from exchange.call_leg import Leg
from exchange.twiml.verbs import Conference


class Guest(Protocol):
    """A call in a room."""

    leg: Leg

    def room_changed(self) -> None:
        """Somebody came or went, the conference started, or what this guest hears or may say is different now."""

    def room_closed(self) -> None:
        """The conference is over."""


class Announcement:
    """A sound for `listeners` people; `over()` is called when the last of them has heard it out, or hears no more."""

    def __init__(self, sound: Playing, listeners: int, over: Callable[[], None]) -> None:
        self.sound = sound
        self._listeners = listeners
        self._over = over

    def heard(self) -> None:
        """One of the listeners hears no more of it."""
        self._listeners -= 1
        if not self._listeners:
            self._over()


@dataclass
class Seat:
    """A guest, the terms on which he joined, and what became of them since; announcements wait for one another."""

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
        """The announcement that the guest hears now."""
        return self.announcements[0].sound if self.announcements else None

    def heard(self) -> bool:
        """The announcement that the guest hears is over for him; False when there was none."""
        if not self.announcements:
            return False
        self.announcements.popleft().heard()
        return True

    def about(self) -> dict[str, str]:
        """What every event tells of a participant."""
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
