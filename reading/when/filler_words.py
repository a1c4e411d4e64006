"""What the office adds to the words that change nothing where staff write of times."""

import re

from reading.text.pieces import Piece
from reading.when.fillers import without_fillers
from reading.when.tokens import word_at
from reading.when.word_kinds import Kind

SHORTEST, LONGEST = 3, 60
# "[großen] Saal/Keller": what may be missing, and what may stand instead, are words like others.
WORDS = re.compile(r"[^\W_]\S*")
WORD_ENDS = re.compile(r"[.,:)]*(?:\s|$)")
MARKS = re.compile(r"[\[\]/]")
JOINS = (Kind.IGNORED, Kind.AND, Kind.SLASH, Kind.TO)


def read_filler(piece: Piece) -> str:
    """A word or several that say nothing of days and times; raises Mistake."""
    if not SHORTEST <= len(piece.words) <= LONGEST:
        remedy = f"Schreiben Sie ein Wort oder einige, mit {SHORTEST} bis {LONGEST} Zeichen."
        raise piece.mistake("Das kann kein Füllwort sein.", remedy)
    # Several words say it together, too: "alle zwei Wochen".
    text = MARKS.sub(" ", without_fillers(piece).text)
    for match in WORDS.finditer(text):
        token = word_at(text, match.start())
        if token and token.kind not in JOINS and WORD_ENDS.match(text, token.match.end()):
            said = f"»{' '.join(token.match[0].split())}« kann sagen, wann etwas ist."
            raise piece.mistake(said, "Streichen Sie dieses Wort hier.", match.start())
    return piece.words
