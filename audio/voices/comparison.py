"""Compares the voices of this machine with one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audio.library import speak_mastered
from audio.telephone import wav
from audio.voices.registry import ENGINES, select_voices
from audio.voices.voice import SpeechError, Voice

# Offline voices, which may be tried without being chosen, as they disclose the text to nobody.
LOCAL = ",".join(engine.name for engine in ENGINES if engine.is_local)


@dataclass(frozen=True)
class VoiceSample:
    """A sentence in one voice: the WAV file as callers hear it, or the failure (English).

    `is_chosen`: VOICES names it, or it answers calls because none of those can.
    """

    name: str
    is_chosen: bool
    live: bool
    wav: bytes = b""
    failure: str = ""


def compare_voices(spec: str, sentence: str, fetched: Path | None = None) -> Iterator[VoiceSample]:
    """The sentence in the voices of the setting VOICES, best first, then in LOCAL ones; raises as `select_voices` does,
    and takes the same folder.
    """
    chosen = {voice.name for voice in select_voices(spec, fetched)}
    return (_sample(voice, voice.name in chosen, sentence) for voice in select_voices(f"{spec},{LOCAL}", fetched))


def _sample(voice: Voice, is_chosen: bool, sentence: str) -> VoiceSample:
    try:
        return VoiceSample(voice.name, is_chosen, voice.live, wav=wav(speak_mastered(voice, sentence)))
    except SpeechError as error:
        return VoiceSample(voice.name, is_chosen, voice.live, failure=str(error))
