"""What a leader speaks becomes as loud as the voice, whatever the line; what is no announcement is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio import ffmpeg as caged
from audio.mastering import RecordingError, master_recording
from audio.telephone import LEVEL_DB, RATE
from audio.voices.voice import SpeechError
from tests.support.pcm import at, file, key, level, noise, pause, together, tones, words

WORDS = words("Am Dienstag fällt das Treffen aus. Wir sehen uns in zwei Wochen wieder.")
SECONDS = len(WORDS) / 2 / RATE
LINES = {
    "as the voice": WORDS,
    "far away and noisy": together(at(-45, WORDS), noise(SECONDS, -60)),
    "very far away": at(-55, WORDS),
    "too near": at(-6, WORDS),
    "much too near": at(0, WORDS),
    "one channel of two": file(WORDS, channels=2),
}
FAILURES = {
    "short": [words("Ja."), pause(0.5), b"", key("#", 2), words("Ja.") + pause(3) + key("#")],
    "silent": [pause(3), noise(3, -70), noise(3, -55), noise(3, -45), tones(3, -50, 150), pause(3) + key("#")],
    "long": [tones(131, -20, 440)],
}
NO_SOUNDS = [
    *(b"", b"RIFF", b"RIFF\0\0\0\0WAVE", b"<html>", b"ID3" * 99, bytes(5000), file(WORDS)[8:]),
    file(WORDS).replace(b"fmt ", b"xxx "),
]


def failure(wav: bytes) -> str:
    with pytest.raises(RecordingError) as told:
        master_recording(wav)
    return told.value.failure


@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_whatever_the_line_the_words_are_as_loud_as_the_voice_and_all_there(line):
    sound = master_recording(line if line.startswith(b"RIFF") else file(line))
    assert level(sound) == pytest.approx(LEVEL_DB, abs=1.5)
    assert len(sound) / RATE == pytest.approx(SECONDS, abs=0.1)


def test_a_loud_key_leaves_the_words_as_loud_as_they_would_be_without_it():
    sound = master_recording(file(at(-40, WORDS) + pause(0.3) + key("#", 1, level=-3)))
    assert level(sound) == pytest.approx(LEVEL_DB, abs=0.5)
    assert len(sound) / RATE == pytest.approx(SECONDS, abs=0.1)


def test_a_click_of_the_receiver_leaves_the_words_as_loud_as_ever():
    click = noise(0.02, -3)
    sound = master_recording(file(click + noise(0.5, -60) + at(-45, WORDS) + noise(0.5, -60) + click))
    middle = len(sound) // 2
    assert level(sound[middle - RATE : middle + RATE]) == pytest.approx(LEVEL_DB, abs=1.5)


def test_silence_around_the_words_is_cut_down():
    assert len(master_recording(file(pause(2) + WORDS + pause(2)))) / RATE == pytest.approx(SECONDS, abs=0.1)


def test_two_minutes_are_not_too_long():
    assert len(master_recording(file((WORDS * 120)[: 2 * RATE * 120]))) == pytest.approx(120 * RATE, abs=RATE / 2)


@pytest.mark.parametrize(("why", "samples"), [(why, some) for why, all_ in FAILURES.items() for some in all_])
def test_what_nobody_could_listen_to_is_told(why, samples):
    assert failure(file(samples)) == why


@pytest.mark.parametrize("wav", NO_SOUNDS)
def test_what_is_no_sound_is_told(wav):
    assert failure(wav) == "no_sound"


@settings(max_examples=20)
@given(st.integers(0, 43), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_a_sound_or_none(place, damage):
    wav = bytearray(file(WORDS))
    wav[place : place + len(damage)] = damage
    try:
        assert len(master_recording(bytes(wav))) >= RATE
    except RecordingError as error:
        assert error.failure in ("short", "silent", "long", "no_sound")


@pytest.fixture
def ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The program that decodes, which may be another one here."""
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "ffmpeg"))
    caged._ffmpeg.cache_clear()
    yield tmp_path / "ffmpeg"
    caged._ffmpeg.cache_clear()


@pytest.mark.parametrize("program", ["", "#!/bin/sh\nkill -9 $$\n"])
def test_a_fault_of_this_machine_is_not_blamed_on_who_spoke(ffmpeg, program):
    if program:
        ffmpeg.write_text(program)
        ffmpeg.chmod(0o700)
    with pytest.raises(SpeechError, match="cannot be decoded"):
        master_recording(file(WORDS))
