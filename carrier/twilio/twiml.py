"""TwiML: the verbs and attributes that we use, and a writer that, unlike Twilio's own library, checks them."""

import re
from xml.sax.saxutils import escape, quoteattr

# The verbs and attributes we use, as Twilio spells them; <Record> alone records, and it hears one caller and no room.
VERBS = {
    "Response": (),
    "Play": ("loop",),
    "Say": ("language",),
    "Pause": ("length",),
    "Redirect": ("method",),
    "Hangup": (),
    "Gather": ("input", "action", "method", "numDigits", "finishOnKey", "timeout", "actionOnEmptyResult"),
    "Dial": ("action", "method", "timeout", "timeLimit", "hangupOnStar", "callerId"),
    "Record": (
        "action",
        "method",
        "maxLength",
        "timeout",
        "finishOnKey",
        "playBeep",
        "trim",
        "recordingStatusCallback",
        "recordingStatusCallbackEvent",
        "recordingStatusCallbackMethod",
    ),
    "Number": ("sendDigits",),
    "Sip": (),
    "Conference": (
        "startConferenceOnEnter",
        "endConferenceOnExit",
        "beep",
        "muted",
        "participantLabel",
        "waitUrl",
        "waitMethod",
        "statusCallback",
        "statusCallbackEvent",
        "statusCallbackMethod",
    ),
}
DECLARATION = "<?xml version='1.0' encoding='utf-8'?>\n"
LARGEST = 64_000
# As it stands, XML would read it as the end of a line (XML 1.0, 2.11).
LINE_END = {"\r": "&#13;"}
# What XML 1.0 forbids; Twilio answers a document that holds one of these with an English error.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class TwimlError(Exception):
    """A document that Twilio would refuse; the argument says why."""


def element(verb: str, *inside: str, text: str = "", **attributes: str | int | bool) -> str:
    """A verb with what is nested in it; an attribute that Twilio does not know raises TwimlError."""
    if unknown := attributes.keys() - VERBS[verb]:
        raise TwimlError(f"<{verb}> has no attribute {', '.join(sorted(unknown))}")
    written = "".join(f" {name}={_written(value)}" for name, value in attributes.items())
    content = escape(FORBIDDEN.sub("", text), LINE_END) + "".join(inside)
    return f"<{verb}{written}>{content}</{verb}>" if content else f"<{verb}{written} />"


def document(*verbs: str) -> bytes:
    """A whole answer, ready to send; one that is too large raises TwimlError."""
    written = (DECLARATION + element("Response", *verbs)).encode()
    if len(written) > LARGEST:
        raise TwimlError(f"the answer has {len(written)} bytes, Twilio takes {LARGEST}")
    return written


def _written(value: str | int | bool) -> str:
    return f'"{str(value).lower()}"' if isinstance(value, bool | int) else quoteattr(FORBIDDEN.sub("", value))
