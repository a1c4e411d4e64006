"""Twilio's signature of a request: an HMAC over address and form with the account's token, in a header."""

from collections.abc import Iterable
from hmac import compare_digest

from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

HEADER = "X-Twilio-Signature"


class Values(dict[str, list[str]]):
    """A form by its names, as Twilio's validator asks a form first."""

    getall = dict.__getitem__


def is_signed(url: str, form: MultiDict[str, str], signature: str, tokens: Iterable[str]) -> bool:
    """Whether one of these tokens has signed the request; `url` as it came over the wire."""
    values = Values(form.lists())
    return any(_has_signed(token, url, values, signature) for token in tokens)


def _has_signed(token: str, url: str, form: Values, signature: str) -> bool:
    validator = RequestValidator(token)
    try:
        # Nearly always the address is signed as it is written; the validator tries it with and without a port besides.
        expected: str = validator.compute_signature(url, form)
        return compare_digest(expected.encode(), signature.encode()) or bool(validator.validate(url, form, signature))
    except ValueError:  # an address that is none at all
        return False
