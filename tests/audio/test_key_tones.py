"""Keys at the edges of a recording are cut off, and nothing else is."""

import audioop
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.key_tones import without_key_tones
from audio.music import music
from tests.support.pcm import KEYS, at, key, noise, pause, through_mulaw, together, tones, words

SENTENCES = tomllib.loads((Path(__file__).parents[2] / "prompts" / "saetze.toml").read_text(encoding="utf-8"))
SAID = sorted({words for words in SENTENCES.values() if isinstance(words, str) and len(words) > 5})[::5]
VOWELS = ["Aaaah.", "Ooooh.", "Eeeh.", "Na ja, Anna mag Ananas, ah ja.", "Hallo, hier ist Uwe."]
# On a piano from the middle C up: major, minor and seventh chords, with overtones and without.
CHORDS = [
    [60 + root + step for step in steps] for root in range(0, 24, 3) for steps in ((0, 4, 7), (0, 3, 7), (0, 4, 7, 10))
]
WORDS = words("Wir sehen uns am Dienstag.")
# What the tone loses on its way, and the silence in front of it.
FRAME = 2 * 160

lines = st.sampled_from([bytes, through_mulaw, lambda samples: together(samples, noise(5, -60))])
behind = st.sampled_from([b"", pause(0.3), noise(0.3, -60), pause(0.9)])


@pytest.mark.parametrize("name", KEYS)
@settings(max_examples=5)
@given(level=st.floats(-35, -3), seconds=st.floats(0.06, 2), tail=behind, gap=st.sampled_from([0, 0.1]), line=lines)
def test_the_key_that_ends_a_recording_is_not_in_it(name, level, seconds, tail, gap, line):
    spoken = line(WORDS + pause(gap))
    heard = without_key_tones(line(WORDS + pause(gap) + key(name, seconds, level) + tail))
    assert heard == spoken[: len(heard)] and len(spoken) - 2 * FRAME <= len(heard) <= len(spoken)


@pytest.mark.parametrize("tuning", [0.985, 0.99, 1.01, 1.015])
@pytest.mark.parametrize("name", KEYS)
def test_old_telephones_are_a_little_out_of_tune(name, tuning):
    low, high = KEYS[name]
    heard = without_key_tones(WORDS + tones(0.1, -15, low * tuning, high * tuning))
    assert len(WORDS) - 2 * FRAME <= len(heard) <= len(WORDS)


def test_a_key_that_is_still_held_down_at_the_beginning_is_cut_off_too():
    heard = without_key_tones(key("1", 0.7) + noise(0.3, -60) + WORDS)
    assert (noise(0.3, -60) + WORDS).endswith(heard) and heard.endswith(WORDS)


def test_keys_that_are_pressed_again_and_again_are_all_cut_off():
    keys = b"".join(key(name, 0.15) + pause(0.4) for name in "##1*")
    assert len(without_key_tones(WORDS + keys)) <= len(WORDS)


@pytest.mark.parametrize("more", ["Ja.", "Wir sehen uns am Dienstag."])
def test_a_key_in_the_midst_of_the_words_stays(more):
    spoken = WORDS + key("5", level=-25) + at(-20, words(more))
    assert without_key_tones(spoken) == spoken


@pytest.mark.parametrize("sentence", SAID + VOWELS)
def test_words_stay_as_they_are(sentence):
    assert without_key_tones(words(sentence)) == words(sentence)


@pytest.mark.parametrize("hertz", [440, 697, 941, 1000, 1209, 1336, 1477, 2000])
def test_a_single_tone_stays(hertz):
    assert without_key_tones(tones(1, -15, hertz)) == tones(1, -15, hertz)


@pytest.mark.parametrize("chord", CHORDS, ids=str)
def test_a_chord_stays(chord):
    pure = [440 * 2 ** ((tone - 69) / 12) for tone in chord]
    for played in (tones(0.3, -15, *pure), tones(0.3, -15, *pure, *[2 * tone for tone in pure])):
        assert without_key_tones(played) == played


def test_music_stays():
    played = audioop.ulaw2lin(music()[58:], 2)
    assert without_key_tones(played) == played


@given(st.binary(max_size=2000).map(lambda some: some[: len(some) // 2 * 2]))
def test_whatever_comes_is_at_most_shortened(samples):
    assert without_key_tones(samples) in samples
