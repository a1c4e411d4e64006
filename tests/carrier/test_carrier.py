"""What every carrier does alike: the test network asked directly, and the same through Twilio's SDK over HTTP."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carrier.port import Carrier
from carrier.twilio.rest import TwilioCarrier
from exchange.api.app import exchange_app
from exchange.call_leg import ACCOUNT
from exchange.line import Line
from tests.conftest import TOKEN
from tests.support.served import served
from tests.support.small_hotline import ASKS, CALLED, CALLER, URL, House

ROOM = "r1"
SOUND = f"{URL}/hallo.wav"
Joins = Callable[[str], Line]


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def api(house: House) -> Iterator[str]:
    """The address of whoever answers for the rooms of the house as Twilio does for its own."""
    with served(exchange_app(house.network, [TOKEN])) as port:
        yield f"http://127.0.0.1:{port}/phone"


@pytest.fixture(params=["the test network", "Twilio's SDK"])
def carrier(request: pytest.FixtureRequest, house: House) -> Carrier:
    if request.param == "the test network":
        return house.network.control
    return TwilioCarrier(ACCOUNT, TOKEN, api=request.getfixturevalue("api"))


@pytest.fixture
def joins(house: House) -> Joins:
    """Somebody comes into the room, known there by a label."""
    return lambda label: house.dial(f'participantLabel="{label}" waitUrl="/wait"')


def who(carrier: Carrier) -> list[tuple[str, bool]]:
    """Label and muted of everybody in the room."""
    there = carrier.conference(ROOM)
    return [(one.label, one.muted) for one in there.participants] if there else []


def test_calls_are_listed_while_they_go_on_wherever_they_are(carrier, joins, house):
    inside, ended = joins("a"), joins("b")
    house.hotline.pages["/voice"] = ASKS
    at_a_menu = house.network.call(CALLER, CALLED)
    ended.hang_up()
    assert sorted(carrier.calls()) == sorted((inside.sid, at_a_menu.sid))


def test_where_nobody_is_there_is_no_conference(carrier):
    assert carrier.conference(ROOM) is None


def test_whoever_waits_alone_is_in_a_conference(carrier, joins):
    joins("a")
    assert who(carrier) == [("a", False)] and carrier.conference("another room") is None


def test_who_is_there_and_who_came_muted(carrier, joins, house):
    joins("a")
    house.dial('participantLabel="b" muted="true"')
    assert who(carrier) == [("a", False), ("b", True)]


def test_the_conference_has_the_name_that_its_events_tell(carrier, house):
    house.dial('participantLabel="a" statusCallback="/voice/status/room" statusCallbackEvent="join" waitUrl=""')
    assert carrier.conference(ROOM).sid == house.reports()[0]["ConferenceSid"]


def test_muting_some_leaves_the_others(carrier, joins):
    lines = [joins(label) for label in "abc"]
    carrier.mute(ROOM, ["a", "c"], True)
    assert [line.doing.muted for line in lines] == [True, False, True]
    carrier.mute(ROOM, iter(["a"]), False)
    assert who(carrier) == [("a", False), ("b", False), ("c", True)]


def test_whoever_has_gone_is_left_out(carrier, joins):
    joins("a"), joins("b").hang_up()
    carrier.mute(ROOM, ["b", "a", ""], True)
    assert who(carrier) == [("a", True)]


def test_in_a_room_where_nobody_is_nothing_happens(carrier, house):
    carrier.mute(ROOM, ["a"], True)
    carrier.announce(ROOM, SOUND)
    carrier.end(ROOM)
    assert carrier.conference(ROOM) is None and house.hotline.requests == []


def test_one_alone_hears_what_only_that_one_is_told(carrier, joins):
    one, other = joins("a"), joins("b")
    carrier.tell(ROOM, "b", SOUND)
    one.listen(), other.listen()
    assert "hallo" in " ".join(other.heard) and "hallo" not in " ".join(one.heard)
    carrier.tell(ROOM, "nobody", SOUND), carrier.tell("no room", "b", SOUND)


def test_everybody_hears_an_announcement(carrier, joins):
    lines = [joins("a"), joins("b")]
    carrier.announce(ROOM, SOUND)
    assert [line.heard[-1] for line in lines] == ["hallo", "hallo"]


def test_the_end_lets_everybody_out(carrier, joins, house):
    lines = [joins("a"), joins("b")]
    carrier.end(ROOM)
    assert carrier.conference(ROOM) is None and not any(line.in_room for line in lines)
    assert house.left_with() == ["answered", "answered"]


def test_after_the_end_another_conference_begins(carrier, joins):
    joins("a")
    before = carrier.conference(ROOM).sid
    carrier.end(ROOM)
    joins("b")
    assert who(carrier) == [("b", False)] and carrier.conference(ROOM).sid != before


people = st.lists(st.sampled_from("abcd"))
effects = st.one_of(
    st.tuples(st.just("mute"), people, st.booleans()),
    st.tuples(st.just("announce"), st.just(SOUND)),
    st.tuples(st.just("end")),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(effects=st.lists(effects, max_size=8))
def test_whatever_is_done_comes_to_the_same_through_the_sdk(api, house, effects):
    twin, sdk = House(), TwilioCarrier(ACCOUNT, TOKEN, api=api)
    house.network.control.end(ROOM)
    lines = [[one.dial(f'participantLabel="{label}" waitUrl="/wait"') for label in "abc"] for one in (house, twin)]
    for effect, *what in effects:
        getattr(sdk, effect)(ROOM, *what)
        getattr(twin.network.control, effect)(ROOM, *what)
        assert who(sdk) == who(twin.network.control)
    assert [line.heard for line in lines[0]] == [line.heard for line in lines[1]]
