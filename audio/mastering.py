"""Masters recordings and uploads: as loud as the prompts, without key tones and clicks."""

import math

from audio.key_tones import without_key_tones
from audio.telephone import RATE, SILENT_DB, clipped, decoded, frame_levels, level_of, normalised
from audio.tones import is_only_tones
from audio.voices.voice import NoSoundError, Speech

SHORTEST = RATE
# How many seconds are taken of an upload, and of what is spoken at the telephone, where the carrier ends it sooner.
LONGEST_UPLOAD_S, LONGEST_S = 100, 130
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
    """Raised for a recording that is unusable; `failure` is "short", "silent" (no speech), "long" or "no_sound"."""

    def __init__(self, failure: str):
        super().__init__(failure)
        self.failure = failure


def master_recording(wav: bytes) -> bytes:
    """A WAV file as a carrier sends it as raw mu-law, RATE bytes a second, mastered as the prompts.

    Raises RecordingError for an unusable recording, and SpeechError for a fault of this machine.
    """
    if wav[:4] + wav[8:12] != b"RIFFWAVE":
        raise RecordingError("no_sound")
    return _mastered(Speech(wav, format="wav"), LONGEST_S)


def master_upload(file: bytes) -> bytes:
    """An uploaded file in any of FORMATS, mastered as by `master_recording`; raises the same errors."""
    for at, mark, demuxer in FORMATS:
        if file.startswith(mark, at):
            return _mastered(Speech(file, format=demuxer), LONGEST_UPLOAD_S)
    raise RecordingError("no_sound")


def _mastered(speech: Speech, longest: int) -> bytes:
    words = without_key_tones(_samples(speech, longest))
    if len(words) < 2 * SHORTEST:
        raise RecordingError("short")
    frames = frame_levels(words)
    loudest = sorted(frames)[-CLICKS]
    level = level_of([frame for frame in frames if frame <= CLICK * loudest])
    if level < SILENT_DB or (level < FAINT_DB and _dynamic_range_db(frames) < EVEN_DB):
        raise RecordingError("silent")
    sound = normalised(clipped(words, PEAK * loudest), level)
    if len(sound) < SHORTEST:
        raise RecordingError("short")
    if is_only_tones(words):
        raise RecordingError("silent")
    return sound


def _samples(speech: Speech, longest: int) -> bytes:
    try:
        sound = decoded(speech)
    except NoSoundError as error:
        raise RecordingError("no_sound") from error
    if sound.duration_seconds > longest:
        raise RecordingError("long")
    return bytes(sound.raw_data)


def _dynamic_range_db(frames: list[int]) -> float:
    """The ratio between the loudest and the quietest tenth of the frames, in dB."""
    ordered = sorted(frames)
    return 20 * math.log10((ordered[len(ordered) * 9 // 10] + 1) / (ordered[len(ordered) // 10] + 1))
