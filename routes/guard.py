"""Who may call: only requests that carry Twilio's signature, in a form of bounded size."""

from flask import abort, request
from twilio.request_validator import RequestValidator

from routes.hotline import hotline

# Twilio sends about thirty fields; the longest, a RecordingUrl or a caller's name, has some hundred characters.
FIELDS = 200
FIELD_LENGTH = 4096


def only_the_carrier() -> None:
    """Refuse what is not signed by the carrier (403) or is no plain form (400, 413, 415)."""
    if request.mimetype not in ("", "application/x-www-form-urlencoded"):
        abort(415)
    fields = [value for values in request.form.lists() for value in (values[0], *values[1])]
    if len(fields) > FIELDS or any(len(field) > FIELD_LENGTH for field in fields):
        abort(400)
    if not _is_signed():
        abort(403)


def _is_signed() -> bool:
    signature = request.headers.get("X-Twilio-Signature", "")
    url = hotline().public_url + _raw_target()
    try:
        return any(RequestValidator(token).validate(url, request.form, signature) for token in hotline().auth_tokens)
    except ValueError:  # a target that makes no URL at all
        return False


def _raw_target() -> str:
    """Path and query as they came over the wire (gunicorn, then werkzeug): request.url is decoded, so that a genuine
    signature of a URL with %C3%BC in it would not match."""
    target: str = request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI") or request.full_path
    return target
