"""Who may call: every genuine request, and nobody else."""

import base64
import hashlib
import hmac

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from app import create_app
from carrier.twilio.signature import signature
from tests.conftest import TOKEN

URL = "http://127.0.0.1:8000"
CALL = {"CallSid": "CA" + "0" * 32, "AccountSid": "AC" + "1" * 32, "From": "+493023125999", "To": "+493023125000"}


def post(app: Flask, target: str, form: dict[str, str], token: str = TOKEN, url: str = URL, **headers):
    signature = RequestValidator(token).compute_signature(url + target, form)
    return app.test_client().post(target, data=form, headers={"X-Twilio-Signature": signature, **headers})


def test_a_genuine_call_is_answered(app):
    answer = post(app, "/voice", CALL)
    assert answer.status_code == 200 and answer.mimetype == "text/xml" and b"<Gather" in answer.data


@pytest.mark.parametrize("signature", ["", "x", "L/OH5YylLD5NRKLltdqwSvS0BnU=", "ü", "\x7f" * 500])
def test_a_wrong_signature_is_refused(app, signature):
    answer = app.test_client().post("/voice", data=CALL, headers={"X-Twilio-Signature": signature})
    assert answer.status_code == 403


@pytest.mark.parametrize("target", ["/voice", "/voice/menu.0/x", "/voice/status", "/voice/status/room"])
def test_every_route_of_the_carrier_refuses_what_is_not_signed(app, target):
    assert app.test_client().post(target, data=CALL).status_code == 403
    assert post(app, target, CALL, token="another").status_code == 403
    assert post(app, target, CALL, url="https://elsewhere.example.org").status_code == 403
    assert post(app, target, CALL).status_code in (200, 204)


@pytest.mark.parametrize("target", ["/voice?x=%C3%BC", "/voice?x=%c3%bc", "/voice?a=%2F%7E+b", "/voice?q=[]|%20"])
def test_the_signature_covers_the_address_as_it_was_sent(app, target):
    assert post(app, target, CALL).status_code == 200


def test_both_tokens_count_while_they_are_rotated(environ):
    old, new = "the old token of Twilio", "the new token of Twilio"
    app = create_app(environ | {"TWILIO_AUTH_TOKEN": f"{old}, {new}"})
    assert [post(app, "/voice", CALL, token=token).status_code for token in (old, new, TOKEN)] == [200, 200, 403]


def test_unknown_and_doubled_parameters_are_accepted(app):
    form = MultiDict([*CALL.items(), ("NewParameter", "surprise"), ("Digits", "1"), ("Digits", "1")])
    assert post(app, "/voice", form).status_code == 200


def test_what_is_too_large_or_no_form_is_refused(app):
    assert post(app, "/voice", CALL | {"Digits": "1" * 70_000}).status_code == 413
    assert post(app, "/voice", CALL | {"Digits": "1" * 5_000}).status_code == 400
    assert post(app, "/voice", CALL | {f"x{n}": "1" for n in range(300)}).status_code == 400
    assert app.test_client().post("/voice", json=CALL, headers={"X-Twilio-Signature": "x"}).status_code == 415


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(form=st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=20), max_size=5))
def test_any_signed_form_gets_an_answer_in_german(app, form):
    form = {
        name.encode("utf-8", "replace").decode(): value.encode("utf-8", "replace").decode()
        for name, value in form.items()
    }
    assert post(app, "/voice", form).status_code == 200


@given(st.lists(st.tuples(st.text(max_size=6), st.text(max_size=6)), max_size=6), st.text(min_size=1))
def test_our_signature_is_that_of_twilios_validator(fields, token):
    by_twilio = RequestValidator(token).compute_signature(URL, MultiDict(fields))
    assert signature(URL, fields, token) == by_twilio


def test_twilios_own_example_is_signed_as_twilio_says():
    form = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675310",
        "Digits": "1234",
        "From": "+14158675310",
        "To": "+18005551212",
    }
    text = "https://example.com/myapp.php?foo=1&bar=2" + "".join(name + form[name] for name in sorted(form))
    signed = base64.b64encode(hmac.digest(b"12345", text.encode(), hashlib.sha1)).decode()
    assert signed == "L/OH5YylLD5NRKLltdqwSvS0BnU="
    assert RequestValidator("12345").validate("https://example.com/myapp.php?foo=1&bar=2", form, signed)
