"""Twilio's signature of a request: an HMAC over address and form with the account's token, in a header."""

from collections.abc import Iterable, Mapping

from twilio.request_validator import RequestValidator

HEADER = "X-Twilio-Signature"


def is_signed(url: str, form: Mapping[str, str], signature: str, tokens: Iterable[str]) -> bool:
    """Whether one of these tokens has signed the request; `url` as it came over the wire."""
    try:
        return any(RequestValidator(token).validate(url, form, signature) for token in tokens)
    except ValueError:  # an address that is none at all
        return False
