"""The recordings of the test network, as Twilio's REST API shows them."""

from flask import Blueprint, Response, abort, current_app, request

from exchange.control import Control
from exchange.recordings import Recording

bp = Blueprint("recordings", __name__)

Json = dict[str, object]


@bp.get("/Recordings.json")
def recordings() -> Json:
    """The recordings of one call."""
    return {"recordings": list(map(_as_json, _control().recordings(request.args.get("CallSid", ""))))}


@bp.get("/Recordings/<sid>.json")
def recording(sid: str) -> Json:
    """One recording: how long it is, and whether it can be fetched."""
    return _as_json(_control().recorded(sid) or abort(404))


@bp.get("/Recordings/<sid>.wav")
def sound(sid: str) -> Response:
    """What was spoken."""
    return Response(_control().recording(sid) or abort(404), mimetype="audio/x-wav")


@bp.delete("/Recordings/<sid>.json")
def delete(sid: str) -> tuple[str, int]:
    """Forget it."""
    _control().recorded(sid) or abort(404)
    _control().delete_recording(sid)
    return "", 204


def _control() -> Control:
    control: Control = current_app.extensions["network"].control
    return control


def _as_json(recording: Recording) -> Json:
    told = {"sid": recording.sid, "call_sid": recording.call, "status": recording.status, "source": "RecordVerb"}
    # As Twilio does, the length is a word, and -1 while nobody knows it.
    return told | {"channels": 1, "duration": "-1" if recording.status == "in-progress" else str(recording.seconds)}
