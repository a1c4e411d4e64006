"""The mark of a number on printed cards: tells whether the number of a card is the current one, and reveals nothing."""

import hmac

from hotline import hotline

# No two of these letters are mistaken for each other at the telephone or on paper.
LETTERS = "ABDFHKLMRSTUWXYZ"
LENGTH = 4


def card_mark(code: str) -> str:
    """Four letters for a code, made with a key; "" for no code."""
    if not code:
        return ""
    digest = hmac.digest(hotline().settings.key_for("marks of cards"), code.encode(), "sha256")
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:LENGTH])
