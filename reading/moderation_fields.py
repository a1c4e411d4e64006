"""The fields that say how a group's talk is moderated: who leads, how long each speaks, how it begins, and texts."""

import re

from reading.codes import read_code
from reading.text.pieces import Piece, fold

FIELDS = ("Beginn", "Redezeit", "Eröffnung", "Schluss")
# In place of a number, after "Leitung:" and "Beginn:".
ROUND = "reihum"
MOST_MINUTES = 9
MINUTES = re.compile(r"(?P<count>[1-9])(?: ?(?:min(?:uten?|\.)?))?", re.IGNORECASE)
IN_WORDS = {"ohne grenze": 0, "unbegrenzt": 0, "offen": 0, "eine minute": 1, "zwei minuten": 2, "drei minuten": 3}


def read_leader(piece: Piece) -> str:
    """The number of the one who leads, or ROUND where nobody does; raises Mistake."""
    if fold(piece.text) == ROUND:
        return ROUND
    if not re.search("[0-9]", piece.text):
        remedy = f"Schreiben Sie Ziffern; oder »Leitung: {ROUND}«, wenn niemand fest leitet."
        raise piece.mistake(f"»{piece.words}« ist keine Nummer.", remedy)
    return read_code(piece)


def read_turn_minutes(piece: Piece) -> int:
    """ "2 Minuten" or "ohne Grenze" (0): how long each speaks in a round; raises Mistake."""
    if (known := IN_WORDS.get(fold(piece.text))) is not None:
        return known
    if found := MINUTES.fullmatch(piece.words):
        return int(found["count"])
    remedy = f"Schreiben Sie 1 bis {MOST_MINUTES}, zum Beispiel »2 Minuten«; oder »ohne Grenze«."
    raise piece.mistake("So lang kann keine Redezeit sein.", remedy)


def read_beginning(piece: Piece) -> bool:
    """Whether the talk begins with a round; raises Mistake."""
    if fold(piece.text) == ROUND:
        return True
    remedy = f"Schreiben Sie »Beginn: {ROUND}«. Die Uhrzeit gehört hinter »Regel:«."
    raise piece.mistake(f"Hier steht nur, ob das Gespräch {ROUND} beginnt.", remedy)
