"""Sorting of names."""

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """What names are compared by: "Ähre" stands beside "Aster", "Kreis 2" before "Kreis 10", signs do not count."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if letter.isalnum() or letter == " ")
    return " ".join(re.sub(r"\d+", lambda number: number[0].zfill(9), plain).split())


def initial(name: str) -> str:
    """The letter under which a name stands: "Ä" under "A", a figure under "0", "" for none at all."""
    return folded(name)[:1].upper()


def plain(text: str) -> str:
    """What an address or the name of a file can say of a text: "am-abend-2" for "Am Abend (2)"."""
    letters = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", letters))
