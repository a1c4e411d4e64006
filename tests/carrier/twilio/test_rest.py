"""What Twilio is sent, and what becomes of its answers, right or wrong."""

import socket
from collections.abc import Iterator

import pytest

from carrier.port import CarrierError
from carrier.twilio.rest import MOST_CALLS, TwilioCarrier
from tests.support.twilio_answers import says, silent, together
from tests.support.twilio_server import ACCOUNT, CALL, CALLS, CONFERENCE, IN_IT, LIST, PEOPLE, TOKEN, TwilioServer

SEARCH = ("GET", LIST, {"FriendlyName": "r1", "Status": "in-progress", "PageSize": "1"})
SOUND = "https://hotline.example.org/sound/pico/abc.wav"
DEEDS = {
    "conference": (lambda carrier: carrier.conference("r1"), ("GET", PEOPLE, {"PageSize": "250"})),
    "mute": (
        lambda carrier: carrier.mute("r1", ["p0"], True),
        ("POST", f"{IN_IT}/Participants/p0.json", {"Muted": "true"}),
    ),
    "unmute": (
        lambda carrier: carrier.mute("r1", ["p 0/"], False),
        ("POST", f"{IN_IT}/Participants/p%200%2F.json", {"Muted": "false"}),
    ),
    "announce": (
        lambda carrier: carrier.announce("r1", SOUND),
        ("POST", f"{IN_IT}.json", {"AnnounceUrl": SOUND, "AnnounceMethod": "GET"}),
    ),
    "end": (lambda carrier: carrier.end("r1"), ("POST", f"{IN_IT}.json", {"Status": "completed"})),
}
effects = pytest.mark.parametrize(("effect", "request_of"), DEEDS.values(), ids=DEEDS.keys())


@pytest.fixture
def twilio() -> Iterator[TwilioServer]:
    with TwilioServer() as server:
        yield server


def address(label: str) -> str:
    return f"{IN_IT}/Participants/{label}.json"


def carrier_at(api: str, seconds: float = 5) -> TwilioCarrier:
    return TwilioCarrier(ACCOUNT, TOKEN, api=api, seconds=seconds)


@effects
def test_each_deed_is_two_requests(twilio, effect, request_of):
    effect(carrier_at(twilio.api))
    assert [(asked.method, asked.path, asked.fields) for asked in twilio.asked] == [SEARCH, request_of]
    assert {asked.login for asked in twilio.asked} == {f"{ACCOUNT}:{TOKEN}"}


def test_a_conference_that_only_waits_is_found_too():
    with TwilioServer(status="init") as twilio:
        assert carrier_at(twilio.api).conference("r1").sid == CONFERENCE


def test_calls_that_go_on_are_one_request(twilio):
    assert carrier_at(twilio.api).calls() == [CALL]
    assert [(asked.path, asked.fields) for asked in twilio.asked] == [
        (CALLS, {"Status": "in-progress", "PageSize": "1000"})
    ]


def test_calls_that_are_too_many_to_list_are_an_error(twilio):
    twilio.calls = tuple(f"CA{number:032x}" for number in range(MOST_CALLS))
    with pytest.raises(CarrierError):
        carrier_at(twilio.api).calls()


def test_a_full_room_is_read_page_by_page():
    with TwilioServer(people=250) as twilio:
        people = carrier_at(twilio.api).conference("r1").participants
        assert [one.label for one in people] == [f"p{number}" for number in range(250)]


def test_twenty_people_are_muted_at_least_four_at_a_time():
    with TwilioServer(people=20) as twilio:
        labels = [str(one["label"]) for one in twilio.people]
        twilio.wrong = dict.fromkeys(map(address, labels), together(4))
        carrier_at(twilio.api).mute("r1", labels, True)
        assert len(twilio.asked) == 21


def test_for_nobody_nothing_is_asked(twilio):
    carrier_at(twilio.api).mute("r1", [], True)
    assert twilio.asked == []


@effects
def test_whatever_ended_meanwhile_is_no_error(twilio, effect, request_of):
    twilio.wrong[request_of[1]] = says(404, '{"code": 20404, "status": 404}')
    assert effect(carrier_at(twilio.api)) is None


@pytest.mark.parametrize(
    "trouble", [(500, "{}"), (401, "{}"), (429, "{}"), (302, ""), (200, "<html>"), (200, "[]"), (200, "{")]
)
@effects
def test_anything_else_is_an_error_that_tells_no_secret(twilio, effect, request_of, trouble):
    twilio.wrong[request_of[1]] = says(*trouble)
    with pytest.raises(CarrierError) as told:
        effect(carrier_at(twilio.api))
    assert not [word for word in (TOKEN, ACCOUNT, "http", "r1", "p0") if word in str(told.value)]


@pytest.mark.parametrize("trouble", [(404, "{}"), (200, "{}"), (500, "")])
@effects
def test_where_no_conference_can_be_looked_for_is_an_error(twilio, effect, request_of, trouble):
    twilio.wrong[LIST] = says(*trouble)
    with pytest.raises(CarrierError):
        effect(carrier_at(twilio.api))


def test_whoever_does_not_answer_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as deaf, pytest.raises(CarrierError, match="Timeout"):
        carrier_at(f"http://127.0.0.1:{deaf.getsockname()[1]}", seconds=0.1).conference("r1")


def test_whoever_does_not_answer_is_not_asked_a_hundred_times(twilio):
    labels = [str(number) for number in range(100)]
    twilio.wrong = dict.fromkeys(map(address, labels), silent(0.5))
    with pytest.raises(CarrierError):
        carrier_at(twilio.api, seconds=0.2).mute("r1", labels, True)
    assert len(twilio.asked) < 40


def test_where_nobody_listens_is_an_error():
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(CarrierError, match="cannot be reached: ConnectionError"):
        carrier_at(f"http://127.0.0.1:{port}").end("r1")


@pytest.mark.parametrize("name", ["TWILIO_REGION", "TWILIO_EDGE", "HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_no_stray_variable_leads_anywhere_else(twilio, monkeypatch, name):
    monkeypatch.setenv(name, "127.0.0.1:9" if "PROXY" in name.upper() else "ie1")
    carrier_at(twilio.api).end("r1")
    assert len(twilio.asked) == 2
