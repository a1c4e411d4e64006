"""The hold music, as `audio/composition.py` has made it."""

from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("music.wav")


@cache
def music() -> bytes:
    """Half a minute that loops seamlessly: a mu-law WAV file, 8 kHz mono."""
    return FILE.read_bytes()
