"""The browser phone in a room: what its page is told of the others, of announcements and of being muted."""

import pytest

from exchange.browser_calls import BrowserCalls
from tests.support.small_hotline import URL, Clock, SmallHotline, network, play

PAGES = {
    "/voice": '<Dial hangupOnStar="true"><Conference waitUrl="/wait" participantLabel="{}">r1</Conference></Dial>',
    "/wait": '<Play loop="0">/music.wav</Play>',
}


class Pages:
    """Browser pages that are in one room as soon as they are opened, the first with label a."""

    def __init__(self):
        self.hotline = SmallHotline(dict(PAGES))
        self.network = network(self.hotline)
        self.desk = BrowserCalls(self.network, Clock())
        self._labels = iter("abcdef")

    def open(self):
        """Returns the id of the call, and its state."""
        self.hotline.pages["/voice"] = PAGES["/voice"].format(next(self._labels)) + play("bye")
        opened = self.desk.open()
        return opened["id"], opened["state"]


@pytest.fixture
def pages():
    return Pages()


def test_two_pages_see_each_other(pages):
    one, state = pages.open()
    assert (state["doing"], state["people"], state["waiting"], state["url"]) == ("room", 1, True, "/music.wav")
    pages.open()
    state = pages.desk.look(one)
    assert (state["people"], state["waiting"], "url" in state) == (2, False, False)


@pytest.mark.parametrize("event", [{"type": "press", "key": "*"}, {"type": "time_up"}])
def test_star_and_the_time_limit_lead_out(pages, event):
    one, _ = pages.open()
    assert pages.desk.event(one, event)["captions"] == ["bye"]


def test_a_page_learns_that_it_is_muted(pages):
    one, state = pages.open()
    assert state["muted"] is False
    pages.network.control.mute("r1", ["a"], True)
    assert pages.desk.look(one)["muted"] is True


def test_a_page_plays_what_is_announced_once_and_falls_silent(pages):
    (one, _), _ = pages.open(), pages.open()
    pages.network.control.announce("r1", f"{URL}/ten.wav")
    state = pages.desk.look(one)
    assert (state["url"], state["loop"], state["captions"]) == ("/ten.wav", False, ["ten"])
    state = pages.desk.event(one, {"type": "finished", "began": state["began"]})
    assert (state["doing"], "url" in state) == ("room", False)


def test_a_page_goes_on_with_the_music_if_the_talk_has_not_begun(pages):
    one, _ = pages.open()
    pages.network.control.announce("r1", f"{URL}/soon.wav")
    state = pages.desk.look(one)
    state = pages.desk.event(one, {"type": "finished", "began": state["began"]})
    assert (state["url"], state["loop"]) == ("/music.wav", True)


def test_somebody_coming_does_not_make_a_page_hear_it_again(pages):
    (one, _), _ = pages.open(), pages.open()
    pages.network.control.announce("r1", f"{URL}/ten.wav")
    heard = pages.desk.look(one)
    pages.open()
    pages.network.control.mute("r1", ["a"], True)
    now = pages.desk.look(one)
    assert now["step"] > heard["step"] and now["began"] == heard["began"]
    assert "url" not in pages.desk.event(one, {"type": "finished", "began": heard["began"]})


def test_the_same_words_announced_twice_are_played_twice(pages):
    (one, _), _ = pages.open(), pages.open()
    for _ in range(2):
        pages.network.control.announce("r1", f"{URL}/ten.wav")
    first = pages.desk.look(one)
    second = pages.desk.event(one, {"type": "finished", "began": first["began"]})
    assert second["url"] == "/ten.wav" and second["began"] > first["began"] and second["captions"] == ["ten"]
