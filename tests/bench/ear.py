"""Listens to WAV files with Whisper base and prints what it heard, as JSON; runs in the environment of listener.py."""

import json
import sys

from faster_whisper import WhisperModel


def heard(model: str, files: list[str]) -> list[str]:
    """The words of each file; each is heard for itself, the same way every time."""
    whisper = WhisperModel(model, device="cpu", compute_type="float32", cpu_threads=2)
    exactly = {"beam_size": 5, "temperature": 0, "condition_on_previous_text": False, "no_speech_threshold": None}
    lenient = {"log_prob_threshold": None, "compression_ratio_threshold": None}
    transcripts = (whisper.transcribe(file, language="de", **exactly, **lenient)[0] for file in files)
    return [" ".join(piece.text for piece in pieces) for pieces in transcripts]


if __name__ == "__main__":
    print(json.dumps(heard(sys.argv[1], sys.argv[2:])))
