"""The sound on the line, measured: as loud, as long and as clean as a telephone needs it."""

import audioop
import math
import struct
import subprocess
from array import array

import pytest

from audio.telephone import RATE, active_level, decoded, master_speech, mulaw, silence, wav
from audio.voices.espeak import EspeakVoice
from audio.voices.voice import Speech, SpeechError
from tests.bench.voices import SENTENCES
from tests.support.google_server import mp3


@pytest.fixture(scope="module", params=SENTENCES)
def sentence(request):
    return request.param


@pytest.fixture(scope="module")
def sound(sentence):
    return master_speech(EspeakVoice().speak(sentence))


def test_every_sentence_is_equally_loud(sound):
    assert active_level(linear(sound)) == pytest.approx(-22, abs=3)


def test_nothing_is_clipped(sound):
    assert 20 * math.log10(audioop.max(linear(sound), 2) / 32768) < -0.9


def test_a_sentence_takes_as_long_as_a_person_would(sentence, sound):
    assert 8 < len(sentence) * RATE / len(sound) < 26


def test_an_mp3_sounds_as_loud_and_as_long_as_samples_do(sentence, sound):
    from_mp3 = master_speech(Speech(mp3(sentence), format="mp3"))
    assert active_level(linear(from_mp3)) == pytest.approx(active_level(linear(sound)), abs=1)
    assert len(from_mp3) == pytest.approx(len(sound), abs=RATE / 10)


@pytest.mark.parametrize("loudness", [0.01, 0.1, 1.0])
def test_a_quiet_voice_becomes_as_loud_as_a_loud_one(loudness):
    assert active_level(linear(master_speech(tone(1000, loudness=loudness)))) == pytest.approx(-22, abs=0.5)


@pytest.mark.parametrize("hertz", [4500, 5000, 6000, 10000])
def test_what_a_telephone_cannot_carry_does_not_come_back_as_another_tone(hertz):
    assert steady(tone(hertz)) < steady(tone(1000)) - 50


def test_no_other_program_is_started_for_a_sentence(monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", None)
    assert master_speech(EspeakVoice().speak("Guten Tag."))


def test_silence_around_the_words_is_cut_down():
    pause = bytes(2 * 22050)
    padded = master_speech(Speech(pause + tone(1000).sound + pause, 22050))
    assert 1.0 <= len(padded) / RATE < 1.12


@pytest.mark.parametrize("sound", [b"", bytes(44100)])
def test_silence_is_not_taken_for_speech(sound):
    with pytest.raises(SpeechError):
        master_speech(Speech(sound, 22050))


@pytest.mark.parametrize("length", [0, 1, 2, 12345])
def test_the_wav_file_says_what_it_holds(length):
    file = wav(b"\x55" * length)
    chunks = dict(chunks_of(file))
    assert struct.unpack("<HHIIHHH", chunks[b"fmt "]) == (7, 1, 8000, 8000, 1, 8, 0)
    assert struct.unpack("<I", chunks[b"fact"]) == (length,)
    assert chunks[b"data"] == b"\x55" * length
    assert struct.unpack_from("<4sI4s", file) == (b"RIFF", len(file) - 8, b"WAVE")


def test_silence_is_silent_and_as_long_as_asked_for():
    assert len(silence(500)) == RATE // 2
    assert set(array("h", linear(silence(500)))) == {0}


def test_mulaw_keeps_the_samples():
    # Of 1000 Hz only eight different samples would be tried.
    samples = decoded(tone(990)).raw_data
    assert (
        audioop.rms(audioop.add(linear(mulaw(samples)), audioop.mul(samples, 2, -1), 2), 2)
        < audioop.rms(samples, 2) / 50
    )


def tone(hertz: float, loudness: float = 0.5, rate: int = 22050) -> Speech:
    """A second of a pure tone."""
    samples = (loudness * 32767 * math.sin(math.tau * hertz * n / rate) for n in range(rate))
    return Speech(array("h", map(round, samples)).tobytes(), rate)


def steady(speech: Speech) -> float:
    """The level of a tone on the line, without the clicks of its beginning and end."""
    return active_level(decoded(speech)[200:-200].raw_data)


def linear(ulaw: bytes) -> bytes:
    return audioop.ulaw2lin(ulaw, 2)


def chunks_of(file: bytes):
    """The chunks of a RIFF file, by name."""
    position = 12
    while position < len(file):
        name, size = struct.unpack_from("<4sI", file, position)
        yield name, file[position + 8 : position + 8 + size]
        position += 8 + size + size % 2
    assert position == len(file)
