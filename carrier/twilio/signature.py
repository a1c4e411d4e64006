"""Twilio's signature of a request: an HMAC over address and form with the account's token, in a header."""

import hmac
from base64 import b64encode
from collections.abc import Iterable, Sequence

from twilio.request_validator import RequestValidator

HEADER = "X-Twilio-Signature"

# Names and values of a form, in the order in which they came.
Fields = Sequence[tuple[str, str]]


def is_signed(url: str, form: Fields, given: str, tokens: Iterable[str]) -> bool:
    """Whether one of these tokens has signed the request; `url` as it came over the wire."""
    return any(_has_signed(token, url, form, given) for token in tokens)


def signature(url: str, form: Fields, token: str) -> str:
    """The signature of a request (Twilio's documentation, "Validating signatures from Twilio")."""
    signed = "".join((url, *(name + value for name, value in sorted({*form}))))
    return b64encode(hmac.digest(token.encode(), signed.encode(), "sha1")).decode()


def _has_signed(token: str, url: str, form: Fields, given: str) -> bool:
    try:
        # Nearly always the address is signed as it came; Twilio's validator tries it with and without a port besides.
        if hmac.compare_digest(signature(url, form, token).encode(), given.encode()):
            return True
        # The worker reads this file too, and needs no forms.
        from werkzeug.datastructures import MultiDict

        return bool(RequestValidator(token).validate(url, MultiDict(form), given))
    except ValueError:  # an address that is none at all
        return False
