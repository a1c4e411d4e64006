"""Words in a text about times that change nothing: the table fuellwoerter.txt, and what the office adds to it."""

import re
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from reading.text.pieces import Piece

TABLE = Path(__file__).with_name("fuellwoerter.txt")
# "[nicht] nötig/erforderlich": what may be missing, and what may stand instead.
ELEMENT = re.compile(r"\[(?P<optional>[^\]]+)\]|(?P<needed>\S+)")
BETWEEN = r"[\s,-]+"


def without_fillers(piece: Piece) -> Piece:
    """The piece with a blank for each letter of a filler, so that all others keep their places."""
    return replace(piece, text=_without(piece.text, piece.line.fillers))


# A text is tried as one thing after the other.
@lru_cache(maxsize=64)
def _without(text: str, of_the_office: tuple[str, ...]) -> str:
    return _pattern(of_the_office).sub(lambda match: " " * len(match[0]), text)


def as_pattern(filler: str) -> str:
    """The pattern of a line of the table."""
    found, needed = "", False
    for element in ELEMENT.finditer(filler):
        words = (element["optional"] or element["needed"]).split("/")
        one_of = f"(?:{'|'.join(in_any_spelling(re.escape(word)) for word in words)})"
        word = f"{BETWEEN}{one_of}" if needed else f"{one_of}{BETWEEN}" if element["optional"] else one_of
        found += f"(?:{word})?" if element["optional"] else word
        needed = needed or not element["optional"]
    return found


def in_any_spelling(pattern: str) -> str:
    """The pattern, whose umlauts may be written "ae", "oe", "ue" and "ss" too."""
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        pattern = pattern.replace(umlaut, f"(?:{umlaut}|{letters})")
    return pattern


@cache
def _built_in() -> tuple[str, ...]:
    lines = (line.strip() for line in TABLE.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=8)
def _pattern(of_the_office: tuple[str, ...]) -> re.Pattern[str]:
    # The longer ones first: "nicht nötig" is not what is left of "Anmeldung nicht nötig".
    fillers = sorted((*of_the_office, *_built_in()), key=lambda filler: -len(filler.split()))
    # "2027-05-31T17:00" has one more.
    words = rf"(?<![\w-])(?=[^\W\d_])(?:{'|'.join(map(as_pattern, fillers))})(?![\w-])"
    return re.compile(rf"{words}|(?<=-[0-9]{{2}})T(?=[0-9])", re.IGNORECASE)
