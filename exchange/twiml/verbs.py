"""The verbs of TwiML as values: Twilio's names in snake case, Twilio's defaults."""

from dataclasses import dataclass

KEYS = "0123456789*#"


class TwimlError(Exception):
    """Raised when the hotline answers something that Twilio would not accept, or that leads nowhere."""


@dataclass(frozen=True)
class Play:
    """Play the sound at `url`; loop 0 = for as long as the call lasts."""

    url: str
    loop: int = 1


@dataclass(frozen=True)
class Say:
    """Read `text` aloud; loop 0 = for as long as the call lasts."""

    text: str
    voice: str = "man"
    language: str = "en-US"
    loop: int = 1


@dataclass(frozen=True)
class Pause:
    """Be silent for `length` seconds."""

    length: int = 1


Sound = Play | Say | Pause


@dataclass(frozen=True)
class Redirect:
    """Go on with the document at `url`."""

    url: str
    method: str = "POST"


@dataclass(frozen=True)
class Gather:
    """Collect keys; `num_digits` 0 = any number, `timeout` in seconds, `finish_on_key` "" = no such key."""

    action: str
    sounds: tuple[Sound, ...] = ()
    method: str = "POST"
    input: str = "dtmf"
    num_digits: int = 0
    finish_on_key: str = "#"
    timeout: int = 5
    action_on_empty_result: bool = False


@dataclass(frozen=True)
class Record:
    """Record the caller alone, for at most `max_length` seconds or until `timeout` seconds of silence."""

    action: str
    method: str = "POST"
    max_length: int = 3600
    timeout: int = 5
    finish_on_key: str = "1234567890*#"
    play_beep: bool = True
    trim: str = "trim-silence"
    recording_status_callback: str = ""
    recording_status_callback_method: str = "POST"
    recording_status_callback_event: tuple[str, ...] = ("completed",)


@dataclass(frozen=True)
class Conference:
    """Join the room `name`; `wait_url` None = Twilio's own music, "" = silence while waiting."""

    name: str
    start_conference_on_enter: bool = True
    end_conference_on_exit: bool = False
    wait_url: str | None = None
    wait_method: str = "POST"
    beep: str = "true"
    muted: bool = False
    max_participants: int = 250
    participant_label: str = ""
    status_callback: str = ""
    status_callback_event: tuple[str, ...] = ()
    status_callback_method: str = "POST"
    region: str = ""
    jitter_buffer_size: str = "large"


@dataclass(frozen=True)
class Number:
    """Ring a telephone; `send_digits` are pressed for the caller once it answers (w = half a second)."""

    number: str
    send_digits: str = ""


@dataclass(frozen=True)
class Sip:
    """Ring another system at its SIP address."""

    uri: str


@dataclass(frozen=True)
class Dial:
    """Connect the caller; `timeout` (ringing) and `time_limit` (talking) in seconds, `action` "" = none."""

    to: Conference | Number | Sip
    action: str = ""
    method: str = "POST"
    timeout: int = 30
    time_limit: int = 14400
    hangup_on_star: bool = False
    caller_id: str = ""
    answer_on_bridge: bool = False


@dataclass(frozen=True)
class Hangup:
    """End the call."""


@dataclass(frozen=True)
class Reject:
    """Decline the call before it was answered; `reason` is rejected or busy."""

    reason: str = "rejected"


Verb = Play | Say | Pause | Redirect | Gather | Record | Dial | Hangup | Reject
