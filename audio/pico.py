"""The voice of SVOX pico: better German than espeak, where the system has the program pico2wave."""

import shutil
import subprocess
import tempfile
import wave
from pathlib import Path

from audio.speech import Speech, SpeechError

PATIENCE = 10.0


class PicoVoice:
    """Speaks through the program pico2wave; raises LookupError where there is none."""

    name = "pico"
    live = True

    def __init__(self, program: str = "pico2wave"):
        found = shutil.which(program)
        if found is None:
            raise LookupError(f"there is no program {program} (Debian: apt install libttspico-utils, in non-free)")
        self._program = found

    def speak(self, sentence: str) -> Speech:
        """The sentence as samples; raises SpeechError."""
        # pico2wave writes only to files whose name ends in .wav, and takes <...> for commands of its own.
        words = sentence.replace("<", " ").replace(">", " ")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "speech.wav")
            try:
                command = [self._program, "--lang=de-DE", f"--wave={file}", "--", words]
                subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
                return _read(file)
            except (OSError, ValueError, EOFError, wave.Error, subprocess.SubprocessError) as error:
                raise SpeechError(f"pico2wave said nothing: {error}") from error


def _read(file: Path) -> Speech:
    with wave.open(str(file)) as sound:
        return Speech(sound.readframes(sound.getnframes()), sound.getframerate())
