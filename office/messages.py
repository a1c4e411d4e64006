"""Nachrichten: what callers have left on the answering machine, to be listened to and deleted."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from flask import Blueprint, Response, abort, render_template, request, send_file
from flask.typing import ResponseReturnValue

from audio.telephone import RATE
from hotline import hotline
from keep.announcements.messages import Message
from office.redirects import redirect_with_message

bp = Blueprint("messages", __name__, url_prefix="/nachrichten")

DELETED = "Gelöscht. Diese Nachricht gibt es nirgends mehr."
GONE = "Diese Nachricht gibt es nicht mehr."
UNREADABLE = "Die Nachrichten lassen sich jetzt nicht lesen oder löschen. Versuchen Sie es später."


@dataclass(frozen=True)
class TimedMessage:
    """A message and its length in seconds; 0: the sound is missing or damaged."""

    message: Message
    seconds: int


@bp.get("")
def page() -> ResponseReturnValue:
    """GET /buero/nachrichten: all messages, the newest first."""
    kept = tuple(TimedMessage(one, _seconds(one.name)) for one in hotline().messages.all())
    return render_template("nachrichten.html", messages=kept, office=hotline().world().plan.office)


@bp.get("/ton/<name>")
def sound(name: str) -> Response:
    """The sound of a message; a draft that a caller listens to is none."""
    wav = hotline().messages.sound(name) if any(one.name == name for one in hotline().messages.all()) else None
    if wav is None:
        abort(404)
    return send_file(BytesIO(wav), mimetype="audio/wav", conditional=True, etag=False)


@bp.get("/loeschen")
def ask() -> ResponseReturnValue:
    """Asks for confirmation before a message is deleted."""
    name = request.args.get("ton", "")
    found = next((one for one in hotline().messages.all() if one.name == name), None)
    if found is None:
        return redirect_with_message("office.messages.page", GONE)
    return render_template("nachricht_loeschen.html", kept=TimedMessage(found, _seconds(name)))


@bp.post("/loeschen")
def delete() -> ResponseReturnValue:
    """Deletes a message; idempotent."""
    hotline().messages.delete(request.form.get("ton", ""))
    return redirect_with_message("office.messages.page", DELETED, "done")


@bp.errorhandler(OSError)
def unreadable(error: OSError) -> ResponseReturnValue:
    """The store fails: there is nothing to go back to."""
    return render_template("fehler.html", heading="Nachrichten", words=UNREADABLE), 503


def _seconds(name: str) -> int:
    try:
        return _measured(name)
    except LookupError:  # the page tells
        return 0


# A sound is named by its content, and reading a hundred of them takes its time.
@lru_cache(maxsize=256)
def _measured(name: str) -> int:
    wav = hotline().messages.sound(name)
    if wav is None:
        raise LookupError(name)
    return max(1, round(len(wav) / RATE))
