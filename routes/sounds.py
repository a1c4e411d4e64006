"""The sound of a page, and its words: the address carries them, so that any process can answer it."""

import hashlib
import logging
from io import BytesIO

from flask import Blueprint, Response, abort, send_file

from audio.music import music as waiting_music
from audio.page import caption
from audio.telephone import RATE
from hotline import hotline
from ivr.say import say

log = logging.getLogger(__name__)
bp = Blueprint("sounds", __name__, url_prefix="/sound")

# The address is made from the words and the voice: what it stands for never changes.
FOR_EVER = "public, max-age=31536000, immutable"
NOT_AT_ALL = "private, no-store"


@bp.get("/music.wav")
def music() -> Response:
    """What is heard while waiting in a room."""
    return _wav(waiting_music(), FOR_EVER)


@bp.get("/recorded/<name>.wav")
def recorded(name: str) -> Response:
    """What somebody has recorded; the name is made of the sound, so nobody can guess it, and it never changes."""
    if wav := _recorded(name):
        return _wav(wav, FOR_EVER)
    # A <Play> that is refused would end the call.
    *_, voice, token = hotline().sound_path((say("ansage.nicht_da"),)).removesuffix(".wav").split("/")
    return spoken(voice, token, NOT_AT_ALL)


@bp.get("/recorded/<name>.txt")
def recorded_words(name: str) -> Response:
    """What stands for it in writing; mu-law has one byte for each sample."""
    seconds = round(len(_recorded(name) or b"") / RATE)
    return Response(f"(Aufnahme, {seconds} Sekunden)", mimetype="text/plain")


@bp.get("/<voice>/<token>.wav", defaults={"kept": FOR_EVER})
@bp.get("/secret/<voice>/<token>.wav", defaults={"kept": NOT_AT_ALL})
def spoken(voice: str, token: str, kept: str) -> Response:
    """A page as telephone sound: 8 kHz mono mu-law in a WAV file."""
    page = _page(token)
    sound = hotline().library.sound(voice, page)
    if sound is None:
        abort(404)
    # What another voice said in need must not be kept under the better voice's address.
    return _wav(sound.wav, kept if sound.faithful else NOT_AT_ALL)


@bp.get("/<voice>/<token>.txt", defaults={"kept": FOR_EVER})
@bp.get("/secret/<voice>/<token>.txt", defaults={"kept": NOT_AT_ALL})
def words(voice: str, token: str, kept: str) -> Response:
    """The words of a page: captions for the browser phone, transcripts for tests."""
    return Response(caption(_page(token)), mimetype="text/plain", headers={"Cache-Control": kept})


def _recorded(name: str) -> bytes | None:
    try:
        return hotline().announcements.sound(f"{name}.wav")
    except OSError as error:
        log.warning("A recording cannot be read: %s", type(error).__name__)
        return None


def _page(token: str) -> str:
    page = hotline().library.page(token)
    if page is None:
        abort(404)
    return page


def _wav(wav: bytes, kept: str) -> Response:
    response = send_file(
        BytesIO(wav), mimetype="audio/wav", conditional=True, etag=hashlib.sha256(wav).hexdigest()[:32]
    )
    response.headers["Cache-Control"] = kept
    return response
