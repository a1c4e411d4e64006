"""The voices by name, and their selection by the setting VOICES. A new voice is a row of ENGINES and a file."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from audio.voices.espeak import EspeakVoice
from audio.voices.pico import PicoVoice
from audio.voices.piper import PiperVoice
from audio.voices.voice import Voice

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Engine:
    """A kind of voice. `make` takes what VOICES writes behind the name and a colon (`detail` is an example of it), and
    the folder of fetched voices, if there is one; it raises LookupError where the machine lacks the voice, and
    ValueError where the setting is wrong.

    `absent`: why the voice may not be there, in German, for `flask voices`. `is_local`: it tells nobody what it says,
    so that it may be tried although nobody has chosen it.
    """

    name: str
    make: Callable[[str, Path | None], Voice]
    absent: str = ""
    detail: str = ""
    is_local: bool = False


def _google() -> Voice:
    # gTTS brings a client for HTTP, which takes half a second and 10 MB.
    from audio.voices.google import GoogleVoice

    return GoogleVoice()


ENGINES = (
    Engine(
        "pico",
        lambda *_: PicoVoice(),
        "ist nicht da: Hier fehlen das Programm pico2wave und das Python-Paket py-nanotts.",
        is_local=True,
    ),
    Engine("espeak", lambda *_: EspeakVoice(), is_local=True),
    Engine(
        "gtts",
        lambda *_: _google(),
        "ist nicht gewählt: VOICES=gtts,pico,espeak. Was im Plan steht, erfährt dann Google.",
    ),
    Engine(
        "piper",
        PiperVoice,
        "ist nicht da oder nicht gewählt. »flask voices get« zeigt, welche Stimmen es für piper gibt.",
        detail=" or piper:/path/to/model.onnx",
    ),
)
BY_NAME = {engine.name: engine for engine in ENGINES}


def select_voices(spec: str, fetched: Path | None = None) -> tuple[Voice, ...]:
    """The voices of a comma list such as "gtts,piper:/srv/thorsten.onnx,espeak", in that order. `fetched` is the folder
    of the voices that were fetched.

    A voice that the machine lacks is left out; espeak comes last when no other voice could answer a call. Raises
    ValueError for a name that no voice has, and for the path of a model that is not there.
    """
    names = dict.fromkeys(name.strip() for name in spec.split(",") if name.strip())
    found = [voice for name in names if (voice := _voice(name, fetched))]
    return tuple(found) if any(voice.live for voice in found) else (*found, EspeakVoice())


def _voice(name: str, fetched: Path | None) -> Voice | None:
    engine, _, detail = name.partition(":")
    if engine not in BY_NAME:
        *most, last = (engine.name + engine.detail for engine in ENGINES)
        raise ValueError(f"VOICES names {name!r}, but the voices are {', '.join(most)} and {last}.")
    try:
        return BY_NAME[engine].make(detail, fetched)
    except LookupError as reason:
        log.info("The voice %s is left out: %s", name, reason.args[0])
        return None
