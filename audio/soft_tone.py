"""A soft tone that begins and ends a silence, or tells that time is nearly up: synthesised here."""

import math
from array import array
from functools import cache

from audio.telephone import RATE, mulaw

# An e in the middle of the voice, which old ears and telephones hear well, and an octave above it.
HERTZ, OVERTONE = 659.3, 0.25
SECONDS, FADES, ATTACK = 1.6, 0.45, 0.02
# As loud as quiet speech: the peak of a sample of 16 bits.
PEAK = 5000


@cache
def soft_tone() -> bytes:
    """A tone that fades like that of a singing bowl: mu-law at RATE."""
    samples = (PEAK * _shape(n / RATE) * _wave(n / RATE) for n in range(int(SECONDS * RATE)))
    return mulaw(array("h", map(round, samples)).tobytes())


def _shape(second: float) -> float:
    return min(1.0, second / ATTACK) * math.exp(-second / FADES) * (1 - second / SECONDS)


def _wave(second: float) -> float:
    turn = math.tau * HERTZ * second
    return (math.sin(turn) + OVERTONE * math.sin(2 * turn)) / (1 + OVERTONE)
