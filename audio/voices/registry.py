"""The voices by name, and their selection by the setting VOICES."""

import logging
from collections.abc import Callable

from audio.voices.espeak import EspeakVoice
from audio.voices.google import GoogleVoice
from audio.voices.pico import PicoVoice
from audio.voices.piper import PiperVoice
from audio.voices.voice import Voice

log = logging.getLogger(__name__)

ENGINES: dict[str, Callable[[str], Voice]] = {
    "gtts": lambda _: GoogleVoice(),
    "espeak": lambda _: EspeakVoice(),
    "pico": lambda _: PicoVoice(),
    "piper": PiperVoice,
}


def select_voices(spec: str) -> tuple[Voice, ...]:
    """The voices of a comma list such as "gtts,piper:/srv/thorsten.onnx,espeak", in that order.

    pico is left out where the machine lacks it; espeak comes last when no other voice could answer a call. Raises
    ValueError for a name that no voice has, and for a piper that is not there.
    """
    names = dict.fromkeys(name.strip() for name in spec.split(",") if name.strip())
    found = [voice for name in names if (voice := _voice(name))]
    return tuple(found) if any(voice.live for voice in found) else (*found, EspeakVoice())


def _voice(name: str) -> Voice | None:
    engine, _, detail = name.partition(":")
    if engine not in ENGINES:
        raise ValueError(f"VOICES names {name!r}, but the voices are gtts, espeak, pico and piper:/path/to/model.onnx.")
    try:
        return ENGINES[engine](detail)
    except LookupError as reason:
        log.info("The voice %s is left out: %s", name, reason.args[0])
        return None
