"""Names of groups in sentences: "Gruppe Krokus", "das Telefoncafé", "vom Stammtisch", never "Gruppe Gruppe"."""

import re
from dataclasses import dataclass
from functools import cache

from prompts.grammar import TABLES
from prompts.normalise import Lexicon, normalised

NOUNS = {gender: tuple(nouns.split()) for gender, nouns in TABLES["gruppennamen"].items() if gender in ("m", "f", "n")}
ADJECTIVE = re.compile(rf"({'|'.join(TABLES['gruppennamen']['eigenschaften'].split())})(?:er|es|e)", re.IGNORECASE)
ARTICLES = {"der": "m", "die": "f", "das": "n"}
# By gender: with "trifft sich", after "für", and instead of "der Gruppe".
SUBJECT, OBJECT, OF = (
    {"m": "der", "f": "die", "n": "das"},
    {"m": "den", "f": "die", "n": "das"},
    {"m": "vom", "f": "der", "n": "vom"},
)
# What nobody needs to hear: "e. V.", and the short form of a name that has just been said.
ON_PAPER_ONLY = re.compile(r",?\s*(?<!\w)e\.?\s?V\b\.?|\s*\([A-ZÄÖÜ][\w.]*[A-ZÄÖÜ]\.?\)|\s*\((?:[A-ZÄÖÜ]\.\s?)+\)")


@dataclass(frozen=True)
class GroupName:
    """A name alone ("Gruppe Krokus"), with "trifft sich" ("die Gruppe Krokus"), after "für", and for "der Gruppe".

    `has_article`: it begins with one ("Die Mutmacher"), so that it may be a plural.
    """

    alone: str
    subject: str
    object: str
    of: str
    has_article: bool = False

    def __format__(self, form: str) -> str:
        return {"": self.alone, "die": self.object, "der": self.of}[form]


def group_name(written: str, lexicon: Lexicon = ()) -> GroupName:
    """The name in the forms that sentences need, in words and without a full stop."""
    name = _spoken_part(written)
    article, _, behind = name.partition(" ")
    has_article = bool(behind) and article.lower() in ARTICLES
    gender = ARTICLES[article.lower()] if has_article else _gender(name)
    lead, gender = ("", gender) if gender else ("Gruppe ", "f")

    @cache
    def said(words: str) -> str:
        return lead + normalised(words, lexicon).rstrip(".?!")

    weak, oblique = (said(_weak(behind if has_article else name, end)) for end in ("e", "en"))
    subject, object_ = f"{SUBJECT[gender]} {weak}", f"{OBJECT[gender]} {oblique if gender == 'm' else weak}"
    return GroupName(said(name), subject, object_, f"{OF[gender]} {oblique}", has_article)


def _spoken_part(written: str) -> str:
    """The name without what nobody needs to hear; but "Gruppe (MS)" would tell nothing without its bracket."""
    shorter = ON_PAPER_ONLY.sub("", written)
    return shorter if len(shorter.split()) > 1 or not _gender(shorter) else written


def _gender(name: str) -> str:
    """That of a noun which makes "Gruppe" superfluous, as in "Offener Treff" and "MS-Treff"; "" if there is none."""
    words = [word for word in name.split() if not ADJECTIVE.fullmatch(word)]
    nouns = [part.lower() for word in words[:2] for part in word.split("-")]
    return next((gender for noun in nouns for gender, ends in NOUNS.items() if noun.endswith(ends)), "")


def _weak(name: str, ending: str) -> str:
    """The name behind an article, its adjectives with "e" or "en": "Offener Treff" -> "Offenen Treff"."""
    words = name.split()
    first_noun = next((at for at, word in enumerate(words) if not ADJECTIVE.fullmatch(word)), len(words))
    return " ".join(
        ADJECTIVE.sub(rf"\g<1>{ending}", word) if at < first_noun else word for at, word in enumerate(words)
    )
