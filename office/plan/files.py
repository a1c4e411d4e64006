"""The files of the plan: looked up by the name in an address, downloaded, all as a ZIP."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Blueprint, abort, send_file
from flask.typing import ResponseReturnValue

from hotline import hotline
from reading.files import UNREADABLE, is_content_file, is_valid_name
from reading.text.encodings import SOFT_BREAK, decode

bp = Blueprint("files", __name__, url_prefix="/plan")


@bp.get("/herunterladen/<path:name>")
def download(name: str) -> ResponseReturnValue:
    """GET /buero/plan/herunterladen/…: one file."""
    raw = requested_bytes(name)
    if raw is None:
        abort(404)
    return send_file(BytesIO(raw), "application/octet-stream", as_attachment=True, download_name=name.split("/")[-1])


@bp.get("/alles.zip")
def everything() -> ResponseReturnValue:
    """GET /buero/plan/alles.zip: all content files."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, file in hotline().content.files().items():
            if is_content_file(name) and file.raw != UNREADABLE:
                archive.writestr(name, file.raw)
    packed.seek(0)
    day = hotline().now().date()
    return send_file(packed, "application/zip", as_attachment=True, download_name=f"telefontreff-{day}.zip")


def requested_bytes(name: str) -> bytes | None:
    """The bytes of the file, None if there is none; 404 for a name that no content file can have."""
    if not is_valid_name(name):
        abort(404)
    file = hotline().content.files().get(name)
    return file.raw if file else None


def readable_text(raw: bytes) -> str:
    """The decoded text, or a German note that it is not text."""
    try:
        return decode(b"" if raw == UNREADABLE else raw).replace(SOFT_BREAK, "\n")
    except ValueError:
        return "(Das ist kein Text, den ich lesen kann.)"


def is_text(raw: bytes) -> bool:
    """Whether the bytes can be read as a text."""
    try:
        decode(raw)
        return True
    except ValueError:
        return False
