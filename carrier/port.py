"""The carrier port: all that the hotline may ask of the telephone side.

There is no way to have something recorded: a recording is what one caller spoke alone, by <Record>, and it is fetched
and deleted here.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol


class CarrierError(Exception):
    """The telephone side did not do what it was asked; the argument says why, without any number."""


class Participant(Protocol):
    """One call in a conference, known by the label under which it joined."""

    @property
    def label(self) -> str: ...
    @property
    def muted(self) -> bool: ...
    @property
    def hold(self) -> bool: ...


class Conference(Protocol):
    """A conference in progress: the carrier's own id of it (Twilio's ConferenceSid), and who is in it."""

    @property
    def sid(self) -> str: ...
    @property
    def participants(self) -> Sequence[Participant]: ...


class Recording(Protocol):
    """What a caller has spoken by <Record>: its RecordingSid, and Twilio's RecordingStatus ("completed": it can be
    fetched; "absent" or "failed": nothing will come; anything else: not yet)."""

    @property
    def sid(self) -> str: ...
    @property
    def status(self) -> str: ...


class Carrier(Protocol):
    """Rooms are named as in <Conference>, participants by their labels.

    Whoever or whatever is not there (any more) is left out without an error: people hang up at any moment. Every method
    raises CarrierError when the telephone side cannot be asked, and returns within some seconds in any case.
    """

    def conference(self, room: str) -> Conference | None:
        """The conference in a room, None while there is none."""

    def mute(self, room: str, labels: Iterable[str], on: bool) -> None:
        """Mute these participants, or let them be heard again."""

    def hold(self, room: str, label: str, on: bool) -> None:
        """Take a participant out of the talk for a while, or back into it."""

    def announce(self, room: str, url: str) -> None:
        """Play the sound at `url` (absolute, WAV) to everybody in the room."""

    def end(self, room: str) -> None:
        """End the conference: everybody goes on behind their <Dial>."""

    def calls(self) -> Collection[str]:
        """All calls that go on now, by their CallSids."""

    def recordings(self, call: str) -> Sequence[Recording]:
        """The recordings of a call, by its CallSid, as far as they are not deleted; [] for a call that nobody knows."""

    def recording(self, sid: str) -> bytes | None:
        """The sound of a recording as WAV, None if there is none (any more); if it is too large, a CarrierError."""

    def delete_recording(self, sid: str) -> None:
        """Delete a recording at the carrier."""
