"""flask voices: a sentence in every voice that is there, and which of them callers hear."""

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import create_app
from audio.voices.comparison import compare_voices
from routes.voices import who_is_heard


@dataclass(frozen=True)
class Trial:
    name: str
    live: bool = True
    is_chosen: bool = True
    wav: bytes = b"RIFF"
    failure: str = ""


@pytest.fixture
def printed(environ, clock, tmp_path: Path):
    """What the command prints with these VOICES."""

    def run(voices: str) -> str:
        runner = create_app(environ | {"VOICES": voices}, clock).test_cli_runner()
        return runner.invoke(args=["voices", "--into", str(tmp_path / "stimmen")]).output

    return run


def test_every_voice_of_this_machine_speaks_into_the_folder(printed, tmp_path):
    said = printed("espeak")
    files = {file.stem: file.read_bytes() for file in (tmp_path / "stimmen").iterdir()}
    assert "espeak" in files and all(sound.startswith(b"RIFF") for sound in files.values())
    assert "Anrufer hören espeak: Von den Stimmen, die VOICES nennt" in said
    assert "gtts ist nicht gewählt: VOICES=gtts,pico,espeak. Was im Plan steht, erfährt dann Google." in said


def test_a_voice_that_the_machine_lacks_is_told(printed, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setitem(sys.modules, "py_nanotts", None)
    said = printed("pico,espeak")
    assert "pico ist nicht da: Hier fehlen das Programm pico2wave" in said and "Anrufer hören espeak" in said


def test_a_voice_that_is_not_chosen_is_tried_and_not_heard():
    tried = {trial.name: trial.is_chosen for trial in compare_voices("espeak", "Guten Tag.")}
    assert tried["espeak"] and not tried.get("pico", False)


def test_of_a_voice_that_cannot_answer_calls_it_is_said_who_does_meanwhile():
    told = who_is_heard([Trial("gtts", live=False), Trial("pico"), Trial("espeak")])
    assert told.startswith("Anrufer hören gtts") and told.endswith("Was noch nicht vorher gesprochen ist, sagt pico.")


def test_when_no_voice_speaks_it_is_said_who_does():
    assert "die des Telefonanbieters" in who_is_heard([])
