"""Twilio's signature of a request: an HMAC over address and form with the account's token, in a header."""

import hmac
from base64 import b64encode
from collections.abc import Iterable
from typing import TYPE_CHECKING

from twilio.request_validator import RequestValidator

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    Form = MultiDict[str, str]

HEADER = "X-Twilio-Signature"


def is_signed(url: str, form: "Form", given: str, tokens: Iterable[str]) -> bool:
    """Whether one of these tokens has signed the request; `url` as it came over the wire."""
    return any(_has_signed(token, url, form, given) for token in tokens)


def signature(url: str, form: "Form", token: str) -> str:
    """The signature of a request (Twilio's documentation, "Validating signatures from Twilio")."""
    fields = (name + value for name in sorted(form) for value in sorted({*form.getlist(name)}))
    return b64encode(hmac.digest(token.encode(), "".join((url, *fields)).encode(), "sha1")).decode()


def _has_signed(token: str, url: str, form: "Form", given: str) -> bool:
    try:
        # Nearly always the address is signed as it came; Twilio's validator tries it with and without a port besides.
        if hmac.compare_digest(signature(url, form, token).encode(), given.encode()):
            return True
        return bool(RequestValidator(token).validate(url, form, given))
    except ValueError:  # an address that is none at all
        return False
