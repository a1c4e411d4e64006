"""The voice of SVOX pico: through the program pico2wave where the system has it, else the package py-nanotts."""

import importlib
import re
import shutil
import subprocess
import tempfile
import threading
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

from audio.voices.voice import Speech, SpeechError

PATIENCE = 10.0
RATE = 16000
# In percent of its own pace: for older ears it would be too quick.
SPEED = 90
# A word without end makes pico give up, or never return.
LONGEST_WORD, LONGEST = 60, 1000
# "die Neun" at the end of an offer is heard as "die neuen", unless pico takes a breath before the key.
RUNS_TOGETHER, APART = re.compile(r"\bdie Neun\b"), "die, Neun"
ENDLESS = re.compile(rf"(\S{{{LONGEST_WORD}}})(?=\S)")

# Nothing says that the C in py-nanotts may be called from two threads: one at a time in the whole process.
ONE_AT_A_TIME = threading.Lock()


class PicoVoice:
    """Speaks through pico2wave or py-nanotts; raises LookupError where the machine has neither."""

    name = "pico"
    live = True

    def __init__(self, program: str = "pico2wave"):
        self._say = _program(program) or _package()

    def speak(self, sentence: str) -> Speech:
        """The sentence as samples; raises SpeechError."""
        if len(sentence) > LONGEST:
            raise SpeechError(f"pico speaks {LONGEST} characters at most, not {len(sentence)}", permanent=True)
        return self._say(f'<speed level="{SPEED}">{_bare(sentence)}</speed>')


def _bare(sentence: str) -> str:
    """The sentence without pico's markup (<...>), long words split, and the key Nine apart."""
    words = re.sub(r"[<>\0]", " ", sentence).encode("utf-8", "replace").decode()
    words = RUNS_TOGETHER.sub(APART, words)
    return ENDLESS.sub(r"\1 ", words)


def _program(name: str) -> Callable[[str], Speech] | None:
    found = shutil.which(name)
    return (lambda words: _by_program(found, words)) if found else None


def _by_program(program: str, words: str) -> Speech:
    # pico2wave writes only to files whose name ends in .wav.
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "speech.wav")
        try:
            command = [program, "--lang=de-DE", f"--wave={file}", "--", words]
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
            return _read(file)
        except (OSError, ValueError, EOFError, wave.Error, subprocess.SubprocessError) as error:
            raise SpeechError(f"pico2wave said nothing: {error}") from error


def _read(file: Path) -> Speech:
    with wave.open(str(file)) as sound:
        return Speech(sound.readframes(sound.getnframes()), sound.getframerate(), dull=True)


def _package() -> Callable[[str], Speech]:
    try:
        engine = importlib.import_module("py_nanotts").NanoTTS()
    except ImportError as error:
        raise LookupError("there is neither the program pico2wave nor the package py-nanotts") from error
    return lambda words: _by_package(engine, words)


def _by_package(engine: Any, words: str) -> Speech:
    try:
        with ONE_AT_A_TIME:
            return Speech(engine.speak(words, voice="de-DE"), RATE, dull=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise SpeechError(f"py-nanotts said nothing: {error}") from error
