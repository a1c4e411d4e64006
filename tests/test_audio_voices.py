"""The voices of a machine: which there are, and what they say."""

import ctypes
import stat
import sys
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from audio.espeak import ONE_AT_A_TIME, EspeakVoice, engine
from audio.pico import PicoVoice
from audio.speech import SpeechError
from audio.voice import voices

EVENING = "Die Gruppe Sonnenblume trifft sich am Dienstag um achtzehn Uhr dreißig."
SYLLABLES = 18


@pytest.mark.parametrize(
    ("spec", "names"),
    [
        ("espeak", ["espeak"]),
        ("gtts", ["gtts", "espeak"]),
        (" gtts , espeak ", ["gtts", "espeak"]),
        ("espeak,gtts,espeak", ["espeak", "gtts"]),
        ("", ["espeak"]),
    ],
)
def test_the_voices_come_in_the_order_of_the_setting_and_one_can_always_answer_a_call(spec, names):
    assert [voice.name for voice in voices(spec)] == names


def test_a_voice_that_does_not_exist_is_told():
    with pytest.raises(ValueError, match=r"'gtss', but the voices are gtts, espeak, pico and piper"):
        voices("gtss,espeak")


def test_pico_is_left_out_where_the_machine_lacks_it(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert [voice.name for voice in voices("pico")] == ["espeak"]


def test_a_piper_that_is_not_there_is_a_mistake_in_the_settings():
    with pytest.raises(ValueError, match="piper"):
        voices("piper:/nowhere/thorsten.onnx,espeak")


def test_google_is_never_asked_while_a_caller_waits():
    assert [voice.name for voice in voices("gtts,espeak") if voice.live] == ["espeak"]


@pytest.mark.parametrize(
    ("written", "sounds"),
    [
        ("A D H S", "aː deː haː ɛs"),
        ("am vierzehnten Mai", "am fˈiːɾtseːntən mˈaɪ"),
        ("Ich möchte zurück", "ɪç mœçtə tsuːrˈyk"),
        ("Straße", "ʃtɾˈɑːsə"),
    ],
)
def test_espeak_speaks_german(written, sounds):
    assert bare(phonemes(written)) == bare(sounds)


def test_espeak_speaks_about_four_syllables_a_second():
    speech = EspeakVoice().speak(EVENING)
    assert 3.5 < SYLLABLES * speech.rate * 2 / len(speech.sound) < 4.7


def test_espeak_adds_nothing_of_the_sentence_before():
    first = EspeakVoice().speak(EVENING)
    EspeakVoice().speak("Etwas ganz anderes!")
    assert len(EspeakVoice().speak(EVENING).sound) == pytest.approx(len(first.sound), rel=0.01)


def test_two_callers_are_spoken_to_at_the_same_time():
    with ThreadPoolExecutor(8) as callers:
        lengths = {len(speech.sound) for speech in callers.map(EspeakVoice().speak, [EVENING] * 40)}
    assert max(lengths) < 1.01 * min(lengths)


def test_espeak_takes_any_text_for_words():
    for text in ("<say-as>", "[[h@lOU]]", "\0", "-v en", "日本", "%s%n", "ß" * 3000):
        assert EspeakVoice().speak(text).rate > 0


def test_pico_speaks_through_its_program(tmp_path):
    speech = PicoVoice(pico2wave(tmp_path, "copy(argv[-1], argv[2].removeprefix('--wave='))")).speak(sample(tmp_path))
    assert (speech.rate, len(speech.sound)) == (16000, 3200)


@pytest.mark.parametrize(
    "deed", ["sys.exit(1)", "pass", "open(argv[2].removeprefix('--wave='), 'w').write('no sound')"]
)
def test_pico_that_fails_says_so(tmp_path, deed):
    with pytest.raises(SpeechError, match="pico2wave said nothing"):
        PicoVoice(pico2wave(tmp_path, deed)).speak("Guten Tag.")


def bare(sounds: str) -> str:
    """Without stress, and with one kind of a, r and y: in these, versions of espeak differ."""
    return "".join(sounds.translate(str.maketrans("ɾɑʏ", "ray", "ˈˌ ")))


def phonemes(text: str) -> str:
    """What espeak is going to say, in the alphabet of the IPA."""
    with ONE_AT_A_TIME:
        translate = engine().library.espeak_TextToPhonemes
        translate.restype = ctypes.c_char_p
        return translate(ctypes.byref(ctypes.c_char_p(text.encode())), 1, 2).decode()


def pico2wave(folder: Path, deed: str) -> str:
    program = folder / "pico2wave"
    program.write_text(f"#!{sys.executable}\nimport sys\nfrom shutil import copy\nfrom sys import argv\n{deed}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


def sample(folder: Path) -> str:
    """A tenth of a second of nothing, as pico2wave would write it."""
    file = folder / "sample.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, 16000, 0, "NONE", ""))
        sound.writeframes(bytes(3200))
    return str(file)
