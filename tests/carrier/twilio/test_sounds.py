"""How the sound of a recording is fetched from Twilio: whole, bounded, and with the token for Twilio alone."""

import logging
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter
from urllib3 import HTTPResponse

from carrier.port import CarrierError
from carrier.twilio.http import LARGEST, Wire
from carrier.twilio.rest import TwilioCarrier
from tests.support.twilio_answers import drips, leads, says, silent, sounds
from tests.support.twilio_server import ACCOUNT, CALL, RECORDINGS, TOKEN, Asked, TwilioServer

SID = "RE" + "e" * 32
FILE, LIST, ONE = f"{RECORDINGS}/{SID}.wav", f"{RECORDINGS}.json", f"{RECORDINGS}/{SID}.json"
SOUND = b"RIFF" + bytes(range(256)) * 1000
LOGIN = (ACCOUNT, TOKEN)
DEEDS = {
    LIST: lambda carrier: carrier.recordings(CALL),
    FILE: lambda carrier: carrier.recording(SID),
    ONE: lambda carrier: carrier.delete_recording(SID),
}
ELSEWHERE = [
    *("{api}/x", "/x", "file:///etc/passwd", "http://s3.amazonaws.com/x", "https://127.0.0.1/x"),
    *("https://a.twilio.com.evil.example/x", "https://amazonaws.com@evil.example/x"),
    *("https://evilamazonaws.com/x", "https://evil.example/.twilio.com/x"),
]
effects = pytest.mark.parametrize(("path", "effect"), DEEDS.items(), ids=["list", "fetch", "delete"])


@pytest.fixture
def twilio() -> Iterator[TwilioServer]:
    with TwilioServer() as server:
        server.recordings[SID] = SOUND
        yield server


def carrier_at(twilio: TwilioServer, seconds: float = 5) -> TwilioCarrier:
    return TwilioCarrier(*LOGIN, api=twilio.api, seconds=seconds)


class Store(BaseAdapter):
    """A store of sounds at some https address; `asked` are the requests it got."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[PreparedRequest] = []

    def send(self, request: PreparedRequest, *_: Any, **__: Any) -> Response:
        self.asked.append(request)
        answer = Response()
        answer.status_code, answer.raw = 200, HTTPResponse(BytesIO(SOUND), preload_content=False)
        return answer

    def close(self) -> None:
        """Has nothing open."""


def test_each_deed_is_one_request(twilio):
    for effect in DEEDS.values():
        effect(carrier_at(twilio))
    login = f"{ACCOUNT}:{TOKEN}"
    assert twilio.asked == [
        Asked("GET", LIST, {"CallSid": CALL, "PageSize": "20"}, login),
        Asked("GET", FILE, {}, login),
        Asked("DELETE", ONE, {}, login),
    ]


@pytest.mark.parametrize("name", ["", "RE1", SID.upper(), f"{SID}\n", f"{SID[:-4]}/../", f"../{SID}", CALL + CALL])
def test_what_is_no_name_is_asked_of_nobody(twilio, name):
    carrier = carrier_at(twilio)
    answers = carrier.recording(name), carrier.delete_recording(name), carrier.recordings(name)
    assert answers == (None, None, []) and twilio.asked == []


@effects
@pytest.mark.parametrize("trouble", [(500, "{}"), (401, "{}"), (403, ""), (429, "{}"), (304, ""), (100, ""), (302, "")])
def test_whatever_else_it_answers_is_an_error_that_tells_no_secret(twilio, path, effect, trouble):
    twilio.wrong[path] = says(*trouble)
    with pytest.raises(CarrierError) as told:
        effect(carrier_at(twilio, seconds=0.5))
    assert not [word for word in (TOKEN, ACCOUNT, "http", SID, CALL) if word in str(told.value)]


@pytest.mark.parametrize("body", ["", "<html>", "[]", "{", "{}", '{"recordings": [5]}', '{"recordings": 5}', "5"])
def test_a_list_that_is_none_is_an_error(twilio, body):
    twilio.wrong[LIST] = says(200, body)
    with pytest.raises(CarrierError):
        carrier_at(twilio).recordings(CALL)


def test_a_sound_that_is_too_large_is_given_up_early(twilio):
    twilio.recordings[SID] = bytes(LARGEST)
    assert carrier_at(twilio).recording(SID) == bytes(LARGEST)
    twilio.recordings[SID] = bytes(LARGEST + 1)
    with pytest.raises(CarrierError, match="too large"):
        carrier_at(twilio).recording(SID)


def test_half_a_sound_is_none(twilio):
    twilio.wrong[FILE] = sounds(SOUND, length=len(SOUND) + 1)
    with pytest.raises(CarrierError, match="cannot be reached"):
        carrier_at(twilio).recording(SID)


@pytest.mark.parametrize("trouble", [drips(seconds=5), silent(2)])
def test_a_sound_that_comes_too_slowly_keeps_nobody_waiting(twilio, trouble):
    twilio.wrong[FILE], began = trouble, time.monotonic()
    with pytest.raises(CarrierError, match=r"too long|Timeout"):
        Wire(twilio.api, 0.3).sound(FILE, LOGIN)
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("place", ELSEWHERE)
def test_nobody_else_is_asked_wherever_it_leads(twilio, place):
    twilio.wrong[FILE] = leads(place.format(api=twilio.api))
    with pytest.raises(CarrierError, match=r"leads to a host|answers 302"):
        carrier_at(twilio).recording(SID)
    assert len(twilio.asked) == 1


@pytest.mark.parametrize("host", ["media.twiliocdn.com", "bucket.s3.eu-central-1.amazonaws.com"])
def test_a_store_is_followed_to_once_and_without_the_token(twilio, host):
    twilio.wrong[FILE], wire, store = leads(f"https://{host}/a.wav?signed=1"), Wire(twilio.api, 5), Store()
    wire.session.mount(f"https://{host}", store)
    assert wire.sound(FILE, LOGIN) == SOUND
    assert [asked.url for asked in store.asked] == [f"https://{host}/a.wav?signed=1"]
    assert "Authorization" not in store.asked[0].headers and len(twilio.asked) == 1


@pytest.mark.parametrize("name", ["TWILIO_REGION", "TWILIO_EDGE", "HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_no_stray_variable_leads_a_sound_from_anywhere_else(twilio, monkeypatch, name):
    monkeypatch.setenv(name, "127.0.0.1:9" if "PROXY" in name.upper() else "ie1")
    assert carrier_at(twilio).recording(SID) == SOUND


def test_no_log_tells_the_token(twilio, caplog):
    caplog.set_level(logging.DEBUG)
    for effect in DEEDS.values():
        effect(carrier_at(twilio))
    assert FILE in caplog.text and TOKEN not in caplog.text
