"""The calls of the browser phone, which the web processes hand on."""

from flask import Blueprint, abort, current_app, request

from exchange.browser_calls import BrowserCalls
from exchange.wav import WavError

bp = Blueprint("browser", __name__, url_prefix="/phone/calls")

Json = dict[str, object]
ALL_TAKEN: Json = {"id": None, "state": {"doing": "ended", "words": "Alle Leitungen sind besetzt.", "captions": []}}


@bp.post("")
def dial() -> Json | tuple[Json, int]:
    """A new call: its id and what the phone does now."""
    return _calls().open() or (ALL_TAKEN, 503)


@bp.get("/<call>")
def look(call: str) -> Json:
    """What the phone does now."""
    return _calls().look(call) or abort(404)


@bp.post("/<call>")
def event(call: str) -> Json:
    """A key, the end of a sound, or the handset going down."""
    return _calls().event(call, request.get_json()) or abort(404)


@bp.post("/<call>/speech")
def speech(call: str) -> Json:
    """What the microphone heard while the call is recorded, as WAV (PCM16, mono, 8 kHz)."""
    try:
        return _calls().speak(call, request.get_data()) or abort(404)
    except WavError:
        abort(415)
    except ValueError:
        abort(409)


def _calls() -> BrowserCalls:
    calls: BrowserCalls = current_app.extensions["browser calls"]
    return calls
