"""Recordings of one caller by <Record>; nobody speaks into a test telephone, so what it kept is a tone."""

import io
import math
import struct
import wave
from secrets import token_hex

from phone.exchange import Exchange
from phone.leg import ACCOUNT, Leg
from phone.verbs import Record

RATE = 8000
TONE_HERTZ = 440
LOUDNESS = 8000


class Take:
    """One recording, begun now."""

    def __init__(self, exchange: Exchange, leg: Leg, terms: Record, callback: str) -> None:
        self._exchange = exchange
        self._leg = leg
        self._terms = terms
        self._callback = callback
        self._sid = "RE" + token_hex(16)
        self._since = exchange.clock()

    def done(self, digits: str) -> dict[str, str]:
        """End it; returns what the action is told."""
        seconds = min(self._terms.max_length, self._exchange.seconds_since(self._since))
        url = f"{self._exchange.public_url}/phone/recordings/{self._sid}"
        self._exchange.recordings[url] = seconds
        form = {"RecordingUrl": url, "RecordingDuration": str(seconds)}
        if self._callback and "completed" in self._terms.recording_status_callback_event:
            self._exchange.report(self._terms.recording_status_callback_method, self._callback, self._report(form))
        return form | {"Digits": digits}

    def _report(self, form: dict[str, str]) -> dict[str, str]:
        return form | {
            "AccountSid": ACCOUNT,
            "CallSid": self._leg.sid,
            "RecordingSid": self._sid,
            "RecordingStatus": "completed",
            "RecordingChannels": "1",
            "RecordingSource": "RecordVerb",
        }


def tone(seconds: int) -> bytes:
    """A WAV file (8 kHz, mono, 16 bit) of that length."""
    samples = (round(LOUDNESS * math.sin(math.tau * TONE_HERTZ * at / RATE)) for at in range(RATE))
    second = b"".join(struct.pack("<h", sample) for sample in samples)
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(second * seconds)
    return written.getvalue()
