"""The embedded voice with a memory: a sentence is spoken once for all tests of a process."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from audio import library
from audio.library import speak_mastered
from audio.voices.espeak import EspeakVoice
from audio.voices.voice import Voice
from tests.support.whistling_voices import Whistle


@cache
def spoken_by_espeak(text: str) -> bytes:
    """A sentence of the embedded voice as raw mu-law; speaking it costs a process of ffmpeg."""
    return speak_mastered(EspeakVoice(), text)


@contextmanager
def each_sentence_spoken_once() -> Iterator[None]:
    """Within, every library asks the embedded voice for a sentence only if nobody has asked for it before."""

    def remembered(voice: Voice, text: str) -> bytes:
        return spoken_by_espeak(text) if type(voice) is EspeakVoice else speak_mastered(voice, text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, speak_mastered.__name__, remembered)
        yield


@contextmanager
def each_sentence_short() -> Iterator[None]:
    """Within, every library whistles for a third of a second where a voice would say a sentence."""
    whistle = speak_mastered(Whistle("short", live=True, hertz=500), "short")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, speak_mastered.__name__, lambda voice, text: whistle)
        yield
