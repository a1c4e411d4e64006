"""The browser phone: a page, and its calls, which are handed on to the process of the test network."""

import logging
from base64 import b64encode
from http.client import HTTPException
from urllib.parse import quote

from flask import Blueprint, Response, abort, make_response, render_template, request, send_from_directory

import exchange
from exchange.call_leg import ACCOUNT
from exchange.over_http import ask
from exchange.wav import MOST_SPEECH
from hotline import hotline

log = logging.getLogger(__name__)

FOLDER = f"{exchange.__path__[0]}/page"
bp = Blueprint("phone", __name__, url_prefix="/phone", template_folder=FOLDER)

PAGES = {"": "phone.html", "uebung": "training.html"}
MADE_OF = (".css", ".js", ".svg")
CSP = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
IS_AWAY = "Dieses Telefon hat gerade kein Netz: Der Prozess »exchange« der Hotline läuft nicht."
NO_NETWORK = {"doing": "ended", "words": IS_AWAY, "captions": []}


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
def dial() -> Response:
    """A new call: its id and what the phone does now."""
    _same_origin()
    return _handed_on({"id": None, "state": NO_NETWORK})


@bp.get("/calls/<call>")
def look(call: str) -> Response:
    """What the phone does now."""
    return _handed_on(NO_NETWORK)


@bp.post("/calls/<call>")
def event(call: str) -> Response:
    """A key, the end of a sound, or the handset going down."""
    _same_origin()
    return _handed_on(NO_NETWORK)


@bp.post("/calls/<call>/speech")
def speech(call: str) -> Response:
    """What the microphone heard while the call is recorded, as WAV (PCM16, mono, 8 kHz)."""
    # No page of another site can send this type either without asking first.
    if request.mimetype != "audio/wav":
        abort(415)
    request.max_content_length = MOST_SPEECH
    return _handed_on(NO_NETWORK)


def _same_origin() -> None:
    """A page of another site can send no JSON here without asking first, and nobody answers that it may."""
    if not request.is_json:
        abort(415)


def _handed_on(otherwise: object) -> Response:
    """What the test network answers to this request; with 503 `otherwise` while it does not."""
    settings = hotline().settings
    proof = b64encode(f"{ACCOUNT}:{settings.auth_tokens[0]}".encode()).decode()
    headers = {"Authorization": f"Basic {proof}", "Content-Type": request.content_type or ""}
    try:
        answer = ask(settings.exchange_port, request.method, quote(request.path), request.get_data(), headers)
    except (OSError, HTTPException) as error:
        log.warning("The test network does not answer: %s", type(error).__name__)
        return make_response(otherwise, 503)
    return Response(answer.body, answer.status, content_type=answer.content_type)
