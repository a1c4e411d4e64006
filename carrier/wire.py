"""How requests reach Twilio's REST API: one host, a bounded time, and two kinds of errors."""

import json
from typing import Any
from urllib.parse import urlsplit

from requests import RequestException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response

from carrier.port import CarrierError


class NotThere(CarrierError):
    """What was asked about has ended, or never was."""


class Wire(TwilioHttpClient):
    """Asks `api` (scheme and host, perhaps a path), and gives a request up after `seconds` of silence.

    The SDK reads TWILIO_REGION and TWILIO_EDGE from the environment; whatever host it makes of them is not asked.
    """

    def __init__(self, api: str, seconds: float) -> None:
        super().__init__(timeout=seconds)
        self._api = api
        # Plain http is for two processes of one machine, with no proxy between them.
        self.session.trust_env = urlsplit(api).scheme == "https"

    def request(self, method: str, url: str, *args: Any, **more: Any) -> Response:
        """What the API answers, if it does what it was asked; raises NotThere and CarrierError."""
        target = urlsplit(url)._replace(scheme="", netloc="").geturl()
        try:
            answer = super().request(method, self._api + target, *args, **more)
        except RequestException as error:
            raise CarrierError(f"the carrier cannot be reached: {type(error).__name__}") from error
        if answer.status_code == 404:
            raise NotThere("the carrier answers 404")
        if not 200 <= answer.status_code < 300:
            raise CarrierError(f"the carrier answers {answer.status_code}")
        if not _is_object(answer.text):
            raise CarrierError("the carrier's answer is no JSON object")
        return answer


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
