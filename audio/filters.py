"""Filters 16-bit samples and lowers their rate within this process, without a package for numbers.

A convolution is the product of two large integers whose digits are the samples and the taps (Kronecker substitution),
and Python multiplies these in C.
"""

import math
import warnings
from array import array
from collections.abc import Callable
from functools import lru_cache

with warnings.catch_warnings():
    # audioop leaves Python with 3.13; audioop-lts brings it back there.
    warnings.simplefilter("ignore")
    import audioop

Taps = tuple[float, ...]
# The wanted gain at a frequency in Hz.
Response = Callable[[float], float]

# A digit holds a sum of products: 16 bits of a sample, TAP_BITS of a tap, and room for what a filter may add.
DIGIT_BITS, TAP_BITS, ROOM_BITS = 32, 12, 4
DIGIT = DIGIT_BITS // 8
# Half of the range of a sample and of a digit, which makes negative ones positive: bytes have no sign.
HALF_SAMPLE, HALF_DIGIT = 1 << 15, 1 << DIGIT_BITS - 1
# A Kaiser window for 60 dB, and for how many frequencies the response is asked.
BETA, FREQUENCIES = 5.65, 512
# Where a lower rate cuts, as a part of it, and half of the taps for each of its samples: down by 50 dB at 0.56 of it.
CUT, STEEPNESS = 0.494, 16


def filtered(samples: bytes, taps: Taps, step: int = 1) -> bytes:
    """Every `step`th of the s16le samples after a filter of an odd number of taps; clipped at overload, not delayed."""
    beside = bytes(len(taps) // 2 * 2)
    padded, count = array("h", beside + samples + beside), -(-len(samples) // 2 // step)
    # The taps in phases, as only every `step`th result is wanted.
    digits = sum(_matched(padded[phase::step], taps[phase::step]) for phase in range(min(step, len(taps))))
    positive = (digits + _repeated(HALF_DIGIT, count)) % (1 << DIGIT_BITS * count)
    sums = audioop.bias(positive.to_bytes(DIGIT * count, "little"), DIGIT, -HALF_DIGIT)
    return audioop.lin2lin(audioop.mul(sums, DIGIT, 1 << ROOM_BITS), DIGIT, 2)


def _matched(samples: "array[int]", taps: Taps) -> int:
    """The sums of products of taps and samples, by the place of the first sample, as the digits of an integer."""
    positive = audioop.lin2lin(audioop.bias(samples.tobytes(), 2, HALF_SAMPLE), 2, DIGIT)
    digits = (int.from_bytes(positive, "little") >> DIGIT_BITS - 16) - _repeated(HALF_SAMPLE, len(samples))
    return digits * _tap_digits(taps) >> DIGIT_BITS * (len(taps) - 1)


@lru_cache(maxsize=64)
def _tap_digits(taps: Taps) -> int:
    """The taps as digits, the last one first."""
    return sum(round(tap * (1 << TAP_BITS)) << DIGIT_BITS * place for place, tap in enumerate(reversed(taps)))


def _repeated(digit: int, count: int) -> int:
    return int.from_bytes(digit.to_bytes(DIGIT, "little") * count, "little")


def designed(rate: int, response: Response, count: int) -> Taps:
    """An odd number of taps of linear phase with this response at `rate` (frequency sampling, Kaiser window)."""
    gains = [response((place + 0.5) / FREQUENCIES * rate / 2) for place in range(FREQUENCIES)]
    half = [_kaiser(2 * place / (count - 1)) * _cosine(gains, place) for place in range(count // 2 + 1)]
    return (*reversed(half[1:]), *half)


def _cosine(gains: list[float], place: int) -> float:
    """The inverse Fourier transform of the gains at a distance from the middle."""
    turn = math.pi * place / FREQUENCIES
    return sum(gain * math.cos(turn * (at + 0.5)) for at, gain in enumerate(gains)) / FREQUENCIES


def _kaiser(x: float) -> float:
    """The window at -1 to 1."""
    return _bessel(BETA * math.sqrt(max(0.0, 1 - x * x))) / _bessel(BETA)


def _bessel(x: float) -> float:
    """The modified Bessel function of the first kind, order zero."""
    return sum(((x / 2) ** n / math.factorial(n)) ** 2 for n in range(20))


def lowered(samples: bytes, rate: int, wanted: int) -> bytes:
    """s16le samples at `rate` as such at a lower rate, flat up to 0.43 of it, with nothing above half of it."""
    if rate == wanted:
        return samples
    step, odd = divmod(rate, wanted)
    taps = _lowering(rate, wanted)
    # What lies between two samples is interpolated linearly.
    return (
        audioop.ratecv(filtered(samples, taps), 2, 1, rate, wanted, None)[0] if odd else filtered(samples, taps, step)
    )


@lru_cache(maxsize=8)
def _lowering(rate: int, wanted: int) -> Taps:
    cut, odd = CUT * wanted, rate % wanted

    def response(hertz: float) -> float:
        # Linear interpolation weakens high frequencies.
        raised = (math.pi * hertz / rate / math.sin(math.pi * hertz / rate)) ** 2 if odd else 1
        return raised if hertz < cut else 0.0

    return designed(rate, response, round(STEEPNESS * rate / wanted) * 2 + 1)
