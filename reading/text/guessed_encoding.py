"""Guesses the encoding of a German text that is no UTF-8: Windows-1252, Mac OS Roman, or that of DOS."""

import unicodedata

# In this order of preference.
ENCODINGS = ("cp1252", "mac_roman", "cp850", "cp437")
SMALL, CAPITAL = "äöüß", "ÄÖÜ"
OPENING, CLOSING = "„‚«‹", "“”’‘»›"
# These follow a word, and those stand alone or at a number.
BEHIND, ALONE = "–—…\u00a0\u00ad", "€§°·•©®½¼²³"
# Of letters that other languages have, a few may stand in German texts.
FOREIGN = 0.4


def guessed(raw: bytes) -> str:
    """The text in the encoding in which its letters stand where German has them; raises UnicodeDecodeError."""
    texts = [text for text in map(lambda encoding: _decoded(raw, encoding), ENCODINGS) if text is not None]
    return min(texts, key=_oddity) if texts else raw.decode(ENCODINGS[0])


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _oddity(text: str) -> float:
    """How much of it stands where nobody writes it."""
    around = f" {text} "
    return sum(
        _odd(around[at - 1], sign, around[at + 1])
        for at, sign in enumerate(around[1:-1], 1)
        if not sign.isascii() or sign == "\x7f"
    )


def _odd(before: str, sign: str, after: str) -> float:
    if sign in SMALL:
        return float(after.isupper() or not (before.isalpha() or after.isalpha()))
    if sign in CAPITAL:
        return float(before.islower() or not (before.isalpha() or after.isalpha()))
    if sign in OPENING:
        return float(before.isalpha())
    if sign in CLOSING:
        return float(before.isspace() and after.isalpha() and sign not in "»›")
    if sign in BEHIND:
        return 0.0
    if sign in ALONE:
        return float(before.isalpha() or after.isalpha())
    is_letter = unicodedata.category(sign) in ("Ll", "Lu") and (before.isalpha() or after.isalpha())
    return FOREIGN if is_letter and sign.isupper() == (before.isupper() or not before.isalpha()) else 1.0
