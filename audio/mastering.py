"""What somebody spoke into a telephone becomes telephone sound: as loud as the voice, without keys and clicks."""

import math

from audio.key_tones import without_key_tones
from audio.telephone import NOTHING_DB, RATE, clipped, decoded, frame_levels, level_of, levelled
from audio.tones import are_tones_alone
from audio.voices.voice import NoSoundError, Speech

SHORTEST, LONGEST_S = RATE, 100
# By what a file is recognised (where, which bytes), and how ffmpeg calls it: nothing else is tried out on it.
FORMATS = (
    (0, b"RIFF", "wav"),
    (0, b"fLaC", "flac"),
    (0, b"OggS", "ogg"),
    (0, b"FORM", "aiff"),
    (0, b"caff", "caf"),
    (0, b"#!AMR", "amr"),
    (0, b"\x1a\x45\xdf\xa3", "matroska"),
    (0, b"\x30\x26\xb2\x75", "asf"),
    (4, b"ftyp", "mov"),
    (0, b"ID3", "mp3"),
    *((0, bytes((0xFF, second)), "mp3") for second in (0xFB, 0xF3, 0xF2, 0xFA, 0xE3, 0xE2)),
    *((0, bytes((0xFF, second)), "aac") for second in (0xF1, 0xF9)),
)
# A receiver clicks far above the words for some frames, and would leave the words quiet. So what is twice as loud as
# the loudest words is not measured, and what is higher than they could be is clipped.
CLICKS, CLICK, PEAK = 10, 2.0, 5.6
# An empty line hisses evenly; whoever speaks, however softly, does not.
FAINT_DB, EVEN_DB = -40.0, 6.0


class RecordingError(Exception):
    """Nothing that callers could hear; `failure` is "short", "silent" (nobody speaks), "long" or "no_sound"."""

    def __init__(self, failure: str):
        super().__init__(failure)
        self.failure = failure


def mastered(wav: bytes) -> bytes:
    """Raw mu-law, RATE bytes a second, mastered as every prompt; of a WAV file as a carrier sends it.

    Raises RecordingError for what the speaker has to try again, and SpeechError for a fault of this machine.
    """
    if wav[:4] + wav[8:12] != b"RIFFWAVE":
        raise RecordingError("no_sound")
    return _spoken(Speech(wav, format="wav"))


def uploaded(file: bytes) -> bytes:
    """The same of a file that somebody has brought, in any of FORMATS."""
    for at, mark, demuxer in FORMATS:
        if file.startswith(mark, at):
            return _spoken(Speech(file, format=demuxer))
    raise RecordingError("no_sound")


def _spoken(speech: Speech) -> bytes:
    words = without_key_tones(_samples(speech))
    if len(words) < 2 * SHORTEST:
        raise RecordingError("short")
    frames = frame_levels(words)
    loudest = sorted(frames)[-CLICKS]
    level = level_of([frame for frame in frames if frame <= CLICK * loudest])
    if level < NOTHING_DB or (level < FAINT_DB and _range_db(frames) < EVEN_DB):
        raise RecordingError("silent")
    sound = levelled(clipped(words, PEAK * loudest), level)
    if len(sound) < SHORTEST:
        raise RecordingError("short")
    if are_tones_alone(words):
        raise RecordingError("silent")
    return sound


def _samples(speech: Speech) -> bytes:
    try:
        sound = decoded(speech)
    except NoSoundError as error:
        raise RecordingError("no_sound") from error
    if sound.duration_seconds > LONGEST_S:
        raise RecordingError("long")
    return bytes(sound.raw_data)


def _range_db(frames: list[int]) -> float:
    """How much louder the loud tenth of the frames is than the quiet tenth."""
    ordered = sorted(frames)
    return 20 * math.log10((ordered[len(ordered) * 9 // 10] + 1) / (ordered[len(ordered) // 10] + 1))
