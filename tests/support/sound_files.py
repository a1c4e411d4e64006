"""Sounds as files of the kinds that people bring, and one that is small and would be huge."""

import struct
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import imageio_ffmpeg

from tests.support.pcm import file, words

SPOKEN = file(words("Am Dienstag fällt das Treffen aus."))
# How ffmpeg is told to make each; those of MPEG-4 as telephones write them, with the directory behind the sound.
KINDS = {
    "wav": "-f wav -ac 2 -ar 44100",
    "mp3": "-f mp3",
    "mp3 of a dictaphone": "-f mp3 -ar 8000 -id3v2_version 0 -write_xing 0",
    "wma": "-f asf",
    "m4a": "-f ipod",
    "m4a of an iPhone": "-f ipod -ar 48000 -ac 2 -b:a 128k",
    "m4a at 22 kHz": "-f ipod -ar 22050 -b:a 64k",
    "alac": "-f ipod -c:a alac -ar 44100",
    "mov": "-f mov -c:a aac -ar 44100",
    "3gp": "-f 3gp -c:a libopencore_amrnb -ar 8000 -b:a 12.2k",
    "3gp with aac": "-f 3gp -c:a aac -ar 8000 -b:a 24k",
    "m4a in pieces": "-f mp4 -movflags frag_keyframe+empty_moov",
    "aac": "-f adts",
    "ogg": "-f ogg",
    "opus": "-f opus",
    "flac": "-f flac",
    "webm": "-f webm",
    "aiff": "-f aiff",
    "caf": "-f caf",
}


@cache
def as_file(kind: str, sound: bytes = SPOKEN) -> bytes:
    """The sound, a WAV file, as a file of another kind."""
    return _made(("-i", "pipe:0", *KINDS[kind].split()), sound)


def with_a_gap(kind: str, size: int) -> bytes:
    """A file of MPEG-4 with so many empty bytes between the sound and the directory (the moov box) that tells of it."""
    whole = as_file(kind)
    moov = whole.rindex(b"moov") - 4
    return whole[:moov] + struct.pack(">I4s", size, b"free") + bytes(size - 8) + whole[moov:]


@cache
def bomb() -> bytes:
    """Half an hour of silence in less than a tenth of a megabyte: unpacked it would be 345."""
    # Few large frames, because most of the time goes into each.
    silence, few = "anullsrc=r=48000:cl=stereo:n=16384", ("-frame_size", "16384", "-compression_level", "0")
    return _made(("-f", "lavfi", "-i", silence, "-t", "1800", *few, "-f", "flac"), b"")


def _made(how: tuple[str, ...], sound: bytes) -> bytes:
    # Some kinds are finished by going back to the beginning, which a pipe cannot.
    with TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        command = (imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *how, str(made))
        subprocess.run(command, input=sound, check=True)
        return made.read_bytes()
