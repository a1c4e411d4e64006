"""Entry of numbers with several digits: # is tolerated anywhere, and is no digit."""

from dataclasses import replace

from ivr.place import Place
from ivr.reply import Ask
from ivr.say import Say, say

ENDS = "#"
# Slow fingers need it between two digits too, where silence loses what was typed.
UNHURRIED = 10


def entered(place: Place, keys: str) -> str:
    """All digits that were typed at a place so far, without any #; "" if there is anything else among them."""
    digits = place.typed + keys.replace(ENDS, "")
    return digits if digits.isascii() and digits.isdecimal() else ""


def is_cut_short(place: Place, keys: str, most: int) -> bool:
    """Whether the carrier stopped listening too early: it counts # as one of the `most` digits that it waits for."""
    counted = len(place.typed) + len(keys)
    return ENDS in keys and counted >= most and 0 < len(entered(place, keys)) < most


def go_on_typing(place: Place, keys: str) -> Place:
    """The same place, which knows the digits so far and waits for the rest."""
    return replace(place, typed=entered(place, keys), tries=0)


def ask_digits(place: Place, most: int, seconds: int = UNHURRIED) -> Ask:
    """Wait for the digits that are missing, until so many seconds of silence."""
    return Ask(place, digits=max(1, most - len(place.typed)), seconds=seconds)


def rest_words(lacking: int) -> Say:
    """How many digits of a number are still to come."""
    return say("ziffern.letzte") if lacking == 1 else say("ziffern.letzten", zahl=lacking)
