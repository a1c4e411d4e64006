"""Nobody waits for another: no request is made while the exchange is locked, and each line has a queue of its own."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.network import Network
from exchange.queues import InThreads, SerialQueue
from tests.support.small_hotline import CALLED, CALLER, TOKEN, URL, House, SmallHotline, network, play

EVENTS = 'statusCallback="/voice/status/room" statusCallbackEvent="start end join leave" waitUrl=""'
SOON = 5


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(16) as pool:
        yield pool


def asks(path: str) -> str:
    return f'<Gather action="{path}" numDigits="1">{play("menu")}</Gather>'


def beside(what: Callable[[], object]) -> bool:
    """Whether it is done soon, by somebody else."""
    doing = threading.Thread(target=what, daemon=True)
    doing.start()
    doing.join(SOON)
    return not doing.is_alive()


def test_while_one_webhook_hangs_the_key_of_another_line_is_answered(pool):
    goes_on, hotline = threading.Event(), SmallHotline({"/voice": asks("/quick"), "/quick": asks("/x"), "/slow": ""})
    hotline.effects["/slow"] = lambda: goes_on.wait(SOON)
    net = network(hotline, scheduler=InThreads(pool))
    other = net.call(CALLER, CALLED)
    hotline.pages["/voice"] = asks("/slow")
    hangs = pool.submit(net.call(CALLER, CALLED).press, "1")
    other.press("1")
    assert hotline.asked("/quick") and not hangs.done()
    goes_on.set()


@pytest.mark.parametrize("path", ["/voice", "/wait", "/after", "/voice/status/room", "/voice/status", "/ten.wav"])
def test_no_request_is_made_while_the_exchange_is_locked(path):
    house, free = House(), []
    house.hotline.effects[path] = lambda: free.append(beside(lambda: house.network.control.conference("r1")))
    lines = [house.dial(f'{EVENTS[:-10]} waitUrl="/wait"') for _ in range(2)]
    house.network.control.announce("r1", f"{URL}/ten.wav")
    lines[0].press("*"), lines[1].hang_up()
    assert free and all(free)


def test_the_hotline_may_mute_somebody_while_it_answers_the_same_line_in_another_thread(pool):
    house, muted = House(scheduler=InThreads(pool)), []
    house.hotline.pages["/after"] = asks("/after")
    stays, acts = (house.dial(f'participantLabel="{label}" waitUrl=""') for label in "ab")
    control = house.network.control
    house.hotline.effects["/after"] = lambda: muted.append(beside(lambda: control.mute("r1", ["a"], True)))
    acts.press("*")
    pool.shutdown()
    assert muted == [True] and stays.doing.muted


def test_whoever_acts_on_a_room_does_not_wait_for_what_others_hear_then(pool):
    goes_on, house = threading.Event(), House(scheduler=InThreads(pool))
    house.hotline.effects["/after"] = lambda: goes_on.wait(SOON)
    lines = [house.dial(), house.dial()]
    house.network.control.end("r1")
    assert house.left_with() == [] or not goes_on.is_set()
    goes_on.set(), pool.shutdown()
    assert house.left_with() == ["answered"] * 2 and not any(line.in_room for line in lines)


def test_whoever_leaves_as_the_room_is_closed_goes_on_behind_it_once(pool):
    house = House(scheduler=InThreads(pool))
    line = house.dial()
    with line.at_rest():
        house.network.control.end("r1")
    line.press("*")
    pool.shutdown()
    assert house.left_with() == ["answered"]


def test_what_is_told_of_a_room_arrives_in_order_whoever_comes_and_goes_at_once(pool):
    house = House(scheduler=InThreads(pool))
    lines = [house.dial(EVENTS) for _ in range(8)]
    list(pool.map(lambda line: line.press("*"), lines))
    pool.shutdown()
    numbers = [int(form["SequenceNumber"]) for form in house.reports()]
    assert numbers == list(range(1, 19)) and house.events()[-1] == "conference-end"


def test_a_key_that_is_pressed_while_something_happens_to_the_line_is_not_lost(pool):
    hotline = SmallHotline({"/voice": asks("/next"), "/next": asks("/next")})
    line = Network(hotline, URL, TOKEN, scheduler=InThreads(pool)).call(CALLER, CALLED)
    list(pool.map(line.press, "1234567890"))
    assert sorted(form["Digits"] for form in hotline.asked("/next")) == sorted("1234567890")


@given(st.lists(st.lists(st.integers(0, 9), max_size=5), min_size=1, max_size=6))
def test_a_queue_does_all_that_is_put_into_it_one_at_a_time(bundles):
    queue, done, at_once = SerialQueue(), [], []

    def act(number: int) -> None:
        at_once.append(number)
        done.append((number, len(at_once)))
        at_once.pop()

    def put(bundle: list[int]) -> None:
        for number in bundle:
            queue.put(partial(act, number))
            queue.work()

    threads = [threading.Thread(target=put, args=[bundle]) for bundle in bundles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SOON)
    assert len(done) == sum(map(len, bundles)) and {busy for _, busy in done} <= {1}
