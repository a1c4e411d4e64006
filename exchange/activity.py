"""The activities of a line: what a caller hears, or what the call waits for."""

from dataclasses import dataclass

NOT_BEGUN = "not begun"
DOCUMENT_ENDED = "document ended"
HOTLINE_HUNG_UP = "the hotline hung up"
CALLER_HUNG_UP = "the caller hung up"
REJECTED = "rejected"
FAILED = "the hotline failed"


@dataclass(frozen=True)
class Playing:
    """The sound at the absolute `url`, whose caption is `words`; `loop` = again and again, without end."""

    url: str
    words: str
    loop: bool = False


@dataclass(frozen=True)
class Saying:
    """The carrier's own voice reads `words` aloud."""

    words: str
    language: str
    loop: bool = False


@dataclass(frozen=True)
class Pausing:
    """Silence for `seconds`."""

    seconds: int


Sounding = Playing | Saying | Pausing


@dataclass(frozen=True)
class Listening:
    """The sounds of a Gather are over; it waits `seconds` for the next key."""

    seconds: int


@dataclass(frozen=True)
class Recording:
    """The caller alone is being recorded, after a `beep` if there is one. `silence` seconds of silence end it,
    0 = they do not."""

    max_seconds: int
    beep: bool = True
    silence: int = 5


@dataclass(frozen=True)
class InRoom:
    """In a conference with `people` participants, for at most `seconds`; `sound` is an announcement or hold music.

    `waiting` for it to start; `muted`: nobody hears the caller; `announced`: the sound is an announcement.
    """

    room: str
    waiting: bool
    people: int
    seconds: int
    sound: Sounding | None = None
    muted: bool = False
    announced: bool = False


@dataclass(frozen=True)
class Ringing:
    """`number` (or a SIP address) is rung, for at most `seconds`; `send_digits` are pressed once it answers."""

    number: str
    send_digits: str
    seconds: int


@dataclass(frozen=True)
class Talking:
    """Connected with `number` (or a SIP address), for `seconds`."""

    number: str
    seconds: int


@dataclass(frozen=True)
class Ended:
    """The call is over."""

    reason: str


Activity = Playing | Saying | Pausing | Listening | Recording | InRoom | Ringing | Talking | Ended
