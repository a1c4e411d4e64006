"""One sentence in every voice of this machine, so that they can be compared."""

from collections.abc import Iterator
from dataclasses import dataclass

from audio.library import spoken
from audio.telephone import wav
from audio.voices.registry import ENGINES, voices
from audio.voices.voice import SpeechError, Voice

LOCAL = ",".join(engine.name for engine in ENGINES if engine.is_local)


@dataclass(frozen=True)
class Trial:
    """A sentence in one voice: the WAV file as callers hear it, or why there is none (English).

    `is_chosen`: VOICES names it, or it answers calls because none of those can.
    """

    name: str
    is_chosen: bool
    live: bool
    wav: bytes = b""
    failure: str = ""


def trials(spec: str, sentence: str) -> Iterator[Trial]:
    """The sentence in the voices of the setting VOICES, best first, then in LOCAL ones; raises as `voices` does."""
    chosen = {voice.name for voice in voices(spec)}
    return (_trial(voice, voice.name in chosen, sentence) for voice in voices(f"{spec},{LOCAL}"))


def _trial(voice: Voice, is_chosen: bool, sentence: str) -> Trial:
    try:
        return Trial(voice.name, is_chosen, voice.live, wav=wav(spoken(voice, sentence)))
    except SpeechError as error:
        return Trial(voice.name, is_chosen, voice.live, failure=str(error))
