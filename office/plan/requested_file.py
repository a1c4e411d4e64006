"""The file of the plan that an address names."""

from flask import abort

from hotline import hotline
from reading.files import UNREADABLE, is_valid_name
from reading.text.encodings import decode


def raw_of(name: str) -> bytes | None:
    """What the file holds, None if there is none; a name that no file of ours can have is not found."""
    if not is_valid_name(name):
        abort(404)
    file = hotline().content.files().get(name)
    return file.raw if file else None


def text_of(raw: bytes) -> str:
    """Its text, for people to read; of what is no text, that."""
    try:
        return decode(b"" if raw == UNREADABLE else raw)
    except ValueError:
        return "(Das ist kein Text, den ich lesen kann.)"
