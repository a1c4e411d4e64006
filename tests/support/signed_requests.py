"""Webhooks that are signed by Twilio's own library."""

from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from tests.conftest import TOKEN

URL = "http://127.0.0.1:8000"
CALL = {"CallSid": "CA" + "a" * 32, "From": "+493023125999", "To": "+493023125000", "CallStatus": "in-progress"}


def post(client: FlaskClient, url: str, form: dict[str, str]) -> TestResponse:
    form = CALL | form
    signature = RequestValidator(TOKEN).compute_signature(url, form)
    return client.post(url.removeprefix(URL), data=form, headers={"X-Twilio-Signature": signature})
