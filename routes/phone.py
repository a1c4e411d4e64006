"""The browser phone: a page, and the calls it makes over the test network."""

from flask import Blueprint, Response, abort, redirect, request, send_from_directory
from flask.typing import ResponseReturnValue

import phone
from phone.wav import BYTES_PER_SECOND, WavError
from routes.hotline import hotline

bp = Blueprint("phone", __name__, url_prefix="/phone")

SCRIPTS = ("phone", "call", "captions", "desk", "microphone", "sound", "tones", "view", "wav", "uebung")
FILES = ("phone.css", "phone.svg", "uebung.css", *(f"{script}.js" for script in SCRIPTS))
PAGES = {"": "phone.html", "uebung": "uebung.html"} | {name: name for name in FILES}
# Nobody is recorded for longer; the rest is for what stands in front of the sound.
MOST_SPEECH = 90 * BYTES_PER_SECOND + 1000
CSP = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"


@bp.before_request
def only_when_it_may_be_used() -> ResponseReturnValue | None:
    """Open while it is for trying out; once Twilio is connected from outside, for staff who have signed in."""
    if hotline().may_use_the_phone():
        return None
    return redirect(f"/buero/anmelden?weiter={request.path}", 303) if request.method == "GET" else abort(403)


@bp.get("", defaults={"name": ""})
@bp.get("/<name>")
def page(name: str) -> Response:
    """The page, its style and its script."""
    if name not in PAGES:
        abort(404)
    response = send_from_directory(f"{phone.__path__[0]}/page", PAGES[name])
    response.headers["Content-Security-Policy"] = CSP
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.post("/calls")
def dial() -> dict[str, object]:
    """A new call: its id and what the phone does now."""
    _same_origin()
    return hotline().desk.open() or abort(503)


@bp.get("/calls/<call>")
def look(call: str) -> dict[str, object]:
    """What the phone does now."""
    return hotline().desk.look(call) or abort(404)


@bp.post("/calls/<call>")
def event(call: str) -> dict[str, object]:
    """A key, the end of a sound, or the handset going down."""
    _same_origin()
    return hotline().desk.event(call, request.get_json()) or abort(404)


@bp.post("/calls/<call>/speech")
def speech(call: str) -> dict[str, object]:
    """What the microphone heard while the call is recorded, as WAV (PCM16, mono, 8 kHz)."""
    # No page of another site can send this type either without asking first.
    if request.mimetype != "audio/wav":
        abort(415)
    request.max_content_length = MOST_SPEECH
    try:
        return hotline().desk.speak(call, request.get_data()) or abort(404)
    except WavError:
        abort(415)
    except ValueError:
        abort(409)


def _same_origin() -> None:
    """A page of another site can send no JSON here without asking first, and nobody answers that it may."""
    if not request.is_json:
        abort(415)
