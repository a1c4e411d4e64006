"""What the voices of this machine sound like on the telephone, measured: pace, loudness, silence, treble, cost."""

import audioop
import cmath
import math
import os
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audio.library import speak_mastered
from audio.telephone import FRAME_MS, RATE, SILENCE_DB, active_level, frame_levels
from audio.voices.comparison import LOCAL
from audio.voices.registry import select_voices
from audio.voices.voice import Voice

SENTENCES = (
    "Für die nächsten Termine",
    "drücken Sie die Eins.",
    "Die Gruppe Sonnenblume trifft sich am Dienstag, dem zehnten März, um achtzehn Uhr dreißig.",
    "Bitte geben Sie jetzt die sechs Ziffern Ihrer Zugangsnummer ein.",
    "Was hier gesagt wird, bleibt hier.",
    "Null drei null, zwo drei, eins zwo, fünf null, vier zwo.",
    "Möchten Sie mit dem Büro sprechen?",
)
# What a telephone carries, and the part of it in which consonants are told apart.
BAND, CONSONANTS = (300, 3400), (1000, 3400)
WINDOW = 256


@dataclass(frozen=True)
class Measured:
    """Sentences as mu-law, and the seconds of processor that they took."""

    sounds: tuple[bytes, ...]
    seconds: float

    @property
    def levels(self) -> list[float]:
        """The active level of each in dB below overload."""
        return [active_level(_linear(sound)) for sound in self.sounds]

    @property
    def peak(self) -> float:
        """The loudest sample in dB below overload."""
        return 20 * math.log10(max(audioop.max(_linear(sound), 2) for sound in self.sounds) / 32768)

    @property
    def words_a_minute(self) -> float:
        return 60 * len(" ".join(SENTENCES).split()) * RATE / sum(map(len, self.sounds))

    @property
    def silence_ms(self) -> int:
        """The longest silence before or behind a sentence."""
        ends = [sound for one in self.sounds for sound in (_linear(one), audioop.reverse(_linear(one), 2))]
        return max(FRAME_MS * _quiet_frames(samples) for samples in ends)

    def share(self, low: int, high: int) -> float:
        """Which part of the energy lies between these frequencies."""
        powers = [power for sound in self.sounds for power in _powers(array("h", _linear(sound)))]
        return sum(power for hertz, power in powers if low <= hertz <= high) / sum(power for _, power in powers)


def measured(voice: Voice) -> Measured:
    """All SENTENCES in a voice, as callers hear them."""
    speak_mastered(voice, SENTENCES[0])
    began = _processor()
    sounds = tuple(speak_mastered(voice, sentence) for sentence in SENTENCES)
    return Measured(sounds, _processor() - began)


def names() -> Sequence[str]:
    """The voices that are there without the internet."""
    return [voice.name for voice in select_voices(LOCAL)]


def told() -> Iterator[str]:
    """A table of these voices, as lines."""
    found = {voice.name: measured(voice) for voice in select_voices(LOCAL)}
    for name, of in found.items():
        level, spread = sum(of.levels) / len(of.levels), max(of.levels) - min(of.levels)
        yield (
            f"Voice {name}: {of.words_a_minute:.0f} words a minute, level {level:.1f} dB, spread {spread:.1f} dB, "
            + (
                f"peak {of.peak:.1f} dB, silence at the ends up to {of.silence_ms} ms, "
                f"energy in 300-3400 Hz {of.share(*BAND):.0%}, in 1-3.4 kHz {of.share(*CONSONANTS):.0%}, "
                f"{of.seconds / found['espeak'].seconds:.1f} times the processor of espeak"
            )
        )


def _processor() -> float:
    """The seconds that this process and the programs it started have taken; ffmpeg is half of the work."""
    return sum(os.times()[:4])


def _linear(sound: bytes) -> bytes:
    return audioop.ulaw2lin(sound, 2)


def _quiet_frames(samples: bytes) -> int:
    loud = [frame > 32768 * 10 ** (SILENCE_DB / 20) for frame in frame_levels(samples)]
    return loud.index(True)


def _powers(samples: "array[int]") -> Iterator[tuple[float, float]]:
    """Frequencies and how strong each is, in every tenth window of the sound."""
    for start in range(0, len(samples) - WINDOW, 10 * WINDOW):
        window = samples[start : start + WINDOW]
        for line in range(1, WINDOW // 2):
            turn = -2j * math.pi * line / WINDOW
            yield line * RATE / WINDOW, abs(sum(x * cmath.exp(turn * n) for n, x in enumerate(window))) ** 2
