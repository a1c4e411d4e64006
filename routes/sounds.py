"""The sound of a page, and its words: the address carries them, so that any process can answer it."""

import hashlib
import logging
from collections.abc import Callable
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
    wav = _recorded(name)
    return _wav(wav, FOR_EVER) if wav else _not_there()


@bp.get("/recorded/<name>.txt")
def recorded_words(name: str) -> Response:
    """What stands for it in writing."""
    return _seconds_of(_recorded(name))


@bp.get("/message/<name>.wav")
def message(name: str) -> Response:
    """A message for the office, for the caller who has just spoken it; once it is left, nobody hears it here."""
    wav = _read(lambda: hotline().messages.draft(f"{name}.wav"))
    return _wav(wav, NOT_AT_ALL) if wav else _not_there()


@bp.get("/message/<name>.txt")
def message_words(name: str) -> Response:
    """What stands for it in writing."""
    return _seconds_of(_read(lambda: hotline().messages.draft(f"{name}.wav")))


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


def _not_there() -> Response:
    """A <Play> that is refused would end the call."""
    *_, voice, token = hotline().sound_path((say("ansage.nicht_da"),)).removesuffix(".wav").split("/")
    return spoken(voice, token, NOT_AT_ALL)


def _seconds_of(wav: bytes | None) -> Response:
    """Mu-law has one byte for each sample."""
    return Response(f"(Aufnahme, {round(len(wav or b'') / RATE)} Sekunden)", mimetype="text/plain")


def _recorded(name: str) -> bytes | None:
    return _read(lambda: hotline().announcements.sound(f"{name}.wav"))


def _read(sound: Callable[[], bytes | None]) -> bytes | None:
    try:
        return sound()
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
