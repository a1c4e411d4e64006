"""The hold music: broken chords over a quiet pad, synthesised here, so that it is free of rights.

`python -m audio.composition` writes it into FILE, once for all.
"""

import math
from array import array
from functools import cache
from operator import add

from audio.music import FILE
from audio.telephone import RATE, active_level, mulaw, wav

# As keys of a piano (69 is the a of 440 Hz): C, A minor, F, G; then C, F, D minor, G.
CHORDS = (
    (60, 64, 67, 74),
    (57, 64, 69, 72),
    (57, 65, 69, 76),
    (59, 62, 67, 74),
    (60, 64, 67, 76),
    (57, 65, 69, 72),
    (57, 62, 69, 77),
    (59, 62, 67, 74),
)
# Which tone of the chord is plucked in each eighth of a bar, an octave higher; None is a rest.
PATTERN = (0, 1, 2, 3, 2, 1, 2, None)

EIGHTH = RATE * 15 // 32
BAR = EIGHTH * len(PATTERN)
LENGTH = BAR * len(CHORDS)

# Quieter than speech, so that it soothes and nobody holds the receiver away from the ear.
LEVEL_DB = -26.0
PLUCK_LOUDNESS, PAD_LOUDNESS = 1.0, 0.3
ATTACK = RATE // 40
FADE = 0.9

# Overtones and their loudness: small loudspeakers hardly carry the lowest tones themselves.
OVERTONES = ((1, 1.0), (2, 0.35), (3, 0.12))
# What a telephone carries at most.
HIGHEST_HZ = 3300

Samples = list[float]


def composed() -> bytes:
    """Half a minute that loops seamlessly: a mu-law WAV file, 8 kHz mono."""
    mixed = [0.0] * LENGTH
    for bar, chord in enumerate(CHORDS):
        for key in chord:
            _mix(mixed, _pad(key), BAR * bar - BAR // 4)
        for eighth, tone in enumerate(PATTERN):
            if tone is not None:
                _mix(mixed, _pluck(chord[tone] + 12), BAR * bar + EIGHTH * eighth)
    return wav(mulaw(_levelled(mixed)))


def _mix(mixed: Samples, tone: Samples, start: int) -> None:
    """Adds a tone at `start`; what exceeds the end wraps to the beginning."""
    start %= LENGTH
    before_end = min(len(tone), LENGTH - start)
    mixed[start : start + before_end] = map(add, mixed[start : start + before_end], tone)
    mixed[: len(tone) - before_end] = map(add, mixed, tone[before_end:])


@cache
def _pluck(key: int) -> Samples:
    return _tone(key, _fading(), PLUCK_LOUDNESS)


@cache
def _pad(key: int) -> Samples:
    return _tone(key, _swelling(), PAD_LOUDNESS)


@cache
def _fading() -> Samples:
    length = 5 * EIGHTH
    return [min(1.0, n / ATTACK) * math.exp(-n / (FADE * RATE)) * (1 - n / length) for n in range(length)]


@cache
def _swelling() -> Samples:
    length = BAR * 3 // 2
    return [math.sin(math.pi * n / length) ** 2 for n in range(length)]


def _tone(key: int, envelope: Samples, loudness: float) -> Samples:
    frequency = 440 * 2 ** ((key - 69) / 12)
    tone = [0.0] * len(envelope)
    for overtone, part in OVERTONES:
        if overtone * frequency < HIGHEST_HZ:
            step = math.tau * overtone * frequency / RATE
            tone = [sample + part * math.sin(n * step) for n, sample in enumerate(tone)]
    return [loudness * sample * volume for sample, volume in zip(tone, envelope, strict=True)]


def _levelled(mixed: Samples) -> bytes:
    """16-bit samples at LEVEL_DB."""
    quiet = 8000 / max(map(abs, mixed))
    level = active_level(array("h", [round(quiet * sample) for sample in mixed]).tobytes())
    scale = quiet * 10 ** ((LEVEL_DB - level) / 20)
    return array("h", [round(scale * sample) for sample in mixed]).tobytes()


if __name__ == "__main__":
    FILE.write_bytes(composed())
