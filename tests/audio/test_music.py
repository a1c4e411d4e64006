"""The music while waiting, measured."""

import audioop
import cmath
import math
from array import array
from itertools import pairwise

import pytest

from audio.composition import LENGTH, LEVEL_DB, composed
from audio.music import music
from audio.telephone import RATE, active_level

HEADER = 58


@pytest.fixture(scope="module")
def samples() -> "array[int]":
    return array("h", audioop.ulaw2lin(music()[HEADER : HEADER + LENGTH], 2))


def test_what_is_played_is_what_is_composed():
    # Sines differ in their last digit from machine to machine.
    difference = zip(audioop.ulaw2lin(composed(), 2), audioop.ulaw2lin(music(), 2), strict=True)
    assert sum(one != other for one, other in difference) < RATE / 100


def test_it_lasts_half_a_minute():
    assert len(music()) == HEADER + 30 * RATE


def test_it_is_quieter_than_speech_and_never_clips(samples):
    assert active_level(samples.tobytes()) == pytest.approx(LEVEL_DB, abs=0.5)
    assert max(map(abs, samples)) < 0.3 * 32768


def test_it_begins_again_without_a_click(samples):
    usual = max(abs(a - b) for a, b in pairwise(samples))
    assert abs(samples[0] - samples[-1]) <= usual / 2


def test_it_never_falls_silent_and_never_bursts_out(samples):
    levels = [active_level(samples[start : start + RATE].tobytes()) for start in range(0, LENGTH, RATE)]
    assert max(levels) - min(levels) < 6


def test_a_telephone_carries_all_of_it(samples):
    part = samples[5 * RATE : 5 * RATE + 2000]
    power = [strength(part, hertz) ** 2 for hertz in range(0, RATE // 2, 20)]
    assert sum(power[3400 // 20 :]) < sum(power) / 10_000


def strength(samples: "array[int]", hertz: float) -> float:
    """How much of one frequency there is, with soft edges."""
    edges = len(samples)
    return abs(
        sum(
            sample * math.sin(math.pi * n / edges) ** 2 * cmath.exp(-2j * math.pi * hertz * n / RATE)
            for n, sample in enumerate(samples)
        )
    )
