"""The server that stands for Twilio in tests refuses what Twilio's own description of its API does not know."""

import pytest

from tests.support.twilio_description import objections_to_answer, objections_to_request
from tests.support.twilio_server import IN_IT, LIST, NUMBERS, PEOPLE

NUMBER = f"{NUMBERS}/PN{'0' * 32}.json"
WRONG = {
    "no such path": ("GET", f"{LIST}x", {}),
    "no such method": ("DELETE", LIST, {}),
    "no such field": ("POST", f"{IN_IT}.json", {"Ende": "ja"}),
    "no such value": ("POST", f"{IN_IT}.json", {"Status": "ended"}),
    "too many": ("GET", PEOPLE, {"PageSize": "1001"}),
    "no number": ("GET", PEOPLE, {"PageSize": "viele"}),
    "no truth": ("POST", f"{IN_IT}/Participants/p0.json", {"Muted": "True"}),
    "no address": ("POST", NUMBER, {"VoiceUrl": "hotline"}),
    "no id of a number": ("POST", NUMBER.replace("PN", "CA"), {}),
}


@pytest.mark.parametrize("request_of", WRONG.values(), ids=WRONG)
def test_what_twilio_does_not_know_is_objected_to(request_of):
    assert len(objections_to_request(*request_of)) == 1


def test_what_twilio_knows_is_right():
    assert not objections_to_request("POST", NUMBER, {"VoiceUrl": "https://a.example/voice#e=x", "VoiceMethod": "POST"})
    assert not objections_to_answer("GET", LIST, {"conferences": [{"sid": "CF", "status": "init"}], "page": 0})


def test_an_answer_that_twilio_never_gives_is_objected_to():
    assert objections_to_answer("GET", LIST, {"conferences": [{"ended": True}], "pages": 1})
