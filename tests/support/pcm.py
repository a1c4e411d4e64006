"""Sounds of a telephone for tests: words, keys, noise and clicks as s16le samples at 8 kHz, and files of them."""

import audioop
import io
import math
import random
import wave
from array import array
from collections.abc import Callable
from functools import cache, lru_cache

from audio.telephone import RATE, active_level, decoded
from audio.voices.espeak import EspeakVoice

KEYS = dict(
    zip("123456789*0#", [(low, high) for low in (697, 770, 852, 941) for high in (1209, 1336, 1477)], strict=True)
)


@cache
def words(sentence: str) -> bytes:
    """A sentence as the embedded voice speaks it."""
    return decoded(EspeakVoice().speak(sentence)).raw_data


def at(level: float, samples: bytes) -> bytes:
    """The same at this active level in dB below overload; what does not fit is clipped."""
    return audioop.mul(samples, 2, 10 ** ((level - active_level(samples)) / 20))


def tones(seconds: float, level: float, *hertz: float) -> bytes:
    """These tones at once; the level is that of all together."""
    each = 10 ** (level / 20) * 32768 * math.sqrt(2 / len(hertz))
    # Whole hertz begin anew every second.
    once = 1 if all(tone == round(tone) for tone in hertz) else math.ceil(seconds)
    samples = _samples(min(once, seconds), lambda at: each * sum(math.sin(math.tau * tone * at) for tone in hertz))
    return (samples * math.ceil(seconds))[: 2 * round(seconds * RATE)]


def key(name: str, seconds: float = 0.2, level: float = -12) -> bytes:
    """A key that is pressed so long."""
    return tones(seconds, level, *KEYS[name])


@lru_cache(maxsize=64)
def noise(seconds: float, level: float) -> bytes:
    """White noise, the same every time."""
    chance, loudness = random.Random(0), 10 ** (level / 20) * 32768
    return _samples(seconds, lambda _: chance.gauss(0, loudness))


def pause(seconds: float) -> bytes:
    """Nothing at all."""
    return bytes(2 * round(seconds * RATE))


def together(one: bytes, other: bytes) -> bytes:
    """Both at once, as long as the first."""
    return audioop.add(one, other[: len(one)].ljust(len(one), b"\0"), 2)


def through_mulaw(samples: bytes) -> bytes:
    """What is left of it behind a telephone line."""
    return audioop.ulaw2lin(audioop.lin2ulaw(samples, 2), 2)


def level(ulaw: bytes) -> float:
    """The active level of mu-law bytes in dB below overload."""
    return active_level(audioop.ulaw2lin(ulaw, 2))


def file(samples: bytes, channels: int = 1) -> bytes:
    """A WAV file as a carrier makes it: PCM, 16 bit, 8 kHz."""
    written = io.BytesIO()
    with wave.open(written, "wb") as wav:
        wav.setnchannels(channels)
        wav.setsampwidth(2)
        wav.setframerate(RATE)
        wav.writeframes(samples if channels == 1 else audioop.tostereo(samples, 2, 1, 1))
    return written.getvalue()


def _samples(seconds: float, wave: Callable[[float], float]) -> bytes:
    numbers = (round(wave(n / RATE)) for n in range(round(seconds * RATE)))
    return array("h", [max(-32768, min(32767, number)) for number in numbers]).tobytes()
