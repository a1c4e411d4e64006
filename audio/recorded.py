"""What somebody spoke into a telephone becomes telephone sound: as loud as the voice, without keys and clicks."""

import math

from audio.key_tones import without_key_tones
from audio.speech import NoSoundError, Speech
from audio.telephone import NOTHING_DB, RATE, active_level, clipped, decoded, frame_levels, levelled

# 90 seconds in the largest shape that a carrier has (16 bit, 8 kHz, two channels) are 2.9 MB.
LARGEST = 4 * 1024 * 1024
SHORTEST, LONGEST_S = RATE, 100
# A key or a receiver clicks far above the words for a frame or two, and would leave them quiet.
CLICKS, ABOVE_WORDS_DB = 10, 15.0
# An empty line hisses evenly; whoever speaks, however softly, does not.
FAINT_DB, EVEN_DB = -40.0, 6.0


class RecordingError(Exception):
    """Nothing that callers could hear; `failure` is "short", "silent", "long" or "no_sound"."""

    def __init__(self, failure: str):
        super().__init__(failure)
        self.failure = failure


def recorded(wav: bytes) -> bytes:
    """Raw mu-law, RATE bytes a second, mastered as every prompt.

    Raises RecordingError for what the speaker has to try again, and SpeechError for a fault of this machine.
    """
    words = _without_clicks(without_key_tones(_samples(wav)))
    if len(words) < 2 * SHORTEST:
        raise RecordingError("short")
    if _is_silent(words):
        raise RecordingError("silent")
    sound = levelled(words)
    if len(sound) < SHORTEST:
        raise RecordingError("short")
    return sound


def _samples(wav: bytes) -> bytes:
    if len(wav) > LARGEST or wav[:4] + wav[8:12] != b"RIFFWAVE":
        raise RecordingError("no_sound")
    try:
        sound = decoded(Speech(wav, format="wav"))
    except NoSoundError as error:
        raise RecordingError("no_sound") from error
    if sound.duration_seconds > LONGEST_S:
        raise RecordingError("long")
    return bytes(sound.raw_data)


def _without_clicks(samples: bytes) -> bytes:
    loudest = sorted(frame_levels(samples))[-CLICKS:]
    peak = loudest[0] * 10 ** (ABOVE_WORDS_DB / 20) if loudest else 0
    return clipped(samples, peak) if 0 < peak < 32767 else samples


def _is_silent(samples: bytes) -> bool:
    level = active_level(samples)
    return level < NOTHING_DB or (level < FAINT_DB and _range_db(samples) < EVEN_DB)


def _range_db(samples: bytes) -> float:
    """How much louder the loud tenth of the frames is than the quiet tenth."""
    frames = sorted(frame_levels(samples))
    return 20 * math.log10((frames[len(frames) * 9 // 10] + 1) / (frames[len(frames) // 10] + 1))
