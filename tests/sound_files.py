"""Sounds as files of the kinds that people bring, and one that is small and would be huge."""

import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import imageio_ffmpeg

from tests.pcm import file, words

SPOKEN = file(words("Am Dienstag fällt das Treffen aus."))
# How ffmpeg is told to make each; m4a as recorders of telephones write it, with the directory behind the sound.
KINDS = {
    "wav": "-f wav -ac 2 -ar 44100",
    "mp3": "-f mp3",
    "mp3 of a dictaphone": "-f mp3 -ar 8000 -id3v2_version 0 -write_xing 0",
    "wma": "-f asf",
    "m4a": "-f ipod",
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


@cache
def bomb() -> bytes:
    """Half an hour of silence in little more than a megabyte: unpacked it would be 345."""
    return _made(("-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo", "-t", "1800", "-f", "flac"), b"")


def _made(how: tuple[str, ...], sound: bytes) -> bytes:
    # Some kinds are finished by going back to the beginning, which a pipe cannot.
    with TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        command = (imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *how, str(made))
        subprocess.run(command, input=sound, check=True)
        return made.read_bytes()
