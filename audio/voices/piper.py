"""The voice of piper, the most natural offline voice, if piper-tts and a model are installed."""

import importlib
import importlib.util
from pathlib import Path
from typing import Any

from audio.voices.voice import Speech, SpeechError


class PiperVoice:
    """Speaks with the model (.onnx, its .onnx.json beside it); raises ValueError without piper-tts or the model."""

    live = True

    def __init__(self, model: str):
        if importlib.util.find_spec("piper") is None:
            raise ValueError("VOICES names piper, which is not installed (pip install piper-tts)")
        if not Path(model).is_file():
            raise ValueError(f"VOICES names the piper model {model!r}, but there is no such file.")
        self.name = f"piper-{Path(model).stem}"
        self._model = model
        self._engine: Any = None

    def speak(self, sentence: str) -> Speech:
        """The sentence as samples; raises SpeechError."""
        try:
            chunks = list(self._loaded().synthesize(sentence))
            return Speech(b"".join(chunk.audio_int16_bytes for chunk in chunks), chunks[0].sample_rate)
        # onnxruntime has errors of its own without a common parent but Exception.
        except Exception as error:
            raise SpeechError(f"piper said nothing: {error}") from error

    def _loaded(self) -> Any:
        # Loaded at the first sentence: a model takes a second and 60 MB, and the web process may never need it.
        self._engine = self._engine or importlib.import_module("piper").PiperVoice.load(self._model)
        return self._engine
