"""TwiML: the verbs and attributes that we use, and a writer that, unlike Twilio's own library, checks them."""

import re
from xml.etree import ElementTree as ET

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
LARGEST = 64_000
# What XML 1.0 forbids; Twilio answers a document that holds one of these with an English error.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class TwimlError(Exception):
    """A document that Twilio would refuse; the argument says why."""


def element(verb: str, *inside: ET.Element, text: str = "", **attributes: str | int | bool) -> ET.Element:
    """A verb with what is nested in it; an attribute that Twilio does not know raises TwimlError."""
    if unknown := set(attributes) - set(VERBS[verb]):
        raise TwimlError(f"<{verb}> has no attribute {', '.join(sorted(unknown))}")
    made = ET.Element(verb, {name: _written(value) for name, value in attributes.items()})
    made.text = FORBIDDEN.sub("", text) or None
    made.extend(inside)
    return made


def document(*verbs: ET.Element) -> bytes:
    """A whole answer, ready to send; one that is too large raises TwimlError."""
    written: bytes = ET.tostring(element("Response", *verbs), encoding="utf-8", xml_declaration=True)
    if len(written) > LARGEST:
        raise TwimlError(f"the answer has {len(written)} bytes, Twilio takes {LARGEST}")
    return written


def _written(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else FORBIDDEN.sub("", str(value))
