"""How requests reach Twilio's REST API: one host, a bounded time, and two kinds of errors."""

import json
import re
import time
from typing import Any
from urllib.parse import urlsplit

import requests
from requests import RequestException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from urllib3.exceptions import HTTPError

from carrier.port import CarrierError, NotAllowed, NotThere

# Two minutes in the largest shape that Twilio has (16 bit, 8 kHz, two channels) are 3.8 MB.
LARGEST = 4 * 1024 * 1024
PIECE = 64 * 1024
# Unpacked here, a sound could be larger than what was counted.
SOUND = {"Accept": "audio/wav, audio/x-wav", "Accept-Encoding": "identity"}
# Twilio may lead to a store with a signed address: no other host is asked, and the token is for none of them.
STORE = re.compile(r"https://[a-z0-9.-]+\.(twilio\.com|twiliocdn\.com|amazonaws\.com)/")


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
        try:
            answer = super().request(method, self._here(url), *args, **more)
        except RequestException as error:
            raise CarrierError(f"the carrier cannot be reached: {type(error).__name__}") from error
        _check(answer.status_code)
        deleted = method == "DELETE" and not answer.text
        if not deleted and not _is_object(answer.text):
            raise CarrierError("the carrier's answer is no JSON object")
        return answer

    def sound(self, url: str, login: tuple[str, str]) -> bytes:
        """What is kept at `url`, at most LARGEST bytes of it in at most `seconds`; raises NotThere and CarrierError."""
        ends = time.monotonic() + self.timeout
        try:
            with self._kept(self._here(url), login) as answer:
                _check(answer.status_code)
                return _whole(answer, ends)
        except (RequestException, HTTPError) as error:
            # Its words could tell a signed address.
            raise CarrierError(f"the carrier cannot be reached: {type(error).__name__}") from None

    def _here(self, url: str) -> str:
        return self._api + urlsplit(url)._replace(scheme="", netloc="").geturl()

    def _kept(self, url: str, login: tuple[str, str]) -> requests.Response:
        answer = self._get(url, login)
        if not answer.is_redirect:
            return answer
        answer.close()
        if not STORE.match(answer.headers["Location"]):
            raise CarrierError("the carrier leads to a host that is not asked")
        return self._get(answer.headers["Location"])

    def _get(self, url: str, login: tuple[str, str] | None = None) -> requests.Response:
        session: requests.Session = self.session
        return session.get(url, auth=login, headers=SOUND, timeout=self.timeout, stream=True, allow_redirects=False)


def _check(status: int) -> None:
    if status == 404:
        raise NotThere("the carrier answers 404")
    if status in (401, 403):
        raise NotAllowed(f"the carrier answers {status}")
    if not 200 <= status < 300:
        raise CarrierError(f"the carrier answers {status}")


def _whole(answer: requests.Response, ends: float) -> bytes:
    whole = bytearray()
    # read() would wait until a piece is full, however slowly it comes.
    while piece := answer.raw.read1(PIECE, decode_content=False):
        whole += piece
        if len(whole) > LARGEST:
            raise CarrierError("the recording is too large")
        if time.monotonic() > ends:
            raise CarrierError("the carrier takes too long")
    return bytes(whole)


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
