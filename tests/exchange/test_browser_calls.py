"""The desk behind the browser phone: what the page is told, and what it may ask for."""

import json
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.browser_calls import IDLE_SECONDS, MOST_LINES, BrowserCalls
from tests.support.small_hotline import Clock, SmallHotline, network, play

PAGES = {
    "/voice": f'<Gather action="/room" numDigits="1">{play("menu")}</Gather><Hangup/>',
    "/room": '<Dial hangupOnStar="true"><Conference waitUrl="/wait">r1</Conference></Dial>' + play("bye"),
    "/wait": '<Play loop="0">/music.wav</Play>',
}


def desk_of(pages: dict[str, str] | str = PAGES, clock: Clock | None = None) -> BrowserCalls:
    pages = {"/voice": pages} if isinstance(pages, str) else pages
    return BrowserCalls(network(SmallHotline(pages)), clock or Clock())


def opened(desk: BrowserCalls) -> tuple[Any, ...]:
    call = desk.open()
    assert call
    return call["id"], call["state"]


def test_the_page_is_told_what_to_play():
    _, state = opened(desk_of())
    sound = {"url": "/menu.wav", "words": "menu", "loop": False}
    assert state == {"step": 1, "began": 1, "doing": "playing", "keys": True, "captions": ["menu"]} | sound


def test_the_end_of_a_sound_leads_to_the_time_out():
    desk = desk_of()
    call, state = opened(desk)
    state = desk.event(call, {"type": "finished", "began": state["began"]})
    assert (state["doing"], state["seconds"], state["captions"]) == ("listening", 5, [])


def test_a_late_end_of_an_older_sound_is_ignored():
    call, first = opened(desk := desk_of())
    pressed = desk.event(call, {"type": "press", "key": "1"})
    assert desk.event(call, {"type": "finished", "began": first["began"]})["step"] == pressed["step"]


def test_hanging_up_ends_and_forgets_the_call():
    desk = desk_of()
    call, _ = opened(desk)
    state = desk.event(call, {"type": "hangup"})
    assert (state["doing"], state["words"]) == ("ended", "Sie haben aufgelegt.")
    assert desk.look(call) is None


def test_the_pages_of_others_stay_closed():
    assert desk_of().look("1") is None
    assert desk_of().event("1", {"type": "hangup"}) is None


def test_a_broken_hotline_is_told_as_the_end_of_the_call():
    desk = desk_of(play("menu") + "<Nonsense/>")
    _, state = opened(desk)
    assert (state["doing"], state["words"]) == ("ended", "Die Leitung ist gestört.")


@pytest.mark.parametrize(
    ("document", "told"),
    {
        "<Say>Hallo</Say>": {"doing": "playing", "words": "Hallo"},
        '<Pause length="3"/>': {"doing": "pausing", "seconds": 3},
        '<Record action="/x" maxLength="9" timeout="4"/>': {"doing": "recording", "seconds": 9, "silence": 4},
        '<Dial timeout="7"><Number>+493023125001</Number></Dial>': {"doing": "ringing", "seconds": 7},
        '<Dial><Conference waitUrl="">r1</Conference></Dial>': {"doing": "room", "seconds": 14400, "muted": False},
    }.items(),
)
def test_every_activity_can_be_told(document, told):
    _, state = opened(desk_of(document))
    assert state | told == state
    assert json.dumps(state)


def test_there_are_only_so_many_lines():
    desk = desk_of()
    first, *_ = [opened(desk) for _ in range(MOST_LINES)]
    assert desk.open() is None
    desk.event(first[0], {"type": "hangup"})
    assert desk.open()


def test_an_abandoned_call_is_hung_up_and_leaves_the_room():
    clock = Clock()
    desk = desk_of(clock=clock)
    (lost, _), (kept, _) = opened(desk), opened(desk)
    desk.event(lost, {"type": "press", "key": "1"})
    clock.now += IDLE_SECONDS / 2
    assert desk.event(kept, {"type": "press", "key": "1"})["people"] == 2
    clock.now += IDLE_SECONDS / 2 + 1
    assert desk.look(kept)["people"] == 1
    assert desk.look(lost) is None


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner), max_leaves=3)
FIELDS = st.fixed_dictionaries(
    {"type": st.sampled_from(["press", "finished", "time_up", "", "x"]) | JSON}, optional={"key": JSON, "began": JSON}
)


@given(JSON | FIELDS)
def test_no_event_can_break_it(event):
    desk = desk_of()
    call, _ = opened(desk)
    assert desk.event(call, event)["doing"]


def test_many_pages_at_once():
    desk = desk_of()

    def caller() -> None:
        call, _ = opened(desk)
        desk.event(call, {"type": "press", "key": "1"})
        desk.event(call, {"type": "hangup"})

    threads = [threading.Thread(target=caller) for _ in range(MOST_LINES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    call, _ = opened(desk)
    assert desk.event(call, {"type": "press", "key": "1"})["people"] == 1
