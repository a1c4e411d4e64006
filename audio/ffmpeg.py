"""Runs ffmpeg in a sandbox: bytes in, bytes out; no network, no files, limited time and memory."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from tempfile import TemporaryFile
from typing import IO

from audio.voices.voice import NoSoundError, SpeechError

TIMEOUT_S = 20.0
# Memory in KiB (the binary alone takes 170 MB) and seconds of processor; macOS cannot limit memory, hence the ||.
LIMITS = 'ulimit -v 1000000 2>/dev/null || true; ulimit -t 20; exec "$0" "$@"'
# What the shell answers when it was not ffmpeg that failed; less than 0 is a signal.
NOT_STARTED = (126, 127)
# A playlist posing as a sound must not make ffmpeg fetch addresses or open files: only what it is given, and no
# guessing of formats.
SAFE_OPTIONS = ("-hide_banner", "-loglevel", "error", "-nostdin", "-threads", "1", "-protocol_whitelist", "fd")


def run_ffmpeg(sound: bytes, given: tuple[str, ...], wanted: tuple[str, ...]) -> bytes:
    """The output of ffmpeg for a sound, with input options `given` and output options `wanted`.

    Raises NoSoundError for what it cannot read, and SpeechError for a fault of this machine.
    """
    command = (_ffmpeg(), *SAFE_OPTIONS, *given, "-i", "fd:", *wanted, "pipe:1")
    try:
        with _as_file(sound) as file:
            caged = ("/bin/sh", "-c", LIMITS, *command)
            done = subprocess.run(caged, stdin=file, capture_output=True, timeout=TIMEOUT_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SpeechError(f"the sound cannot be decoded: {error}") from error
    if done.returncode:
        told = f"the sound cannot be decoded: {done.stderr[-200:].decode(errors='replace').strip()}"
        raise (SpeechError if done.returncode < 0 or done.returncode in NOT_STARTED else NoSoundError)(told)
    return done.stdout


@contextmanager
def _as_file(sound: bytes) -> Iterator[IO[bytes]]:
    """The sound as an anonymous, seekable file, in memory where possible. A pipe is not enough: MPEG-4 may have its
    index (moov box) at the end."""
    in_memory = hasattr(os, "memfd_create")
    with os.fdopen(os.memfd_create("sound"), "w+b") if in_memory else TemporaryFile() as file:
        file.write(sound)
        file.seek(0)
        yield file


@cache
def _ffmpeg() -> str:
    # Imported here: only what people record or bring needs it.
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise SpeechError("there is no ffmpeg on this machine", permanent=True) from error
