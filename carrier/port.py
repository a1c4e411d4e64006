"""The carrier port: all that the hotline may ask of the telephone side.

There is no way to have something recorded: a recording is what one caller spoke alone, and it is fetched and deleted
here. All ids are the carrier's own, opaque words.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from carrier.events import RecordingState


class CarrierError(Exception):
    """The telephone side did not do what it was asked; the argument says why, without any number."""


class NotThere(CarrierError):
    """What was asked about has ended, or never was."""


class NotAllowed(CarrierError):
    """The carrier does not take the account and its token."""


class Participant(Protocol):
    """One call in a conference, known by the label under which it joined."""

    @property
    def label(self) -> str: ...
    @property
    def muted(self) -> bool: ...


class Conference(Protocol):
    """A conference in progress: its id, and who is in it."""

    @property
    def sid(self) -> str: ...
    @property
    def participants(self) -> Sequence[Participant]: ...


class Recording(Protocol):
    """What a caller has spoken: its id, and whether it can be fetched."""

    @property
    def sid(self) -> str: ...
    @property
    def state(self) -> RecordingState: ...


class Carrier(Protocol):
    """Rooms and participants are known by the names and labels of ivr/reply.py's Join.

    Whoever or whatever is not there (any more) is left out without an error: people hang up at any moment. Every method
    raises CarrierError when the telephone side cannot be asked, and returns within some seconds in any case.
    """

    def conference(self, room: str) -> Conference | None:
        """The conference in a room, None while there is none."""

    def mute(self, room: str, labels: Iterable[str], on: bool) -> None:
        """Mute these participants, or let them be heard again."""

    def announce(self, room: str, url: str) -> None:
        """Play the sound at `url` (absolute, WAV) to everybody in the room."""

    def tell(self, room: str, label: str, url: str) -> None:
        """Play the sound at `url` (absolute, WAV) to one participant alone."""

    def end(self, room: str) -> None:
        """End the conference: everybody's call goes on."""

    def calls(self) -> Collection[str]:
        """All calls that go on now, by their ids."""

    def recordings(self, call: str) -> Sequence[Recording]:
        """The recordings of a call as far as they are not deleted; [] for a call that nobody knows."""

    def recording(self, sid: str) -> bytes | None:
        """The sound of a recording as WAV, None if there is none (any more); if it is too large, a CarrierError."""

    def delete_recording(self, sid: str) -> None:
        """Delete a recording at the carrier."""
