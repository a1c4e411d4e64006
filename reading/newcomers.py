"""`Für wen:` and `Neue:` in a group's block: whom it is for, and whether it takes new people."""

import re
from collections.abc import Callable

from ivr.model.plan import Newcomers
from reading.text.pieces import Piece, fold, nearest

FOR = re.compile(r"^für\s+", re.IGNORECASE)
EXAMPLES = ("willkommen", "nach Anmeldung", "zurzeit nicht")
# How people say it, folded.
SPELLINGS = {
    Newcomers.WELCOME: (
        *("willkommen", "herzlich willkommen", "sind willkommen", "jederzeit willkommen", "immer willkommen"),
        *("jederzeit", "immer", "ja", "gern", "gerne", "einfach kommen", "offen"),
        *("ohne anmeldung", "ohne voranmeldung", "anmeldung nicht noetig", "keine anmeldung noetig"),
    ),
    Newcomers.ASK_FIRST: (
        *("nach anmeldung", "nur nach anmeldung", "mit anmeldung", "nur mit anmeldung", "auf anmeldung", "anmeldung"),
        *(
            "nach voranmeldung",
            "voranmeldung",
            "nach telefonischer anmeldung",
            "anmeldung erforderlich",
            "bitte anmelden",
            "bitte vorher anmelden",
        ),
        *("auf anfrage", "nach anfrage", "nach absprache", "nach ruecksprache", "nach vereinbarung"),
        *("nach vorgespraech", "mit vorgespraech", "bitte vorher anrufen", "vorher anrufen"),
    ),
    Newcomers.NOT_NOW: (
        *("zurzeit nicht", "zur zeit nicht", "zurzeit keine", "zur zeit keine", "z. zt. nicht", "z.zt. nicht"),
        *("derzeit nicht", "derzeit keine", "im moment nicht", "momentan nicht", "momentan keine"),
        *("nein", "nicht", "keine", "voll", "aufnahmestopp", "geschlossen"),
    ),
}
BY_SPELLING = {spelling: answer for answer, spellings in SPELLINGS.items() for spelling in spellings}


def read_newcomers(piece: Piece) -> Newcomers:
    """ "willkommen", "nach Anmeldung" or "zurzeit nicht", also in other usual words; raises Mistake."""
    if answer := BY_SPELLING.get(fold(piece.text.rstrip(".! "))):
        return answer
    meant = nearest(piece.text, EXAMPLES)
    remedy = (
        f"Meinten Sie »{meant}«?" if meant else "Schreiben Sie »willkommen«, »nach Anmeldung« oder »zurzeit nicht«."
    )
    raise piece.mistake("Ob Neue kommen dürfen, verstehe ich daraus nicht.", remedy)


def for_whom(read_words: Callable[[Piece], str]) -> Callable[[Piece], str]:
    """The reader of what follows "Für …" on the telephone, whether or not that word is written."""

    def read(piece: Piece) -> str:
        return FOR.sub("", read_words(piece)).rstrip(". ")

    return read
