"""The mark of a number on printed cards: tells whether the number of a card is the current one, and reveals nothing."""

import hmac

from hotline import hotline

# The German names of these letters sound alike neither with each other nor over a bad line, as those of B and D or of F
# and S do.
LETTERS = "AJRUWXYZ"
LENGTH = 5


def card_mark(code: str) -> str:
    """Five letters for a code, made with a key; "" for no code."""
    if not code:
        return ""
    digest = hmac.digest(hotline().settings.key_for("marks of cards"), code.encode(), "sha256")
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:LENGTH])
