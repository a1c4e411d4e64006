"""A tone alone is no announcement, whatever it is; what somebody speaks is one, whatever sounds behind it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.mastering import RecordingError, master_recording, master_upload
from audio.telephone import RATE, active_level
from audio.tones import is_only_tones
from prompts.wording import sentences
from tests.support.pcm import at, file, key, noise, pause, through_mulaw, together, tones, words
from tests.support.sound_files import as_file

SENTENCE = words("Am Dienstag fällt das Treffen aus.")
SECONDS = len(SENTENCE) / 2 / RATE
ENGAGED = (tones(0.48, -20, 425) + pause(0.48)) * 5
NO_SUCH_NUMBER = (tones(0.33, -20, 950) + tones(0.33, -20, 1400) + tones(0.33, -20, 1800) + pause(1)) * 2

TONES = {
    "a pure tone": tones(2, -20, 440),
    "the dial tone": tones(2, -20, 425),
    "the engaged tone": ENGAGED,
    "the engaged tone of a busy network": through_mulaw((tones(0.24, -20, 425) + pause(0.24)) * 20),
    "the engaged tone on a line that hisses": together(ENGAGED, noise(5, -45)),
    "the dial tone of America": tones(2, -20, 350, 440),
    "no such number": NO_SUCH_NUMBER,
    "a fax machine": (tones(0.5, -20, 1100) + pause(3)) * 3,
    "keys one after another": b"".join(key(digit) + pause(1.2) for digit in "471103") + pause(2),
    "the hum of the mains": tones(2, -25, 100, 150, 250, 350),
    "a chord": tones(2, -20, 262, 330, 392),
    "a tone that is much too loud": at(3, tones(2, -3, 440)),
    "a click before the tone": noise(0.02, -3) + tones(2, -20, 440),
}


def failure(samples: bytes) -> str:
    with pytest.raises(RecordingError) as told:
        master_recording(file(samples))
    return told.value.failure


@pytest.mark.parametrize("samples", TONES.values(), ids=TONES.keys())
def test_a_tone_alone_is_as_good_as_silence(samples):
    assert failure(samples) == "silent"


def test_a_tone_alone_is_none_in_a_file_either():
    with pytest.raises(RecordingError, match="silent"):
        master_upload(as_file("mp3", file(TONES["a pure tone"])))


@settings(max_examples=40)
@given(st.integers(100, 3600), st.integers(-50, -6), st.integers(10, 50))
def test_a_tone_of_any_pitch_loudness_and_rhythm_is_a_tone(hertz, level, hundredths):
    beep = tones(hundredths / 100, level, hertz)
    assert is_only_tones(through_mulaw((beep + pause(0.3)) * 3))


BEHIND = {
    "nothing": SENTENCE,
    "music": together(SENTENCE, tones(SECONDS, active_level(SENTENCE) - 6, 262, 330, 392)),
    "a tone": together(SENTENCE, tones(SECONDS, active_level(SENTENCE) - 3, 440)),
    "the hum of the mains": together(SENTENCE, tones(SECONDS, active_level(SENTENCE) - 6, 100, 150)),
    "noise": together(SENTENCE, noise(SECONDS, active_level(SENTENCE) - 6)),
    "the engaged tone for long after it": SENTENCE + ENGAGED * 6,
    "a tone before it": tones(9, active_level(SENTENCE), 440) + SENTENCE,
}


@pytest.mark.parametrize("samples", BEHIND.values(), ids=BEHIND.keys())
def test_whatever_sounds_behind_a_sentence_it_is_an_announcement(samples):
    assert len(master_recording(file(samples))) >= RATE


SENTENCES = sorted({said.replace("|", " ") for said in sentences().values() if "{" not in said and len(said) > 25})[::3]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_sentence_of_a_voice_is_taken_for_a_tone(sentence):
    assert not is_only_tones(through_mulaw(words(sentence)))
