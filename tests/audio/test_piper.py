"""Piper, the voice of a process of its own; here a program that hums stands in for the package."""

from pathlib import Path

import pytest

from audio.library import Library
from audio.voices.piper import PiperVoice
from audio.voices.registry import select_voices
from audio.voices.voice import SpeechError
from tests.support.whistling_voices import Shelves

# As the package answers: chunks of samples for each sentence, at the pace of speech.
PACKAGE = """
import math, os, sys, time
from types import SimpleNamespace

class PiperVoice:
    config = SimpleNamespace(sample_rate=16000)

    @staticmethod
    def load(model):
        return PiperVoice()

    def synthesize(self, sentence):
        if "Absturz" in sentence:
            os._exit(1)
        if "ewig" in sentence:
            time.sleep(600)
        if "unmöglich" in sentence:
            raise RuntimeError("no such phoneme")
        wave = (int(9000 * math.sin(n / 5)) for n in range(16000 * len(sentence) // 14))
        hum = b"".join(sample.to_bytes(2, "little", signed=True) for sample in wave)
        yield SimpleNamespace(audio_int16_bytes=hum)
"""
PAGE = "Die Gruppe Krokus trifft sich am Dienstag."


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The package is installed, and a voice was fetched."""
    (tmp_path / "packages/piper").mkdir(parents=True)
    (tmp_path / "packages/piper/__init__.py").write_text(PACKAGE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path / "packages")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "packages"))
    for ending in (".onnx", ".onnx.json"):
        (tmp_path / f"de_DE-thorsten-medium{ending}").touch()
    return tmp_path


def test_the_fetched_voice_speaks_without_another_setting(folder):
    piper, pico = select_voices("piper,espeak", folder)
    assert (piper.name, piper.live, pico.name) == ("piper-de_DE-thorsten-medium", False, "espeak")
    assert piper.speak("Guten Tag.").rate == 16000


def test_a_voice_that_is_not_whole_yet_does_not_speak(folder):
    (folder / "de_DE-thorsten-medium.onnx.json").unlink()
    assert [voice.name for voice in select_voices("piper,espeak", folder)] == ["espeak"]


def test_a_sentence_that_cannot_be_said_is_told_and_the_next_one_spoken(folder):
    voice = PiperVoice("", folder)
    with pytest.raises(SpeechError, match="no such phoneme") as told:
        voice.speak("Das ist unmöglich.")
    assert told.value.permanent and voice.speak("Guten Tag.").sound


def test_a_process_that_dies_is_started_again(folder):
    voice = PiperVoice("", folder)
    with pytest.raises(SpeechError):
        voice.speak("Absturz")
    assert voice.speak("Guten Tag.").sound


def test_a_process_that_hangs_is_ended(folder):
    with pytest.raises(SpeechError):
        PiperVoice("", folder, patience=0.5).speak("Das dauert ewig.")


def test_after_a_change_of_voices_callers_hear_the_old_one_until_all_is_spoken(folder):
    shelves = Shelves()
    Library(select_voices("espeak"), shelves, b"k" * 32).prepare([PAGE], lambda done, total: None)
    library = Library(select_voices("piper,espeak", folder), shelves, b"k" * 32)
    assert library.path(PAGE).startswith("/sound/espeak/")
    library.prepare([PAGE], lambda done, total: None)
    assert library.path(PAGE).startswith("/sound/piper-de_DE-thorsten-medium/")
