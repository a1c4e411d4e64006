"""Guesses the encoding of a German text that is no UTF-8: Windows-1252, Mac OS Roman, or that of DOS."""

# In this order of preference.
ENCODINGS = ("cp1252", "mac_roman", "cp850", "cp437")
SMALL, CAPITAL = "äöüß", "ÄÖÜ"
OPENING, CLOSING = "„‚«‹", "“”’‘»›"
# These follow a word, and those stand alone or at a number.
BEHIND, ALONE = "–—…\u00a0\u00ad", "€§°·•©®½¼²³"
# A few letters of other languages may stand in German texts.
FOREIGN = "àáâçèéêëìíîïñòóôùúûýåæøãõÀÁÂÇÈÉÊËÌÍÎÏÑÒÓÔÙÚÛÝÅÆØÃÕ"
# How odd a rare spelling is, where 1 is what nobody writes; and what speaks against any encoding but the first.
RARE, UNUSUAL = 0.5, 0.6


def guessed_encoding(raw: bytes) -> str:
    """The encoding in which the letters stand where German has them; raises ValueError if it can be none of them."""
    texts = {encoding: _decoded(raw, encoding) for encoding in ENCODINGS}
    oddity = {
        encoding: _oddity(text) + (UNUSUAL if encoding != ENCODINGS[0] else 0)
        for encoding, text in texts.items()
        if text is not None
    }
    return min(oddity, key=lambda encoding: oddity[encoding])


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
    is_beside_a_letter = before.isalpha() or after.isalpha()
    if sign in SMALL + CAPITAL:
        has_wrong_case = after.isupper() if sign in SMALL else before.islower()
        return RARE if has_wrong_case or not is_beside_a_letter else 0
    if sign in OPENING + CLOSING:
        is_inside = before.isalpha() if sign in OPENING else after.isalpha() and sign in "“”"
        return 1 if is_inside else 0
    if sign in BEHIND:
        return 0
    if sign in ALONE:
        return 1 if is_beside_a_letter else 0
    return RARE if sign in FOREIGN and is_beside_a_letter else 1
