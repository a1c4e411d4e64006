"""Filters of samples: they do what the textbook says, and nothing wraps around."""

import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.equaliser import equalised
from audio.filters import filtered, lowered
from audio.telephone import active_level

SAMPLES = st.lists(st.integers(-32768, 32767), max_size=40)
TAPS = st.lists(st.floats(-1, 1), min_size=1, max_size=5)
LOUDEST = array("h", [32767, -32768] * 200).tobytes()
# One unit of a sample, and what a tap is rounded by.
ROUNDED = 1 + 9 * 32768 / 2**13


@given(SAMPLES, TAPS, st.integers(1, 3))
def test_a_filter_is_the_sum_of_products(samples, half, step):
    taps = (*half[:0:-1], *half)
    beside = [0] * (len(taps) // 2)
    padded = [*beside, *samples, *beside]
    wanted = [sum(map(math.prod, zip(taps, padded[start:], strict=False))) for start in range(0, len(samples), step)]
    got = array("h", filtered(array("h", samples).tobytes(), taps, step))
    assert got.tolist() == pytest.approx([max(-32768, min(32767, one)) for one in wanted], abs=ROUNDED)


def test_what_is_too_loud_is_clipped_and_does_not_turn_over():
    assert max(array("h", filtered(LOUDEST, (-5.0, 5.0, -5.0))[2:-2])) == 32767


def sine(hertz: float, rate: int) -> bytes:
    """A second of a tone that leaves room above."""
    return array("h", (round(6000 * math.sin(math.tau * hertz * n / rate)) for n in range(rate))).tobytes()


def level(samples: bytes) -> float:
    """The level of a tone at 8 kHz, without the clicks of its beginning and end."""
    return active_level(samples[800:-800])


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 24000, 44100])
@pytest.mark.parametrize("hertz", [300, 1000, 2000, 3400])
def test_whatever_the_rate_a_telephones_band_is_carried_as_it_is(rate, hertz):
    heard = lowered(sine(hertz, rate), rate, 8000)
    assert len(heard) == pytest.approx(2 * 8000, abs=2)
    assert level(heard) == pytest.approx(level(sine(hertz, 8000)), abs=0.3)


@pytest.mark.parametrize(("hertz", "decibels"), [(100, -34), (300, -12.7), (500, -7.4), (1000, -3.5), (3000, 6.3)])
def test_a_dull_voice_is_weakened_where_it_booms_and_raised_where_consonants_are(hertz, decibels):
    tone = sine(hertz, 8000)
    assert level(equalised(tone, 8000, dull=True)) - level(tone) == pytest.approx(decibels, abs=0.5)


def test_hum_is_taken_away_and_speech_is_not():
    weakened = {hertz: level(equalised(sine(hertz, 8000), 8000, dull=False)) for hertz in (50, 300, 1000)}
    assert weakened[50] < weakened[1000] - 9
    assert weakened[300] == pytest.approx(weakened[1000], abs=0.3)
