"""The form of a webhook that is answered with TwiML, as a turn of a call."""

import re
from collections.abc import Mapping

from carrier.events import Caller, Turn
from carrier.twilio.ids import RECORDING
from carrier.twilio.numbers import number_or_none, shown_or_none
from carrier.twilio.statuses import dial_outcome, is_over

Form = Mapping[str, str]

KEYS = re.compile(r"[0-9*#]{0,32}")
IN_AN_ADDRESS = re.compile(rf"/({RECORDING.pattern})(?:\.[a-z0-9]+)?$")
# What Digits says instead of keys where the caller has hung up while recording.
HUNG_UP = "hangup"
# No telephone sends this: it stands for anything that is not keys, and leads nowhere.
JUNK = "?"


def turn_in(form: Form) -> Turn:
    """What "A call comes in" or the action of a verb tells."""
    was_recorded = "RecordingUrl" in form
    recording = _recording(form.get("RecordingUrl", ""))
    hung_up = was_recorded and form.get("Digits") == HUNG_UP
    return Turn(
        call=form.get("CallSid", ""),
        account=form.get("AccountSid", ""),
        caller=Caller(shown_or_none(form.get("From", ""))),
        called=number_or_none(form.get("To", "")),
        keys=recording if was_recorded else _keys(form),
        is_over=hung_up or is_over(form.get("CallStatus", "")),
        unwanted=recording if hung_up else "",
    )


def _keys(form: Form) -> str:
    if outcome := dial_outcome(form.get("DialCallStatus", ""), form.get("DialCallDuration", "")):
        return outcome
    # That a star has ended a number Twilio tells without documenting it; untold, the star is silence or lacking digits.
    star = "*" if form.get("FinishedOnKey") == "*" else ""
    keys = form.get("Digits", "") + star
    return keys if KEYS.fullmatch(keys) else JUNK


def _recording(url: str) -> str:
    """The RecordingSid. Only that is taken from the address in the request: nothing is ever fetched from there."""
    found = IN_AN_ADDRESS.search(url)
    return found[1] if found else ""
