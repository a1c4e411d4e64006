"""What is announced in a room from outside, and what goes on afterwards."""

import pytest

from exchange.activity import InRoom, Playing
from exchange.twiml.verbs import TwimlError
from tests.support.small_hotline import URL, House, play

EVENTS = 'statusCallback="/voice/status/room" statusCallbackEvent="announcement" waitUrl=""'


@pytest.fixture
def house():
    return House()


def announce(house, *names):
    for name in names:
        house.network.control.announce("r1", f"{URL}/{name}.wav")


def test_everybody_hears_it_and_then_each_other_again(house):
    lines = [house.dial() for _ in range(3)]
    announce(house, "ten")
    assert {line.doing.sound for line in lines} == {Playing(f"{URL}/ten.wav", "ten")}
    assert [line.heard[-1] for line in lines] == ["ten"] * 3
    lines[0].finished()
    assert [line.doing.sound is None for line in lines] == [True, False, False]


def test_announcements_wait_for_one_another(house):
    line = house.dial('waitUrl=""')
    announce(house, "one", "two", "three")
    assert line.heard == ["one"]
    line.listen()
    assert line.heard == ["one", "two", "three"] and line.doing == InRoom("r1", True, 1, 14400)


def test_music_without_end_goes_on_for_whoever_still_waits(house):
    line = house.dial()
    announce(house, "soon")
    line.finished()
    assert line.heard == ["music", "soon", "music"]


def test_other_hold_music_goes_on_with_its_next_piece():
    house = House(wait=play("one") + play("two"))
    line = house.dial()
    announce(house, "soon", "really")
    line.listen()
    assert line.heard == ["one", "soon", "really", "two"]


def test_an_announcement_is_not_cut_off_when_the_talk_begins(house):
    line = house.dial()
    announce(house, "soon")
    house.dial()
    assert not line.doing.waiting and line.doing.sound.words == "soon" and line.heard == ["music", "soon"]
    line.finished()
    assert line.doing == InRoom("r1", False, 2, 14400)


def test_whoever_comes_later_has_missed_it(house):
    house.dial()
    announce(house, "ten")
    assert house.dial().doing.sound is None


def test_its_end_is_reported_when_the_last_has_heard_it_or_gone(house):
    lines = [house.dial(EVENTS), house.dial(), house.dial('participantLabel="c"')]
    announce(house, "ten")
    lines[0].listen()
    lines[1].hang_up()
    assert house.events() == []
    lines[2].hang_up()
    assert house.events() == ["announcement-end"]


@pytest.mark.parametrize("name", ["gone", "nothing"])
def test_a_sound_that_cannot_be_fetched_is_reported_and_not_heard(house, name):
    house.hotline.refused |= {"/gone.wav"}
    house.hotline.pages["/nothing.wav"] = play("document")
    line = house.dial(EVENTS)
    announce(house, name)
    assert house.events() == ["announcement-fail"] and line.heard == []


def test_a_key_is_heard_during_an_announcement(house):
    line = house.dial()
    announce(house, "ten")
    line.press("*")
    assert house.left_with() == ["answered"]


def test_hold_music_that_fails_after_an_announcement_drops_the_call():
    house = House(wait=play("one") + "<Redirect>/gone</Redirect>")
    line = house.dial()
    announce(house, "soon")
    with pytest.raises(TwimlError, match="gone answers 404"):
        line.finished()
    assert line.ended and house.network.control.conference("r1") is None
