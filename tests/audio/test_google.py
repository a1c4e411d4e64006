"""Google's voice: asked politely, and left alone when it refuses."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.library import speak_mastered
from audio.telephone import RATE, master_speech
from audio.voices.google import INTERVAL, LONGEST_PIECE, GoogleVoice, pieces
from audio.voices.voice import SpeechError
from tests.support.google_server import MOODS, GoogleServer

LONG = (
    "Die Gruppe Sonnenblume trifft sich am Donnerstag, dem 14. Mai 2026, um 18.30 Uhr am Telefon, z. B. zum Reden, "
    "und wieder am 28. Mai. Neue sind herzlich willkommen! Bitte halten Sie Ihre Zugangsnummer bereit."
)
REFUSALS = sorted(set(MOODS) - {"ok", "half", "rubbish"})


class Time:
    """A clock that runs only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with GoogleServer() as server:
        yield server


@pytest.fixture
def voice(google: GoogleServer, time: Time) -> GoogleVoice:
    return GoogleVoice(google.tld, (2.0, 0.8), time, time.sleep)


def test_a_sentence_comes_back_as_sound(voice):
    sound = master_speech(voice.speak("Guten Tag. Hier ist das Selbsthilfe-Telefon."))
    assert 2 < len(sound) / RATE < 5


def test_a_long_sentence_is_asked_for_in_pieces_that_lose_nothing(voice, google):
    voice.speak(LONG)
    assert " ".join(google.asked) == LONG
    assert len(google.asked) == 3


def test_google_is_asked_once_a_second_at_most(voice, google, time):
    voice.speak(LONG)
    assert time.slept == [INTERVAL] * (len(google.asked) - 1)


@pytest.mark.parametrize("mood", REFUSALS)
def test_every_refusal_is_told_and_then_google_is_left_alone(voice, google, mood):
    google.mood = mood
    for _ in range(3):
        with pytest.raises(SpeechError) as told:
            voice.speak("Guten Tag.")
        assert not told.value.permanent
    assert len(google.asked) == 1


def test_what_is_no_sound_is_told_at_the_latest_when_it_is_decoded(voice, google):
    google.mood = "rubbish"
    with pytest.raises(SpeechError):
        master_speech(voice.speak("Guten Tag."))


def test_half_a_sentence_is_not_taken_for_the_whole(voice, google):
    google.mood = "half"
    with pytest.raises(SpeechError, match="cannot be this sentence"):
        speak_mastered(voice, "Hier ist das Selbsthilfe-Telefon der Kontaktstelle.")


def test_a_google_that_nobody_reaches_is_left_alone(time):
    with GoogleServer() as gone:
        voice = GoogleVoice(gone.tld, (0.3, 0.3), time, time.sleep)
    assert "is left alone for 30 s" in refused(voice)


def test_the_rest_doubles_up_to_half_an_hour(voice, google, time):
    google.mood = "busy"
    for asked, rest in enumerate((30, 60, 120, 240, 480, 960, 1800, 1800), 1):
        refused(voice)
        time.now += rest - 1
        refused(voice)
        assert len(google.asked) == asked
        time.now += 1


def test_google_heals_by_itself_and_the_next_rest_is_short_again(voice, google, time):
    for mood, rest in (("busy", 30), ("busy", 60), ("ok", 0), ("busy", 30)):
        google.mood = mood
        assert f"for {rest} s" in refused(voice) if rest else voice.speak("Guten Tag.")
        time.now += rest


def test_nothing_to_say_is_not_asked_for(voice, google):
    with pytest.raises(SpeechError) as told:
        voice.speak(" – …")
    assert told.value.permanent and not google.asked


@given(st.lists(st.text("abcdÄß.,;:!?–0123456789", min_size=1, max_size=LONGEST_PIECE)).map(" ".join))
def test_pieces_are_short_and_cut_between_words(text):
    assert all(len(piece) <= LONGEST_PIECE for piece in pieces(text))
    assert set(" ".join(pieces(text)).split()) <= set(text.split())
    assert [c for c in "".join(pieces(text)) if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.integers(1, 1000))
def test_a_word_without_end_is_cut_and_nothing_of_it_is_lost(length):
    assert "".join(pieces("ä" * length)) == "ä" * length


def test_dates_and_abbreviations_stay_in_one_piece():
    padding = "Sie erreichen das Büro der Kontaktstelle an jedem Werktag, und zwar gerne auch ohne Termin"
    for words in ("am 14. Mai", "z. B. hier", "um 18.30 Uhr"):
        assert any(words in piece for piece in pieces(f"{padding}, {words}, und danach wieder. {padding}."))


def refused(voice: GoogleVoice) -> str:
    with pytest.raises(SpeechError) as told:
        voice.speak("Guten Tag.")
    return str(told.value)
