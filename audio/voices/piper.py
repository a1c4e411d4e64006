"""The voice of piper, the most natural offline voice, where the package piper-tts and a voice of its catalogue are."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import IO, Any
from weakref import finalize

from audio.voices.fetched_voices import fetched_voices
from audio.voices.voice import Speech, SpeechError

PROGRAM = Path(__file__).with_name("piper_process.py")
# In seconds, for one sentence; the first one waits until the model is loaded.
PATIENCE = 120.0
# A sentence of a minute at 48 kHz.
MOST_BYTES = 2 * 48_000 * 60


class PiperVoice:
    """Speaks in a process of its own with the model (.onnx, its .onnx.json beside it), or with the voice that was
    fetched last into the folder `fetched`.

    Raises LookupError where nothing was fetched or piper-tts is missing, and ValueError for a model that is not there.
    """

    # A small machine takes as long to speak as to listen. So callers hear the next voice of VOICES until this one has
    # spoken a page beforehand, and while all is spoken anew after a change of voices.
    live = False

    def __init__(self, model: str = "", fetched: Path | None = None, patience: float = PATIENCE):
        found = Path(model) if model else next(iter(fetched_voices(fetched)), None)
        if found is None:
            raise LookupError("no voice was fetched; »flask voices get thorsten« does it")
        if not found.is_file():
            raise ValueError(f"VOICES names the piper model {model!r}, but there is no such file.")
        if importlib.util.find_spec("piper") is None:
            raise LookupError("piper-tts is not installed (pip install -r requirements-piper.txt)")
        self.name = f"piper-{found.stem}"
        # -P: "piper" is the package there, not this file, which lies beside the program.
        self._command = (sys.executable, "-P", str(PROGRAM), str(found))
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._ends: Callable[[], object] = lambda: None

    def speak(self, sentence: str) -> Speech:
        """The sentence as samples; raises SpeechError."""
        try:
            return self._answer(self._running(), sentence)
        except (OSError, ValueError, KeyError) as error:
            self._ends()
            raise SpeechError(f"piper said nothing: {error}") from error

    def _running(self) -> subprocess.Popen[bytes]:
        # Started at the first sentence: a model takes a second and 60 MB, and a process that answers calls needs none.
        if self._process is None or self._process.poll() is not None:
            self._ends()
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            # With this voice, or with this process of ours.
            self._ends = finalize(self, _end, self._process)
        return self._process

    def _answer(self, process: subprocess.Popen[bytes], sentence: str) -> Speech:
        assert process.stdin and process.stdout
        ends = Timer(self._patience, process.kill)
        ends.start()
        try:
            process.stdin.write(json.dumps(sentence).encode() + b"\n")
            process.stdin.flush()
            return _read(process.stdout)
        finally:
            ends.cancel()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    # Closes the pipes, too.
    process.communicate()


def _read(answer: IO[bytes]) -> Speech:
    """What the process answered; raises ValueError and KeyError if that is none."""
    told: dict[str, Any] = json.loads(answer.readline(MOST_BYTES) or b"{}")
    if "error" in told:
        raise SpeechError(f"piper cannot say it: {told['error']}", permanent=True)
    size = int(told["bytes"])
    samples = answer.read(size) if 0 < size <= MOST_BYTES else b""
    if not samples or len(samples) != size:
        raise ValueError("its process ended, or sent no sound")
    return Speech(samples, int(told["rate"]))
