"""Records one caller for a <Record>, and sends its status callbacks as Twilio does."""

import math
import struct
from dataclasses import replace
from functools import partial
from secrets import token_hex

from exchange.call_leg import ACCOUNT, CallLeg
from exchange.exchange import Exchange
from exchange.recordings import Recording
from exchange.twiml.verbs import Record
from exchange.wav import BYTES_PER_SECOND, RATE, samples_of, wav_of

TONE_HERTZ = 440
LOUDNESS = 8000
# Per second.
UP_AND_DOWN = 4


class Recorder:
    """One recording; `callback` is an absolute URL or ""."""

    def __init__(self, exchange: Exchange, leg: CallLeg, terms: Record, callback: str) -> None:
        self._exchange = exchange
        self._leg = leg
        self._terms = terms
        self._callback = callback
        self._recording = Recording("RE" + token_hex(16), leg.sid)
        self._since = exchange.clock()
        self._heard: bytes | None = None

    def begin(self) -> None:
        self._exchange.recordings.add(self._recording)
        self._report(self._recording)

    def hear(self, sound: bytes) -> None:
        """Appends what the caller says, up to maxLength; raises WavError."""
        heard = (self._heard or b"") + samples_of(sound)
        self._heard = heard[: self._terms.max_length * BYTES_PER_SECOND]

    def end(self) -> dict[str, str]:
        """Ends the recording; returns the parameters for the action, {} for one without sound.

        As with Twilio it is completed only after the action has answered: behind what happens to the line now.
        """
        samples = samples_of(self._lonely_tone()) if self._heard is None else self._heard
        seconds = math.ceil(len(samples) / BYTES_PER_SECOND)
        ending = replace(self._recording, status="processing", seconds=seconds, sound=wav_of(samples))
        ended = replace(ending, status="completed" if seconds else "absent")
        self._exchange.recordings.change(ending)
        self._exchange.later(self._leg.events, partial(self._complete, ended))
        return {"RecordingUrl": self._url, "RecordingDuration": str(seconds)} if seconds else {}

    def _complete(self, ended: Recording) -> None:
        self._exchange.recordings.change(ended)
        self._report(ended, RecordingDuration=str(ended.seconds))

    @property
    def _url(self) -> str:
        account = f"{self._exchange.public_url}/phone/2010-04-01/Accounts/{ACCOUNT}"
        return f"{account}/Recordings/{self._recording.sid}"

    def _lonely_tone(self) -> bytes:
        """The sound of a recording into which a test did not speak."""
        return tone(min(self._terms.max_length, self._exchange.seconds_since(self._since)))

    def _report(self, recording: Recording, **more: str) -> None:
        if not self._callback or recording.status not in self._terms.recording_status_callback_event:
            return
        form = {
            "AccountSid": ACCOUNT,
            "CallSid": recording.call,
            "RecordingSid": recording.sid,
            "RecordingUrl": self._url,
            "RecordingStatus": recording.status,
            "RecordingChannels": "1",
            "RecordingSource": "RecordVerb",
        }
        method = self._terms.recording_status_callback_method
        self._exchange.report(self._leg.callbacks, method, self._callback, form | more)


def tone(seconds: int, hertz: int = TONE_HERTZ) -> bytes:
    """A WAV file (8 kHz, mono, 16 bit) of that length, of a tone that goes up and down by half, as a voice does."""
    samples = (round(LOUDNESS * math.sin(math.tau * hertz * _bent(at / RATE))) for at in range(RATE))
    return wav_of(b"".join(struct.pack("<h", sample) for sample in samples) * seconds)


def _bent(at: float) -> float:
    """A time in seconds, running alternately at half and at one and a half times the speed."""
    return at + math.sin(math.tau * UP_AND_DOWN * at) / (2 * math.tau * UP_AND_DOWN)
