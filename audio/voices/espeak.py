"""The voice of espeak-ng, inside this process: robotic, but fast, and available on every machine."""

import ctypes
import threading
from functools import cache

import espeakng_loader

from audio.voices.voice import Speech, SpeechError

# From espeak-ng's speak_lib.h.
SYNCHRONOUS, DONT_EXIT, UTF8 = 2, 0x8000, 1
RATE, PITCH, RANGE, WORD_GAP = 1, 3, 4, 7

# For older ears: about four syllables a second, words a little apart (in 10 ms), a lower pitch that still moves.
VOICE_PARAMETERS = {RATE: 138, WORD_GAP: 1, PITCH: 42, RANGE: 60}

CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)

# espeak-ng keeps its state in global variables: one thread at a time in the whole process, whoever asks.
ONE_AT_A_TIME = threading.Lock()


class Engine:
    """The loaded library with a German voice; samples arrive in `heard`."""

    def __init__(self) -> None:
        self.library = ctypes.CDLL(espeakng_loader.get_library_path())
        self.heard = bytearray()
        data = espeakng_loader.get_data_path().encode()
        self.rate: int = self.library.espeak_Initialize(SYNCHRONOUS, 0, data, DONT_EXIT)
        # Held as an attribute, because the library does not keep the callback alive.
        self._callback = CALLBACK(self._hear)
        self.library.espeak_SetSynthCallback(self._callback)
        if self.rate <= 0 or self.library.espeak_SetVoiceByName(b"de") != 0:
            raise OSError("espeak-ng found no German voice")
        for parameter, value in VOICE_PARAMETERS.items():
            self.library.espeak_SetParameter(parameter, value, 0)

    def say(self, sentence: str) -> bytes:
        """The samples (s16le) of a sentence; empty when the library refuses."""
        self.heard.clear()
        text = sentence.replace("\0", " ").encode("utf-8", "replace")
        self.library.espeak_Synth(text, ctypes.c_size_t(len(text) + 1), 0, 1, 0, UTF8, None, None)
        return bytes(self.heard)

    def _hear(self, samples: int | None, count: int, _events: int | None) -> int:
        if samples:
            self.heard += ctypes.string_at(samples, 2 * count)
        return 0


@cache
def engine() -> Engine:
    """The one engine of this process, loaded when first needed; hold ONE_AT_A_TIME. Raises OSError, RuntimeError."""
    return Engine()


class EspeakVoice:
    """The fallback voice."""

    name = "espeak"
    live = True

    def speak(self, sentence: str) -> Speech:
        """The sentence as samples; raises SpeechError."""
        try:
            with ONE_AT_A_TIME:
                samples, rate = engine().say(sentence), engine().rate
        except (OSError, RuntimeError) as error:
            raise SpeechError(f"espeak-ng cannot be loaded: {error}", permanent=True) from error
        return Speech(samples, rate)
