"""Removes the DTMF tones of keys from the beginning and the end of a recording."""

import math
from array import array
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter, mul
from typing import TypeAlias

from audio.telephone import RATE, share

# Each key is a low and a high tone at once (ITU-T Q.23); old telephones miss them by up to 1.5 %.
LOW, HIGH = (697, 770, 852, 941), (1209, 1336, 1477)
TUNINGS = (0.988, 1.0, 1.012)

# In samples: a frame, and how far it moves on. So many in a row with the same key are a tone (40 ms), not a vowel.
FRAME, STEP, FEWEST = 160, 80, 3
# The two tones are nearly all that is heard, and none of the two is much louder than the other.
NEARLY_ALL, AT_LEAST = 0.8, 0.06
# How much noise or silence may lie between the tone and the edge, and how loud against the tone.
BESIDE, QUIET = RATE, 0.5

Samples: TypeAlias = "array[int]"
# A sine and a cosine as s16le, each with the root of its energy.
Wave = tuple[tuple[bytes, float], tuple[bytes, float]]


def without_key_tones(samples: bytes) -> bytes:
    """The s16le samples at RATE without key tones at the beginning and at the end."""
    return _cut(_cut(array("h", samples))[::-1])[::-1].tobytes()


def _cut(samples: Samples) -> Samples:
    while (start := _last_tone(samples)) is not None:
        samples = samples[:start]
    return samples


def _last_tone(samples: Samples) -> int | None:
    """The index of the sample where a key tone begins after which there is no speech, None if there is none."""
    for key, frames in groupby(_keys_from_end(samples), itemgetter(1)):
        starts = [start for start, _ in frames]
        if key and len(starts) >= FEWEST:
            tone, rest = samples[starts[-1] : starts[0] + FRAME], samples[starts[0] + 2 * FRAME :]
            # It began before a whole frame was full of it.
            return max(0, starts[-1] - FRAME) if _loudness(rest) < QUIET * _loudness(tone) else None
    return None


def _keys_from_end(samples: Samples) -> Iterator[tuple[int, str]]:
    """The starts of frames, from the end on, and the key in each; without a tone only the last BESIDE samples."""
    for start in range(len(samples) - FRAME, -1, -STEP):
        key = _key(samples[start : start + FRAME])
        yield start, key
        if not key and len(samples) - start > BESIDE:
            return


def _key(frame: Samples) -> str:
    """The two frequencies of a key in a frame, "" if there is none."""
    whole = float(sum(map(mul, frame, frame)))
    low, high = _strongest(frame.tobytes(), LOW_WAVES), _strongest(frame.tobytes(), HIGH_WAVES)
    is_key = min(low[0], high[0]) > AT_LEAST * whole and low[0] + high[0] > NEARLY_ALL * whole
    return f"{low[1]}+{high[1]}" if is_key else ""


def _strongest(frame: bytes, waves: list[tuple[int, Wave]]) -> tuple[float, int]:
    """How much of the energy of a frame is one of the tones, and which."""
    return max((sum((share(frame, part) * norm) ** 2 for part, norm in wave), hertz) for hertz, wave in waves)


def _loudness(samples: Samples) -> float:
    return math.sqrt(sum(map(mul, samples, samples)) / len(samples)) if samples else 0.0


def _waves(tones: tuple[int, ...]) -> list[tuple[int, Wave]]:
    return [(hertz, (_wave(math.sin, hertz * by), _wave(math.cos, hertz * by))) for hertz in tones for by in TUNINGS]


def _wave(of: Callable[[float], float], hertz: float) -> tuple[bytes, float]:
    """One frame of a sine or cosine at full scale."""
    part = array("h", [round(32767 * of(math.tau * hertz * n / RATE)) for n in range(FRAME)])
    return part.tobytes(), math.sqrt(sum(map(mul, part, part)))


LOW_WAVES, HIGH_WAVES = _waves(LOW), _waves(HIGH)
