"""Converts speech into telephone sound: mu-law, 8 kHz, mono, normalised level. The only file that imports pydub."""

import math
import struct
import warnings
from collections.abc import Sequence

from audio.equaliser import equalised
from audio.ffmpeg import run_ffmpeg
from audio.filters import lowered
from audio.voices.voice import SAMPLES, NoSoundError, Speech, SpeechError

with warnings.catch_warnings():
    # pydub looks for ffmpeg on the PATH, and audioop leaves Python with 3.13 (audioop-lts brings it back there).
    warnings.simplefilter("ignore")
    import audioop

    from pydub import AudioSegment
    from pydub.silence import detect_leading_silence

RATE = 8000
FRAME_MS = 20
# Active speech in dB below overload (ITU-T G.115, RFC 7874): the louder end of what networks expect, for older ears.
LEVEL_DB = -22.0
GATE_DB = 30.0
PEAK_DB = -1.0
SILENT_DB = -60.0
SILENCE_DB = -52.0
MARGIN_MS = 40

# The longest sound is an announcement of three minutes; what is longer or slower is an attack or a fault.
LONGEST_S = 180
LARGEST_INPUT = 16 * 1024 * 1024
# Nothing above 3.8 kHz may fold back into speech.
DECODED = (
    *("-ac", "1", "-af", f"aresample={RATE}:filter_size=64:cutoff=0.95"),
    *("-t", str(LONGEST_S), "-fs", str(LONGEST_S * RATE * 2), "-f", SAMPLES),
)

MULAW_TAG = 7
MULAW_SILENCE = b"\xff"


def master_speech(speech: Speech) -> bytes:
    """The speech as raw mu-law, RATE bytes a second, trimmed, with active speech at LEVEL_DB; raises SpeechError."""
    samples = decoded(speech).raw_data
    return normalised(samples, active_level(samples))


def normalised(samples: bytes, level: float) -> bytes:
    """s16le samples at RATE, whose active speech is at `level`, as trimmed mu-law with active speech at LEVEL_DB."""
    sound = _segment(samples)
    if level < SILENT_DB:
        raise SpeechError("the sound is silent")
    louder = min(LEVEL_DB - level, PEAK_DB - sound.max_dBFS)
    return mulaw(_trimmed(sound.apply_gain(louder)).raw_data)


def decoded(speech: Speech) -> AudioSegment:
    """The speech as 16-bit mono samples at RATE, evened out; raises SpeechError for a sound that is invalid, too large
    or slow."""
    if len(speech.sound) > LARGEST_INPUT:
        raise NoSoundError(f"the sound is too large ({len(speech.sound)} bytes)")
    if speech.format == SAMPLES:
        samples = lowered(speech.sound[: 2 * speech.rate * LONGEST_S], speech.rate, RATE)
    else:
        samples = run_ffmpeg(speech.sound, ("-f", speech.format), DECODED)
    return _segment(equalised(samples, RATE, speech.dull))


def active_level(samples: bytes) -> float:
    """The level of s16le samples at RATE in dBFS, over the frames with speech."""
    return level_of(frame_levels(samples))


def level_of(frames: Sequence[int]) -> float:
    """The level in dBFS of the frames with speech, given the RMS of each frame."""
    loudest = max(frames, default=0)
    active = [frame for frame in frames if frame and frame >= loudest * 10 ** (-GATE_DB / 20)]
    if not active:
        return -math.inf
    return 20 * math.log10(math.sqrt(sum(frame**2 for frame in active) / len(active)) / 32768)


def frame_levels(samples: bytes) -> list[int]:
    """The RMS (32768 = full scale) of each FRAME_MS of s16le samples at RATE."""
    return [audioop.rms(frame, 2) for frame in _frames(samples)]


def frame_crossings(samples: bytes) -> list[int]:
    """The zero crossings in each FRAME_MS of s16le samples at RATE."""
    return [audioop.cross(frame, 2) for frame in _frames(samples)]


def share(samples: bytes, part: bytes) -> float:
    """How much of `part` is in the samples: by what it is multiplied so that the least is left without it."""
    return audioop.findfactor(samples, part)


def clipped(samples: bytes, peak: float) -> bytes:
    """s16le samples, clipped at `peak` (32768 = full scale)."""
    # Multiplied, they stop at overload.
    up = max(1.0, 32767 / peak)
    return audioop.mul(audioop.mul(samples, 2, up), 2, 1 / up)


def mulaw(samples: bytes) -> bytes:
    """16-bit samples as mu-law bytes."""
    return audioop.lin2ulaw(samples, 2)


def silence(ms: int) -> bytes:
    """mu-law silence of `ms` milliseconds."""
    return MULAW_SILENCE * (RATE * ms // 1000)


def wav(ulaw: bytes) -> bytes:
    """Raw mu-law as a WAV file; a format other than PCM needs the longer fmt chunk and a fact chunk."""
    fmt = struct.pack("<4sIHHIIHHH", b"fmt ", 18, MULAW_TAG, 1, RATE, RATE, 1, 8, 0)
    fact = struct.pack("<4sII", b"fact", 4, len(ulaw))
    data = struct.pack("<4sI", b"data", len(ulaw)) + ulaw + b"\0" * (len(ulaw) % 2)
    body = b"WAVE" + fmt + fact + data
    return struct.pack("<4sI", b"RIFF", len(body)) + body


def _frames(samples: bytes) -> list[bytes]:
    step = 2 * RATE * FRAME_MS // 1000
    return [samples[start : start + step] for start in range(0, len(samples), step)]


def _segment(samples: bytes) -> AudioSegment:
    return AudioSegment(data=samples, sample_width=2, frame_rate=RATE, channels=1)


def _trimmed(sound: AudioSegment) -> AudioSegment:
    start = detect_leading_silence(sound, SILENCE_DB, FRAME_MS // 2)
    end = len(sound) - detect_leading_silence(sound.reverse(), SILENCE_DB, FRAME_MS // 2)
    return sound[max(0, start - MARGIN_MS) : end + MARGIN_MS]
