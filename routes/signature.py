"""Who may call: only requests that carry the carrier's signature, in a form of bounded size."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from flask import Flask, abort, g, request
from werkzeug.exceptions import HTTPException

from carrier.in_use import HEADER, is_signed
from hotline import hotline

# What anybody may send, and what the office may: a recording of some minutes.
MOST_OF_ANYBODY, MOST_OF_THE_OFFICE = 64 * 1024, 16 * 1024 * 1024
# An edited file whose every character is written as three; it is carried through the sign-in.
MOST_TYPED = 1024 * 1024
CALLS, OFFICE = "/voice", "/buero/"
# A carrier sends about thirty fields; the longest, an address or a caller's name, has some hundred characters.
FIELDS = 200
FIELD_LENGTH = 4096


def only_the_carrier() -> None:
    """Refuse what is not signed by the carrier (403) or is no plain form (400, 413, 415)."""
    signature = request.headers.get(HEADER)
    if signature is None:
        abort(403)
    if request.mimetype not in ("", "application/x-www-form-urlencoded"):
        abort(415)
    fields = _fields_in(request.get_data(parse_form_data=False))
    settings = hotline().settings
    if not is_signed(settings.public_url + _raw_target(), fields, signature, settings.auth_tokens):
        abort(403)
    # Of a field that comes twice the first one counts.
    g.signed_form = dict(reversed(fields))


def signed_form() -> dict[str, str]:
    """The form that the carrier has signed."""
    form: dict[str, str] = g.get("signed_form", {})
    return form


def _fields_in(body: bytes) -> list[tuple[str, str]]:
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELDS)
    except ValueError:
        abort(400)
    if len(body) > FIELD_LENGTH and any(len(part) > FIELD_LENGTH for field in fields for part in field):
        abort(400)
    return fields


def _raw_target() -> str:
    """Path and query as they came over the wire (gunicorn, waitress, werkzeug): request.url is decoded, so that a
    genuine signature of a URL with %C3%BC in it would not match."""
    target: str = request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI") or request.full_path
    return target


def taken(app: Flask, is_staff: Callable[[], bool], environ: Mapping[str, Any]) -> int:
    """How many bytes of a request's body are read, by its head: of a call that carries no signature, none; much only
    from staff (`is_staff` of the request), who alone may use the browser phone too once callers can call."""
    if environ["PATH_INFO"].startswith(CALLS) and f"HTTP_{HEADER.upper().replace('-', '_')}" not in environ:
        return 0
    most = MOST_TYPED if environ["PATH_INFO"].startswith(OFFICE) else MOST_OF_ANYBODY
    if int(environ.get("CONTENT_LENGTH", MOST_OF_THE_OFFICE)) <= most:
        return most
    try:
        with app.request_context(dict(environ)):
            return MOST_OF_THE_OFFICE if is_staff() else most
    except HTTPException:  # a name of a host that can be none
        return most
