"""What the form of a carrier's request says: whose call it is, what was pressed, how something ended."""

import hmac
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from ivr.model.announcement import RECORDING
from ivr.model.dial_outcome import outcome
from ivr.model.moment import NIGHT_ENDS

Form = Mapping[str, str]

KEYS = re.compile(r"[0-9*#]{0,32}|[a-z-]{1,32}")
NUMBER = re.compile(r"\+[1-9][0-9]{5,14}")
# "Anonymous", "restricted", "blocked", "unknown" and "unavailable" on a telephone keypad: sent as if they were numbers.
WITHHELD = ("+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253")
NIGHT = timedelta(hours=NIGHT_ENDS.hour)
IN_AN_ADDRESS = re.compile(rf"/({RECORDING.pattern})(?:\.[a-z0-9]+)?$")
HUNG_UP, OVER = "hangup", "completed"
# No telephone sends this: it stands for anything that is not keys, and leads nowhere.
JUNK = "?"


def call_of(form: Form) -> str:
    """The CallSid."""
    return form.get("CallSid", "")


def caller_of(form: Form, key: Callable[[date], bytes], moment: datetime) -> str:
    """A hash of the caller's number, by the key of that day; "" where none is shown."""
    number = form.get("From", "")
    if number in WITHHELD or not NUMBER.fullmatch(number):
        return ""
    return hmac.digest(key(moment.date()), number.encode(), "sha256").hex()[:16]


def called_number(form: Form) -> str:
    """The hotline's own number, as it was called; "" where that is none."""
    called = form.get("To", "")
    return called if NUMBER.fullmatch(called) else ""


def keys_of(form: Form) -> str:
    """The keys that were pressed, how a dialled call ended, or the carrier's id of what was recorded."""
    if "RecordingUrl" in form:
        return recording_of(form)
    # That a star has ended a number Twilio tells without documenting it; untold, the star is silence or lacking digits.
    star = "*" if form.get("FinishedOnKey") == "*" else ""
    dialled = outcome(form.get("DialCallStatus", ""), form.get("DialCallDuration", ""))
    keys = dialled or form.get("Digits", "") + star
    return keys if KEYS.fullmatch(keys) else JUNK


def recording_of(form: Form) -> str:
    """The RecordingSid. Only that is taken from the address in the request: nothing is ever fetched from there."""
    found = IN_AN_ADDRESS.search(form.get("RecordingUrl", ""))
    return found[1] if found else ""


def is_over(form: Form) -> bool:
    """Whether the caller has hung up: the carrier tells, and hears what is answered no more."""
    return form.get("CallStatus") == OVER


def has_hung_up(form: Form) -> bool:
    """Whether the caller has hung up while recording."""
    return "RecordingUrl" in form and form.get("Digits") == HUNG_UP
