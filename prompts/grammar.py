"""German grammar for numbers before a noun: the gender of the noun, and the ending that agrees with it."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

# A pattern, and what is said instead of what it finds.
Rule = tuple[str, str | Callable[[re.Match[str]], str]]

TABLES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("abkuerzungen.toml").read_text(encoding="utf-8"))

GENDERS = {gender: tuple(ends.split()) for gender, ends in TABLES["geschlecht"].items()}
ENDINGS = {word: kind for kind, words in TABLES["endungen"].items() for word in words.split()}
# Without an article before it the word itself must show the gender: zweiter Montag, zweite Etage, zweites Treffen.
STRONG = {"m": "r", "f": "", "n": "s"}


def gender(noun: str) -> str:
    """m, f or n, known by the end of the noun; "" for a noun the table does not know."""
    return next((found for found, ends in GENDERS.items() if noun.lower().endswith(ends)), "")


def ending(before: str, noun: str) -> str:
    """What "zweite" needs after the word `before` and in front of `noun`: "n", "r", "s", "m" or ""."""
    # Of the nouns that no table knows, those in -e are nearly all feminine.
    of = gender(noun) or ("f" if noun.endswith("e") else "m")
    kind = ENDINGS.get(before.lower())
    if kind == "der":
        return "n" if of == "f" else ""
    if kind == "m" and of == "f":
        return "r"
    return STRONG[of] if kind is None else kind


def connected(items: str) -> str:
    """A list with its signs in words: "erster-dritter" with "bis", "Montag/Mittwoch" with "und"."""
    items = re.sub(r"\s*-\s*", " bis ", items)
    items = re.sub(r"\s*[/&+]\s*(?=.*[/&+])", ", ", items)
    return re.sub(r"\s*(?:[/&+]|\bu\.)\s*", " und ", items)
