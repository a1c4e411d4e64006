"""The browser phone: a page, and the calls it makes over the test network."""

from flask import Blueprint, Response, abort, make_response, render_template, request, send_from_directory

import exchange
from exchange.wav import BYTES_PER_SECOND, WavError
from hotline import hotline

FOLDER = f"{exchange.__path__[0]}/page"
bp = Blueprint("phone", __name__, url_prefix="/phone", template_folder=FOLDER)

PAGES = {"": "phone.html", "uebung": "training.html"}
MADE_OF = (".css", ".js", ".svg")
# Nobody is recorded for longer; the rest is for what stands in front of the sound.
MOST_SPEECH = 90 * BYTES_PER_SECOND + 1000
CSP = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@bp.get("", defaults={"name": ""})
@bp.get("/<name>")
def page(name: str) -> Response:
    """A page, or what it is made of: styles, scripts, a picture."""
    if name in PAGES:
        response = make_response(render_template(PAGES[name]))
    elif name.endswith(MADE_OF):
        response = send_from_directory(FOLDER, name)
    else:
        abort(404)
    response.headers["Content-Security-Policy"] = CSP
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.post("/calls")
def dial() -> dict[str, object]:
    """A new call: its id and what the phone does now."""
    _same_origin()
    return hotline().browser_calls.open() or abort(503)


@bp.get("/calls/<call>")
def look(call: str) -> dict[str, object]:
    """What the phone does now."""
    return hotline().browser_calls.look(call) or abort(404)


@bp.post("/calls/<call>")
def event(call: str) -> dict[str, object]:
    """A key, the end of a sound, or the handset going down."""
    _same_origin()
    return hotline().browser_calls.event(call, request.get_json()) or abort(404)


@bp.post("/calls/<call>/speech")
def speech(call: str) -> dict[str, object]:
    """What the microphone heard while the call is recorded, as WAV (PCM16, mono, 8 kHz)."""
    # No page of another site can send this type either without asking first.
    if request.mimetype != "audio/wav":
        abort(415)
    request.max_content_length = MOST_SPEECH
    try:
        return hotline().browser_calls.speak(call, request.get_data()) or abort(404)
    except WavError:
        abort(415)
    except ValueError:
        abort(409)


def _same_origin() -> None:
    """A page of another site can send no JSON here without asking first, and nobody answers that it may."""
    if not request.is_json:
        abort(415)
