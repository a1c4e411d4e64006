"""What the browser phone's microphone heard, on its way to the telephone network."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from exchange.recorder import tone
from exchange.wav import MOST_SPEECH, wav_of
from tests.support.served import with_exchange
from tests.support.small_hotline import ASKS, SmallHotline, network

PAGES = {"/voice": '<Record action="/after" maxLength="90"/>', "/after": ASKS}
SPEECH = tone(12, 600)


class Phone:
    """The page of somebody who is being recorded."""

    def __init__(self, app: Flask, hotline: SmallHotline) -> None:
        self.hotline = hotline
        self.client: FlaskClient = app.test_client()
        opened = self.client.post("/phone/calls", json={}).get_json()
        self.call, self.state = f"/phone/calls/{opened['id']}", opened["state"]

    def says(self, sound: bytes, content_type: str = "audio/wav") -> TestResponse:
        return self.client.post(f"{self.call}/speech", data=sound, content_type=content_type)

    def presses(self, key: str) -> dict[str, Any]:
        return self.client.post(self.call, json={"type": "press", "key": key}).get_json()

    def lengths(self) -> list[str]:
        return [form["RecordingDuration"] for form in self.hotline.asked("/after")]


@pytest.fixture
def phone(app: Flask) -> Iterator[Phone]:
    hotline = SmallHotline(PAGES)
    with with_exchange(app, network(hotline)):
        yield Phone(app, hotline)


def test_the_page_is_told_that_it_is_recorded_and_for_how_long(phone):
    assert (phone.state["doing"], phone.state["seconds"], phone.state["beep"]) == ("recording", 90, True)


def test_what_was_spoken_is_in_the_recording(phone):
    assert phone.says(SPEECH).get_json()["doing"] == "recording"
    assert phone.presses("1")["doing"] == "listening" and phone.lengths() == ["12"]


def test_ninety_seconds_may_be_spoken_and_not_much_more(phone):
    assert phone.says(tone(91)).status_code == 413
    assert phone.says(tone(90)).status_code == 200
    phone.presses("1")
    assert phone.lengths() == ["90"]


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_no_page_of_another_site_can_speak(phone, content_type):
    assert phone.says(SPEECH, content_type).status_code == 415


def test_nobody_is_told_that_another_site_may_ask(phone):
    asks = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    answer = phone.client.options(f"{phone.call}/speech", headers=asks)
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize("sound", [b"", b"Hallo", SPEECH[:30], SPEECH.replace(b"\x40\x1f", b"\x80\x3e", 1)])
def test_what_a_telephone_cannot_carry_is_refused(phone, sound):
    assert phone.says(sound).status_code == 415


def test_whoever_is_not_recorded_is_not_heard(phone):
    phone.presses("1")
    assert phone.says(SPEECH).status_code == 409


def test_nobody_speaks_in_the_call_of_another(phone):
    phone.call = "/phone/calls/1"
    assert phone.says(SPEECH).status_code == 404


def test_everything_else_stays_small(phone):
    large = b" " * (MOST_SPEECH // 2)
    assert phone.client.post(phone.call, data=large, content_type="application/json").status_code == 413
    assert phone.says(wav_of(large)).status_code == 200
