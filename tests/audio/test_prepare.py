"""What the worker has spoken beforehand: every sentence once, in the best voice there is."""

import pytest

from audio.library import AT_ONCE, PreparationCounts
from tests.support.whistling_voices import PAGE, Broken, House


@pytest.fixture
def house():
    return House()


def test_before_anything_is_spoken_the_first_live_voice_speaks(house):
    assert house.voice_of() == "near"


def test_a_page_gets_the_best_voice_only_when_all_of_it_is_spoken(house):
    house.prepare("Für die nächsten Termine | drücken Sie die Eins.")
    assert house.voice_of() == "near"
    house.prepare(PAGE)
    assert house.voice_of() == "far"


def test_a_store_that_keeps_nothing_is_not_worth_asking_google():
    house = House(Broken())
    assert house.prepare(PAGE) == PreparationCounts()
    assert house.far.asked == house.near.asked == []


def test_the_worker_speaks_each_sentence_once_and_in_the_best_voice(house):
    seen = []
    counts = house.library.prepare([PAGE, PAGE, "Ja"], lambda done, total: seen.append((done, total)))
    assert counts.spoken == {"far": 5} and not counts.failed
    assert seen == [(n, 5) for n in range(1, 6)] and not house.near.asked
    assert house.prepare(PAGE, "Ja") == PreparationCounts()


def test_a_stand_in_never_takes_the_place_of_the_better_voice(house):
    house.far.well = False
    counts = house.prepare(PAGE)
    assert (counts.failed, counts.spoken) == ({"far": 4}, {"near": 4})
    assert house.voice_of() == "near" and not any(":far:" in name for name in house.store)


def test_the_better_voice_takes_over_when_it_is_back(house):
    house.far.well = False
    house.prepare(PAGE)
    house.far.well = True
    assert house.prepare(PAGE).spoken == {"far": 4}
    assert house.voice_of() == "far" and house.library.sound("far", PAGE).faithful


@pytest.mark.parametrize("pace", [3, 45])
def test_a_sound_that_cannot_be_the_sentence_is_not_kept(house, pace):
    house.far.letters_a_second = pace
    assert house.prepare("Die Gruppe trifft sich am Dienstag um achtzehn Uhr.").failed == {"far": 1}


def test_the_shelf_tells_nothing_of_the_words(house):
    house.prepare(PAGE)
    assert all("Gruppe" not in name and name.startswith("sound:") for name in house.store)


def test_what_is_heard_first_is_spoken_before_the_rest_is_even_listed(house):
    def pages():
        yield from (f"Satz {n}." for n in range(AT_ONCE))
        assert len(house.far.asked) == AT_ONCE
        yield "Der letzte."

    assert house.library.prepare(pages(), lambda done, total: None).spoken == {"far": AT_ONCE + 1}
