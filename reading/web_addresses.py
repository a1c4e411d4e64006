"""Web addresses that staff write, to which the pages lead."""

import re

from reading.text.pieces import Piece

# A host with a dot, and nothing that could end an attribute or lead elsewhere ("javascript:").
ADDRESS = re.compile(
    r"(?P<protocol>https?://)?(?:[\w-]+\.)+[^\W\d_]{2,}(?::[0-9]{1,5})?(?:[/?#][^\s<>\"'\\]*)?", re.IGNORECASE
)
REMEDY = "Schreiben Sie sie so, wie sie oben im Browser steht, zum Beispiel »https://www.example.org/impressum«."


def read_web_address(piece: Piece) -> str:
    """ "https://www.example.org/impressum", also "www.example.org/impressum", with its protocol; raises Mistake."""
    match = ADDRESS.fullmatch(piece.words)
    if not match:
        raise piece.mistake(f"»{piece.words}« ist keine Adresse im Internet.", REMEDY)
    return piece.words if match["protocol"] else f"https://{piece.words}"
