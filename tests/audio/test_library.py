"""The library: every page has an address, every address a sound, in one voice, whatever fails."""

from concurrent.futures import ThreadPoolExecutor
from itertools import compress, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.library import Library
from audio.sentence_cache import cache_key
from audio.telephone import RATE, silence
from audio.voices.espeak import EspeakVoice
from audio.voices.voice import SpeechError
from tests.support.whistling_voices import PAGE, Broken, House, Shelves

HEADER = 58


@pytest.fixture
def house():
    return House()


def test_the_address_carries_the_words(house):
    _, sound, _, token = house.library.path(PAGE).split("/")
    assert (sound, house.library.page(token.removesuffix(".wav"))) == ("sound", PAGE)


@given(st.text(st.characters(codec="utf-8")))
def test_any_page_finds_its_way_through_an_address(page):
    library = Library([EspeakVoice()], Shelves(), b"secret")
    path = library.path(page)
    assert path == library.path(page) and path.isascii()
    assert library.page(path.rpartition("/")[2].removesuffix(".wav")) == page


@given(st.text(st.characters(codec="utf-8")))
def test_nobody_else_can_make_an_address(text):
    assert Library([EspeakVoice()], Shelves(), b"secret").page(text) is None


def test_an_address_made_with_another_secret_is_forged(house):
    other = Library([house.near], Shelves(), b"other secret").path(PAGE)
    assert house.library.page(other.rpartition("/")[2].removesuffix(".wav")) is None


def test_a_page_is_its_sentences_with_the_pauses_between(house):
    heard = house.wav("near", "Ja | drücken Sie die Eins. || Nein")[HEADER:]
    yes, press, no = (house.store[cache_key(house.near, text)] for text in ("Ja", "drücken Sie die Eins.", "Nein"))
    assert heard.rstrip(b"\0") == yes + silence(500) + press + silence(800) + no


def test_silence_comes_before_the_first_words_of_a_call(house):
    assert house.wav("near", "| Ja")[HEADER:] == silence(300) + house.wav("near", "Ja")[HEADER:]


def test_a_sentence_is_spoken_once(house):
    first, again = house.library.sound("near", PAGE), house.library.sound("near", PAGE)
    assert first == again and first.faithful
    assert len(house.near.asked) == 4


def test_what_redis_lost_is_spoken_whole_by_a_live_voice_and_not_as_the_better_one(house):
    house.prepare(PAGE)
    del house.store[cache_key(house.far, "Für Ihre Gruppe")]
    sound = house.library.sound("far", PAGE)
    assert not sound.faithful and sound.wav == house.wav("near")
    assert len(house.far.asked) == 4


def test_a_voice_that_fails_in_a_call_is_stood_in_for(house):
    house.near.well = False
    sound = house.library.sound("near", PAGE)
    assert not sound.faithful and sound.wav == house.wav("last")


def test_when_no_voice_speaks_it_is_told(house):
    house.near.well = house.last.well = False
    with pytest.raises(SpeechError, match="no voice speaks"):
        house.library.sound("far", PAGE)


def test_a_voice_that_does_not_exist_has_no_sounds(house):
    assert house.library.sound("../far", PAGE) is None


@pytest.mark.parametrize("name", ["far", "near", "last"])
def test_without_redis_every_page_is_still_spoken_and_only_once(name):
    house = House(Broken())
    assert house.voice_of() == "near"
    assert len(house.wav(name)) > RATE
    assert house.wav(name) == house.wav(name) and len(house.near.asked) <= 4


def test_a_page_never_changes_its_voice_whichever_sentences_are_there(house):
    house.prepare(PAGE)
    kept = dict(house.store)
    whole = {house.wav(name) for name in ("far", "near")}
    for there in product((True, False), repeat=len(kept)):
        house.store.clear()
        house.store.update(compress(kept.items(), there))
        assert house.wav(house.voice_of()) in whole and house.wav("far") in whole


def test_many_callers_at_once_have_a_sentence_spoken_once(house):
    with ThreadPoolExecutor(8) as callers:
        sounds = set(callers.map(lambda _: house.library.sound("near", PAGE), range(24)))
    assert len(sounds) == 1 and len(house.near.asked) == 4
