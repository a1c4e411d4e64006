"""Every attribute that a verb may carry, and how its value is read; a reader raises ValueError saying what it wants."""

import re
from collections.abc import Callable, Mapping

from exchange.twiml.verbs import KEYS

Reader = Callable[[str], object]


def whole(low: int, high: int) -> Reader:
    """A whole number from `low` to `high`."""

    def read(value: str) -> int:
        if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
            raise ValueError(f"wants a whole number from {low} to {high}")
        return int(value)

    return read


def one_of(*allowed: str) -> Reader:
    """Exactly one of these words."""

    def read(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"wants one of {', '.join(allowed)}")
        return value

    return read


def some_of(*allowed: str) -> Reader:
    """Some of these words, with blanks between them; read as a tuple."""

    def read(value: str) -> tuple[str, ...]:
        words = tuple(value.split())
        if not words or not set(words) <= set(allowed):
            raise ValueError(f"wants some of {', '.join(allowed)}")
        return words

    return read


def like(pattern: str, wish: str) -> Reader:
    """Text that matches the whole `pattern`; `wish` describes it."""

    def read(value: str) -> str:
        if not re.fullmatch(pattern, value, re.ASCII):
            raise ValueError(f"wants {wish}")
        return value

    return read


def boolean(value: str) -> bool:
    """Exactly true or false."""
    return one_of("true", "false")(value) == "true"


# Twilio calls a URL byte by byte and signs what it called: blanks and umlauts would break the signature.
ADDRESS = r"(https?://|/|\.|\?|[\w-])[!-Z^-~]*"
url = like(ADDRESS, "an ASCII URL")
url_or_silence = like(f"({ADDRESS})?", "an ASCII URL or nothing")
one_key = like(f"[{KEYS}]?", "one key or nothing")
keys = like(f"[{KEYS}]*", "keys or nothing")
number = like(r"\+[1-9]\d{4,14}", "a number such as +493023125000")
sip = like(r"sips?:[!-~]+", "a SIP address such as sip:room@example.org")
label = like(r"[!-~]([ -~]{0,127})", "1 to 128 ASCII characters")
voice = like(r"[\w.-]+", "the name of a voice")
language = like(r"[a-z]{2,3}(-[A-Z]{2})?", "a language such as de-DE")
method = one_of("GET", "POST")

CONFERENCE_EVENTS = ("start", "end", "join", "leave", "mute", "hold", "modify", "speaker", "announcement")

ATTRIBUTES: Mapping[str, Mapping[str, Reader]] = {
    "Play": {"loop": whole(0, 1000)},
    "Say": {"voice": voice, "language": language, "loop": whole(0, 1000)},
    "Pause": {"length": whole(1, 3600)},
    "Redirect": {"method": method},
    "Hangup": {},
    "Reject": {"reason": one_of("rejected", "busy")},
    "Gather": {
        "input": one_of("dtmf"),
        "action": url,
        "method": method,
        "numDigits": whole(1, 100),
        "finishOnKey": one_key,
        "timeout": whole(1, 600),
        "actionOnEmptyResult": boolean,
    },
    "Record": {
        "action": url,
        "method": method,
        "maxLength": whole(1, 3600),
        "timeout": whole(0, 600),
        "finishOnKey": keys,
        "playBeep": boolean,
        "trim": one_of("trim-silence", "do-not-trim"),
        "recordingStatusCallback": url,
        "recordingStatusCallbackMethod": method,
        "recordingStatusCallbackEvent": some_of("in-progress", "completed", "absent"),
    },
    "Dial": {
        "action": url,
        "method": method,
        "timeout": whole(5, 600),
        "timeLimit": whole(1, 86400),
        "hangupOnStar": boolean,
        "callerId": number,
        "answerOnBridge": boolean,
    },
    "Number": {"sendDigits": like(r"[0-9*#wW]+", "keys, w and W")},
    "Sip": {},
    "Conference": {
        "startConferenceOnEnter": boolean,
        "endConferenceOnExit": boolean,
        "waitUrl": url_or_silence,
        "waitMethod": method,
        "beep": one_of("true", "false", "onEnter", "onExit"),
        "muted": boolean,
        "maxParticipants": whole(1, 250),
        "participantLabel": label,
        "statusCallback": url,
        "statusCallbackEvent": some_of(*CONFERENCE_EVENTS),
        "statusCallbackMethod": method,
        "region": one_of("us1", "ie1", "de1", "sg1", "br1", "au1", "jp1"),
        "jitterBufferSize": one_of("off", "small", "medium", "large"),
    },
}
