"""The REST API of the test network: whom it lets in, what it refuses, and that all processes find the rooms there."""

from dataclasses import replace

import pytest
from flask import Flask

from app import create_app
from carrier.nobody import Nobody
from carrier.twilio.rest import TwilioCarrier
from config import load
from exchange.api.app import exchange_app
from exchange.call_leg import ACCOUNT
from hotline import asks_the_exchange, carrier_of, shared_carrier_of
from tests.conftest import TOKEN
from tests.support.hotlines import hotline_of
from tests.support.rest import STRANGERS, ask
from tests.support.served import served
from tests.support.small_hotline import CALLER, House
from tests.support.twilio_server import TwilioServer

BASE = f"/phone/2010-04-01/Accounts/{ACCOUNT}/Conferences"
SEARCH = f"{BASE}.json?FriendlyName=r1"
OUTSIDE = {"PUBLIC_URL": "https://hotline.example.org", "TWILIO_AUTH_TOKEN": TOKEN, "STAFF_PASSWORD": ""}


@pytest.fixture
def house() -> House:
    """A house with one person in room r1, known as a."""
    house = House()
    house.dial('participantLabel="a" waitUrl=""')
    return house


@pytest.fixture
def app(house: House) -> Flask:
    return exchange_app(house.network, ["another token", TOKEN])


def found(app: Flask) -> str:
    """The address of the conference in r1."""
    return f"{BASE}/{ask(app, SEARCH).get_json()['conferences'][0]['sid']}"


@pytest.mark.parametrize("auth", STRANGERS)
def test_nobody_comes_in_without_the_token(app, house, auth):
    conference = found(app)
    answers = [
        ask(app, SEARCH, auth),
        ask(app, f"{conference}/Participants.json", auth),
        ask(app, f"{conference}/Participants/a.json", auth, Muted="true"),
        ask(app, f"{conference}.json", auth, Status="completed"),
    ]
    assert {(answer.status_code, answer.data) for answer in answers} == {(401, b"")}
    assert not house.network.control.conference("r1").participants[0].muted


@pytest.mark.parametrize("header", [f"Bearer {TOKEN}", "Basic", "Basic ?", f"Basic {TOKEN}"])
def test_no_other_kind_of_key_opens_it(app, header):
    assert app.test_client().get(SEARCH, headers={"Authorization": header}).status_code == 401


@pytest.mark.parametrize("auth", STRANGERS)
def test_the_calls_of_the_browser_phone_are_no_more_open(app, auth):
    assert ask(app, "/phone/calls", auth, dial="1").status_code == 401
    assert ask(app, "/phone/calls", dial="1").status_code == 200


def test_the_web_processes_show_no_rooms(environ):
    assert ask(create_app(environ), SEARCH).status_code == 404


@pytest.mark.parametrize(("status", "number"), [("in-progress", 1), ("init", 0), ("completed", 0)])
def test_conferences_are_listed_by_their_status(app, house, status, number):
    assert len(ask(app, f"{SEARCH}&Status={status}").get_json()["conferences"]) == number


def test_nobody_hears_of_a_callers_number(app, house):
    told = ask(app, SEARCH).data + ask(app, f"{found(app)}/Participants.json").data
    assert b'"a"' in told and CALLER.lstrip("+").encode() not in told


def test_a_conference_that_was_never_found_or_is_over_is_not_there(app, house):
    conference = found(app)
    house.network.control.end("r1")
    for address in (conference, f"{BASE}/CF1"):
        assert ask(app, f"{address}.json", Status="completed").status_code == 404
        assert ask(app, f"{address}/Participants.json").status_code == 404


def test_somebody_who_is_not_there_is_not_there(app, house):
    assert ask(app, f"{found(app)}/Participants/b.json", Muted="true").status_code == 404


@pytest.mark.parametrize(
    "form", [{"Status": "init"}, {"AnnounceUrl": "x"}, {"AnnounceUrl": "x", "AnnounceMethod": "POST"}, {"Record": "1"}]
)
def test_what_it_does_not_know_is_refused(app, house, form):
    conference = found(app)
    assert ask(app, f"{conference}.json", **form).status_code == 400
    assert ask(app, f"{conference}/Participants/a.json", **form).status_code == 400


@pytest.mark.parametrize("tokens", ["", TOKEN, f"{TOKEN},{TOKEN[::-1]}"])
def test_every_process_finds_the_rooms(environ, house, tokens):
    settings = load(environ | {"TWILIO_AUTH_TOKEN": tokens})
    with served(exchange_app(house.network, settings.auth_tokens)) as port:
        carrier = shared_carrier_of(replace(settings, given_exchange_port=str(port)))
        assert [one.label for one in carrier.conference("r1").participants] == ["a"]


def test_with_an_account_twilio_is_asked(environ):
    settings = load(environ | {"TWILIO_ACCOUNT_SID": "AC" + "0f" * 16, "TWILIO_AUTH_TOKEN": TOKEN})
    carriers = carrier_of(settings, House().network), shared_carrier_of(settings)
    assert [type(carrier) for carrier in carriers] == [TwilioCarrier, TwilioCarrier]


def test_another_carrier_is_asked_at_its_own_address(environ):
    with TwilioServer() as other:
        account = {"TWILIO_ACCOUNT_SID": "AC" + "a1" * 16, "TWILIO_AUTH_TOKEN": TOKEN, "CARRIER_API": other.api}
        assert shared_carrier_of(load(environ | account)).conference("r1")


def test_a_process_that_is_alone_asks_its_own_network(environ):
    hotline = hotline_of(create_app(environ))
    assert hotline.carrier is hotline.network.control
    assert isinstance(asks_the_exchange(hotline).carrier, TwilioCarrier)


def test_without_an_account_where_real_callers_may_be_nobody_is_asked(environ):
    assert isinstance(shared_carrier_of(load(environ | OUTSIDE)), Nobody)
