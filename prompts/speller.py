"""Words in capitals: spoken as a word or spelled letter by letter."""

import re
import unicodedata

from prompts.grammar import TABLES

LETTERS: dict[str, str] = TABLES["buchstaben"]
SPELLED = frozenset(TABLES["buchstabiert"]["woerter"].split())

# A German syllable, roughly: what can begin it, one or two vowels, what can end it.
ONSET = r"(?:SCH[LMNRW]?|CH|STR?|SPR?|[BFGKP][LR]|[DTVW]R|KN|PF|QU|ZW|PH|TH|[B-DF-HJ-NP-TV-Z])?"
CODA = r"H?[LMNR]?(?:CH|CK|NG|NK|TZ|SCH|BB|FF|LL|MM|NN|PP|SS|TT|[BDFGKLMNPRSTXZ])?(?:ST|T|S|Z)?"
SAYABLE = re.compile(rf"(?:{ONSET}[AEIOUYÄÖÜ]{{1,2}}{CODA})+")
LONGEST_ACRONYM = 5


def spelled(word: str) -> str:
    """The letters by their names: "COPD" -> "Zeh Oh Peh Deh"."""
    return " ".join(LETTERS.get(letter) or LETTERS.get(_plain(letter), letter) for letter in word.upper())


def is_spelled(word: str) -> bool:
    """Whether the word (in capitals) is said letter by letter, and not like "KISS" or "NICHT"."""
    return word in SPELLED or (len(word) <= LONGEST_ACRONYM and not SAYABLE.fullmatch(word))


def capitals(word: str) -> str:
    """A word in capitals as it is said, the plural with s as well: "PCs"; "VdK" too, but not "WhatsApp"."""
    stem, plural = _stem(word)
    if len(stem) < 2 or not stem.isupper():
        return spelled(word) if _is_mixed(word) and is_spelled(word.upper()) else word
    return spelled(stem) + plural if is_spelled(stem) else word.capitalize()


def is_guessed(word: str) -> bool:
    """Whether the word is said letter by letter only because it cannot be read, and no table knows it."""
    stem, _ = _stem(word)
    in_capitals = (len(stem) > 1 and stem.isupper()) or _is_mixed(word)
    return in_capitals and not {stem.upper(), word.upper()} & SPELLED and is_spelled(stem.upper())


def _stem(word: str) -> tuple[str, str]:
    return (word[:-1], "s") if word.endswith("s") else (word, "")


def _is_mixed(word: str) -> bool:
    return word[-1].isupper() and any(map(str.isupper, word[:-1]))


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter)[0]
