"""The voices of a machine: which there are, and what they say."""

import ctypes
import stat
import sys
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from audio.library import speak_mastered
from audio.telephone import LEVEL_DB, RATE, master_speech
from audio.voices.espeak import ONE_AT_A_TIME, engine
from audio.voices.pico import LONGEST, PicoVoice
from audio.voices.registry import select_voices
from audio.voices.voice import SpeechError, Voice
from tests.bench.voices import Measured, measured

EVENING = "Die Gruppe Sonnenblume trifft sich am Dienstag um achtzehn Uhr dreißig."
SYLLABLES = 18
STRANGE = ("<say-as>", "[[h@lOU]]", "\0", "-v en", "日本", "%s%n", "\ud800", "</speed>", "ß" * 300, "1" * 200)


@pytest.fixture(params=["espeak", "pico"])
def voice(request: pytest.FixtureRequest) -> Voice:
    """Each voice that this machine has without the internet."""
    found = select_voices(request.param)[0]
    if found.name != request.param:
        pytest.skip("py-nanotts has no wheel for this machine")
    return found


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
    assert [voice.name for voice in select_voices(spec)] == names


def test_a_voice_that_does_not_exist_is_told():
    with pytest.raises(ValueError, match=r"'gtss', but the voices are pico, .* and piper or piper:/path"):
        select_voices("gtss,espeak")


def test_pico_is_left_out_where_the_machine_lacks_it(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    # How Python marks a module that cannot be imported.
    monkeypatch.setitem(sys.modules, "py_nanotts", None)
    assert [voice.name for voice in select_voices("pico")] == ["espeak"]


def test_a_piper_that_is_not_there_is_a_mistake_in_the_settings():
    with pytest.raises(ValueError, match="piper"):
        select_voices("piper:/nowhere/thorsten.onnx,espeak")


def test_a_piper_for_which_nothing_was_fetched_is_left_out(tmp_path):
    assert [voice.name for voice in select_voices("piper,espeak", tmp_path)] == ["espeak"]


def test_google_is_never_asked_while_a_caller_waits():
    assert [voice.name for voice in select_voices("gtts,espeak") if voice.live] == ["espeak"]


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


def test_a_voice_speaks_as_calmly_as_older_people_listen(voice):
    assert 3.5 < SYLLABLES / seconds(voice, EVENING) < 4.7


def test_a_voice_adds_nothing_of_the_sentence_before(voice):
    first = seconds(voice, EVENING)
    voice.speak("Etwas ganz anderes!")
    assert seconds(voice, EVENING) == pytest.approx(first, rel=0.01)


def test_many_callers_are_spoken_to_at_the_same_time(voice):
    with ThreadPoolExecutor(8) as callers:
        lasting = list(callers.map(lambda _: seconds(voice, EVENING), range(8)))
    assert max(lasting) < 1.01 * min(lasting)


@pytest.mark.parametrize("text", STRANGE, ids=lambda text: ascii(text)[:12])
def test_a_voice_takes_any_text_for_words(voice, text):
    assert voice.speak(text).rate > 0


def test_every_sentence_of_a_voice_is_as_loud_as_the_others_and_none_is_clipped(voice):
    of = measured(voice)
    assert max(of.levels) - min(of.levels) < 2 and of.levels[0] == pytest.approx(LEVEL_DB, abs=1) and of.peak < -0.9


def test_a_voice_uses_what_a_telephone_carries(voice):
    assert Measured((speak_mastered(voice, EVENING),), 0).share(300, 3400) > 0.7


def test_pico_gives_a_text_without_end_to_the_next_voice():
    with pytest.raises(SpeechError, match="at most") as told:
        PicoVoice().speak("Ja. " * LONGEST)
    assert told.value.permanent


def test_pico_speaks_through_its_program_where_there_is_one(tmp_path):
    effect = f"copy({sample(tmp_path)!r}, argv[2].removeprefix('--wave=')), sys.exit('<b>' in argv[-1])"
    speech = PicoVoice(pico2wave(tmp_path, effect)).speak("<b>Guten Tag.</b>")
    assert (speech.rate, len(speech.sound)) == (16000, 3200)


def test_pico_takes_a_breath_before_the_key_nine(tmp_path):
    effect = f"copy({sample(tmp_path)!r}, argv[2].removeprefix('--wave=')), sys.exit('die, Neun.' not in argv[-1])"
    assert PicoVoice(pico2wave(tmp_path, effect)).speak("Für das Hauptmenü die Neun.").sound


@pytest.mark.parametrize(
    "effect", ["sys.exit(1)", "pass", "open(argv[2].removeprefix('--wave='), 'w').write('no sound')"]
)
def test_pico_that_fails_says_so(tmp_path, effect):
    with pytest.raises(SpeechError, match="pico2wave said nothing"):
        PicoVoice(pico2wave(tmp_path, effect)).speak("Guten Tag.")


def seconds(voice: Voice, sentence: str) -> float:
    """How long a sentence lasts on the telephone."""
    return len(master_speech(voice.speak(sentence))) / RATE


def bare(sounds: str) -> str:
    """Without stress, and with one kind of a, r and y: in these, versions of espeak differ."""
    return "".join(sounds.translate(str.maketrans("ɾɑʏ", "ray", "ˈˌ ")))


def phonemes(text: str) -> str:
    """What espeak is going to say, in the alphabet of the IPA."""
    with ONE_AT_A_TIME:
        translate = engine().library.espeak_TextToPhonemes
        translate.restype = ctypes.c_char_p
        return translate(ctypes.byref(ctypes.c_char_p(text.encode())), 1, 2).decode()


def pico2wave(folder: Path, effect: str) -> str:
    program = folder / "pico2wave"
    program.write_text(f"#!{sys.executable}\nimport sys\nfrom shutil import copy\nfrom sys import argv\n{effect}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


def sample(folder: Path) -> str:
    """A tenth of a second of nothing, as pico2wave would write it."""
    file = folder / "sample.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, 16000, 0, "NONE", ""))
        sound.writeframes(bytes(3200))
    return str(file)
