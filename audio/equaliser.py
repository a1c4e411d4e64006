"""Equalises samples for a telephone: no hum, and consonants that are heard where a voice is dull."""

import math
from functools import cache

from audio.filters import Taps, designed, filtered

TAPS = 129
# Below 100 Hz a telephone only hums.
HUM_HZ = 100
# What is dull rises by 6 dB an octave up to 1 kHz, and by 8.5 dB more around 2.5 kHz: then 300 to 3400 Hz carry nine
# tenths of its strength instead of half.
BOOM_HZ, RISES_HZ, TREBLE_HZ, TREBLE_DB = 250, 1000, 2500, 8.5


def equalised(samples: bytes, rate: int, dull: bool) -> bytes:
    """s16le samples at `rate` without hum; `dull`: evened out besides."""
    return filtered(samples, _taps(rate, dull))


@cache
def _taps(rate: int, dull: bool) -> Taps:
    return designed(rate, _evened_out if dull else _without_hum, TAPS)


def _without_hum(hertz: float) -> float:
    return _high_pass(hertz, HUM_HZ)


def _evened_out(hertz: float) -> float:
    rise = hertz / math.hypot(hertz, RISES_HZ)
    return _without_hum(hertz) * _high_pass(hertz, BOOM_HZ) * rise * _treble(hertz)


def _high_pass(hertz: float, corner: float) -> float:
    """The gain of a Butterworth filter of second order."""
    return 1 / math.sqrt(1 + (corner / hertz) ** 4)


def _treble(hertz: float) -> float:
    """The gain of a shelf of second order, with Q = 1 (Audio EQ Cookbook)."""
    root, s = 10 ** (TREBLE_DB / 80), 1j * hertz / TREBLE_HZ
    return abs(root**2 * ((root * s) ** 2 + root * s + 1) / (s**2 + root * s + root**2))
