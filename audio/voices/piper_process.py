"""The process in which piper speaks, apart from the hotline because of its licence (GPL-3.0-or-later):
`python piper_process.py MODEL`. It reads one JSON string a line, and answers each with a line of JSON, then the samples
(s16le): `{"rate": 22050, "bytes": 90112}`, or `{"error": "..."}` without any. It ends with its input.
"""

import json
import os
import sys

from piper import PiperVoice

# Whoever answers calls comes first.
NICENESS = 10


def main(model: str) -> None:
    """Speak every line of the input."""
    os.nice(NICENESS)
    voice = PiperVoice.load(model)
    for line in sys.stdin.buffer:
        told, samples = spoken(voice, json.loads(line))
        sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + samples)
        sys.stdout.buffer.flush()


def spoken(voice: PiperVoice, sentence: str) -> tuple[dict[str, object], bytes]:
    """What is told of a sentence, and its samples."""
    try:
        chunks = list(voice.synthesize(sentence))
    # onnxruntime has errors of its own without a common parent but Exception.
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}, b""
    samples = b"".join(chunk.audio_int16_bytes for chunk in chunks)
    return {"rate": voice.config.sample_rate, "bytes": len(samples)}, samples


if __name__ == "__main__":
    main(sys.argv[1])
