"""What a carrier tells in its webhooks, in our own words. Ids of calls, recordings and conferences are opaque words."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

# A recording can be fetched; nothing will come of it; or neither is known yet.
RecordingState = Literal["ready", "nothing", "pending"]


@dataclass(frozen=True)
class Caller:
    """Who calls: a telephone number ("" = not shown), which is kept nowhere and shown in no repr."""

    number: str = field(default="", repr=False)

    def known_as(self, key: Callable[[date], bytes], moment: datetime) -> str:
        """A hash (16 hex digits) of the number, by the key of that day; "" where none is shown."""
        if not self.number:
            return ""
        return hmac.digest(key(moment.date()), self.number.encode(), "sha256").hex()[:16]


@dataclass(frozen=True)
class Turn:
    """A call asks what comes next. `account` is whose call it is at the carrier; `called` is the hotline's own number,
    as it was dialled, "" where that is none.

    `keys` are the keys that were pressed, how a dialled call ended (ivr/model/dial_outcome.py), or the id of what was
    recorded. `is_over`: the caller has hung up and hears no answer; `unwanted` is the id of what was being recorded
    then, "" = nothing.
    """

    call: str
    account: str
    caller: Caller
    called: str
    keys: str
    is_over: bool = False
    unwanted: str = ""


@dataclass(frozen=True)
class CallEnded:
    """A call is over, however it ended; it lasted so many seconds."""

    call: str
    seconds: int


@dataclass(frozen=True)
class ParticipantEvent:
    """Somebody has joined or left a conference, known by the label under which he joined, or ("") by the call.

    `sequence` counts the events of a conference. Whether the call goes on (`goes_on`) or is over (`is_over`) is told
    only of some who leave. `muted`: nobody hears whoever joins.
    """

    room: str
    conference: str
    sequence: int
    label: str
    call: str
    joined: bool
    goes_on: bool
    is_over: bool
    muted: bool = False


@dataclass(frozen=True)
class SpeechEvent:
    """Somebody in a conference begins to speak, or (`begins` False) ceases."""

    room: str
    conference: str
    sequence: int
    label: str
    call: str
    begins: bool


@dataclass(frozen=True)
class ConferenceEnded:
    """A conference is over; the next one in the same room has another id."""

    room: str
    conference: str


@dataclass(frozen=True)
class OtherEvent:
    """Something happened in a conference that moves nobody; it counts in the sequence."""

    room: str
    conference: str
    sequence: int


RoomEvent = ParticipantEvent | SpeechEvent | ConferenceEnded | OtherEvent


@dataclass(frozen=True)
class RecordingReport:
    """How a recording in a call stands now."""

    call: str
    recording: str
    state: RecordingState
