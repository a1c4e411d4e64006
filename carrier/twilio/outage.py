"""What a caller hears while the hotline does not answer: a document of TwiML that needs no server of ours."""

from carrier.twilio.numbers import international
from carrier.twilio.twiml import document, element

RINGS = 25


def outage(before: str, after: str, number: str, shown: str) -> bytes:
    """Says `before`, dials the national `number`, and says `after` when nobody has answered there.

    `shown` is the hotline's own national number: without it the office would be shown the caller's, so then nobody is
    dialled.
    """
    if not number or not shown:
        return document(_said(before), _said(after), element("Hangup"))
    dialled = element("Number", text=international(number))
    dial = element("Dial", dialled, timeout=RINGS, callerId=international(shown))
    return document(_said(before), dial, _said(after), element("Hangup"))


def _said(text: str) -> str:
    return element("Say", text=text, language="de-DE")
