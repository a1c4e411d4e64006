"""What the office adds to the words that change nothing where staff write of times."""

import re

from reading.text.pieces import Mistake, Piece
from reading.when.tokens import Token, tokens
from reading.when.word_kinds import Kind

SHORTEST, LONGEST = 3, 60
WORDS = re.compile(r"\S+")
JOINS = (Kind.AND, Kind.SLASH, Kind.TO)


def read_filler(piece: Piece) -> str:
    """A word or several that say nothing of days and times; raises Mistake."""
    if not SHORTEST <= len(piece.words) <= LONGEST:
        remedy = f"Schreiben Sie ein Wort oder einige, mit {SHORTEST} bis {LONGEST} Zeichen."
        raise piece.mistake("Das kann kein Füllwort sein.", remedy)
    for start, end in _words(piece):
        word = piece.cut(start, end)
        if any(token.kind not in JOINS for token in _known(word)):
            text = f"»{word.text}« kann sagen, wann etwas ist."
            raise piece.mistake(text, "Streichen Sie dieses Wort hier.", start)
    return piece.words


def _words(piece: Piece) -> list[tuple[int, int]]:
    return [match.span() for match in WORDS.finditer(piece.text)]


def _known(word: Piece) -> list[Token]:
    try:
        return tokens(word, "")
    except Mistake:
        return []
