"""From what is meant to the words: Say -> sentence, and a whole reply -> one page."""

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from functools import cache, lru_cache
from pathlib import Path

from ivr.reply import Day, Keys, PhoneNumber, Say
from prompts import spoken
from prompts.normal import words

Lexicon = Sequence[tuple[str, str]]

PAUSES = re.compile(r"\s*(\|+)\s*")

# How each kind of value is said; a text that staff wrote goes through the normaliser.
SAID: dict[type, Callable[..., str]] = {
    int: spoken.cardinal,
    time: spoken.clock,
    date: spoken.day,
    Day: lambda day: spoken.near_day(day.day, day.today),
    Keys: lambda keys: spoken.keys(keys.keys),
    PhoneNumber: lambda number: spoken.phone_number(number.written),
    tuple: spoken.hours,
}


@cache
def sentences() -> dict[str, str]:
    """All sentences of saetze.toml by key."""
    found: dict[str, str] = tomllib.loads((Path(__file__).parent / "saetze.toml").read_text(encoding="utf-8"))
    return found


def page(hear: Iterable[Say], lexicon: Lexicon = ()) -> str:
    """One page of words with pause marks (| || |||) between its pieces: what a reply says, ready for a voice."""
    text = " || ".join(sentence(said, lexicon) for said in hear)
    pieces: list[tuple[str, str]] = []
    for piece, mark in zip(*[iter(PAUSES.split(f"{text} |"))] * 2, strict=False):
        if any(map(str.isalpha, piece)):
            begins = not pieces or pieces[-1][0].endswith((".", "?", "!", ":"))
            pieces.append((_polished(piece, begins), mark))
        elif pieces:
            pieces[-1] = (pieces[-1][0], max(pieces[-1][1], mark))
    return " ".join(f"{piece} {mark}" for piece, mark in pieces).rstrip(" |")


def sentence(said: Say, lexicon: Lexicon = ()) -> str:
    """The sentence of one Say, its gaps filled with words."""
    gaps = {name: _words(value, lexicon) for name, value in said.values}
    return sentences()[said.key].format(**gaps)


def _words(value: object, lexicon: Lexicon) -> str:
    if isinstance(value, str):
        return _staff_words(value, tuple(lexicon))
    return SAID[type(value)](value) if value is not None else ""


# The same few hundred texts are said all day.
@lru_cache(maxsize=8192)
def _staff_words(text: str, lexicon: tuple[tuple[str, str], ...]) -> str:
    return words(text, lexicon)


def _polished(piece: str, begins: bool) -> str:
    """A sentence begins with a capital and ends with one full stop, whatever staff's own text brought along."""
    return re.sub(r"([.?!])\.", r"\1", piece[0].upper() + piece[1:] if begins else piece)
