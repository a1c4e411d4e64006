"""What callers spoke in the test network, reached from another process through Twilio's SDK."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import requests
from flask import Flask
from twilio.rest import Client

from carrier.twilio.http import Wire
from exchange.api.app import exchange_app
from exchange.call_leg import ACCOUNT
from exchange.line import Line
from exchange.network import Network
from exchange.recorder import tone
from tests.conftest import TOKEN
from tests.support.rest import STRANGERS, ask
from tests.support.served import served
from tests.support.small_hotline import ASKS, CALLED, CALLER, SmallHotline, network

BASE = f"/phone/2010-04-01/Accounts/{ACCOUNT}/Recordings"
PAGES = {"/voice": '<Record action="/after" maxLength="60"/>', "/after": ASKS}


@dataclass
class Recorded:
    """A caller who has spoken for three seconds, and where the recording is found."""

    network: Network
    caller: Line

    @property
    def sid(self) -> str:
        [recording] = self.network.control.recordings(self.caller.sid)
        return recording.sid

    @property
    def address(self) -> str:
        return f"{BASE}/{self.sid}"


@pytest.fixture
def app(recorded: Recorded) -> Flask:
    return exchange_app(recorded.network, [TOKEN])


@pytest.fixture
def recorded() -> Recorded:
    net = network(SmallHotline(PAGES))
    caller = net.call(CALLER, CALLED)
    caller.speak(tone(3, 600))
    caller.press("#")
    return Recorded(net, caller)


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    with served(app) as port:
        yield port


def test_twilios_own_client_lists_fetches_and_deletes(recorded, port):
    api = f"http://127.0.0.1:{port}/phone"
    client = Client(ACCOUNT, TOKEN, http_client=Wire(api, 5))
    [listed] = client.recordings.list(call_sid=recorded.caller.sid)
    assert (listed.sid, listed.status, listed.duration, listed.channels) == (recorded.sid, "completed", "3", 1)
    assert client.recordings(listed.sid).fetch().call_sid == recorded.caller.sid
    answer = requests.get(f"http://127.0.0.1:{port}{BASE}/{listed.sid}.wav", auth=(ACCOUNT, TOKEN), timeout=5)
    assert answer.content == tone(3, 600) and answer.headers["Content-Type"] == "audio/x-wav"
    requests.delete(f"http://127.0.0.1:{port}{BASE}/{listed.sid}.json", auth=(ACCOUNT, TOKEN), timeout=5)
    assert client.recordings.list(call_sid=recorded.caller.sid) == []


def test_what_is_still_being_spoken_is_listed_and_cannot_be_fetched(app, recorded):
    speaking = recorded.network.call(CALLER, CALLED)
    [listed] = ask(app, f"{BASE}.json?CallSid={speaking.sid}").get_json()["recordings"]
    assert (listed["status"], listed["duration"]) == ("in-progress", "-1")
    assert ask(app, f"{BASE}/{listed['sid']}.wav").status_code == 404


@pytest.mark.parametrize("call", ["", "?CallSid=CA1", "?CallSid="])
def test_nobody_sees_the_recordings_of_all_calls(app, recorded, call):
    assert ask(app, f"{BASE}.json{call}").get_json() == {"recordings": []}


def test_nobody_hears_of_a_callers_number(app, recorded):
    assert CALLER.lstrip("+").encode() not in ask(app, f"{recorded.address}.json").data


def test_what_is_not_there_is_not_there(app, recorded):
    client = app.test_client()
    answers = [
        client.get(f"{BASE}/RE1.json", auth=(ACCOUNT, TOKEN)),
        client.get(f"{BASE}/RE1.wav", auth=(ACCOUNT, TOKEN)),
    ]
    answers.append(client.delete(f"{BASE}/RE1.json", auth=(ACCOUNT, TOKEN)))
    assert {answer.status_code for answer in answers} == {404}


@pytest.mark.parametrize("auth", STRANGERS)
def test_nobody_comes_in_without_the_token(app, recorded, auth):
    client, address = app.test_client(), recorded.address
    answers = [
        client.get(f"{BASE}.json?CallSid={recorded.caller.sid}", auth=auth),
        client.get(f"{address}.json", auth=auth),
    ]
    answers += [client.get(f"{address}.wav", auth=auth), client.delete(f"{address}.json", auth=auth)]
    assert {(answer.status_code, answer.data) for answer in answers} == {(401, b"")}
    assert recorded.network.control.recording(recorded.sid)
