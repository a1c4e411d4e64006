"""Finds in staff's texts what no table knows how to say: abbreviations, words in capitals, symbols."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from prompts.figures import UNITS
from prompts.grammar import TABLES
from prompts.normalise import ADDRESS, LOWER, Lexicon, clean, expanded, with_lexicon, with_pictures
from prompts.shorthand import ABBREVIATIONS, ADJECTIVES, DAYS, DOTLESS, LETTER, SHORT, WHOLE, WORD_ENDS, WORDS, one_of
from prompts.speller import is_guessed, spelled

AMBIGUOUS: dict[str, list[str]] = TABLES["mehrdeutig"]
ORNAMENTS = frozenset(TABLES["zierde"]["zeichen"]) | frozenset(TABLES["sinnbilder_vor_ziffern"])

WORD = rf"(?<![{LETTER}])[{LETTER}]+"
# A full stop that ends no sentence, as it is written; but somebody may begin the next one with a small letter.
FULL_WORD = rf"[{LETTER}]{{3,}}(?:{TABLES['enden']['woerter']})\."
DOTTED = re.compile(
    rf"({WORD})\.(?=\s?[,;]|[/-][{LETTER}])|(?<![{LETTER}])(?!{FULL_WORD})([{LETTER}]+)\.(?=\s[{LOWER}])"
)
SAYABLE = re.compile(rf"[{LETTER} -~]")
TWO_CAPITALS = re.compile(r"[A-ZÄÖÜ]\w*[A-ZÄÖÜ]")
NO_WORDS = re.compile(rf"{ADDRESS}|{one_of(WHOLE)}")
ROMAN = re.compile("[IVXL]{2,}")
ENDS_AS_NO_WORD = re.compile(rf"({WORD}(?:{TABLES['enden']['abkuerzungen']}))\.")
VOWELS = frozenset("aeiouyæœø")
SEVERAL = re.compile(rf"(?<!\w)(?:{one_of(AMBIGUOUS)})(?!\w)")
# Known for sure, without looking at what stands around them.
KNOWN = frozenset(word.rstrip(".") for word in (*ABBREVIATIONS, *DOTLESS, *ADJECTIVES, *WORDS, *UNITS, *DAYS))
KNOWN_ENDS = ("str", *(end.rstrip(".") for end in WORD_ENDS))


@dataclass(frozen=True)
class UnknownWord:
    """What nobody can know how to say, as `written`, and its possible `readings` if there are any."""

    written: str
    readings: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def unknown_words(text: str, lexicon: Lexicon = ()) -> tuple[UnknownWord, ...]:
    """What callers would hear differently from what is meant. Known words and ends of sentences are none."""
    found = [*_symbols(text, lexicon), *_in_capitals(text, lexicon), *_abbreviations(text, lexicon)]
    return tuple({word.written: word for word in reversed(found)}.values())


def _symbols(text: str, lexicon: Lexicon) -> Iterator[UnknownWord]:
    for is_unknown, signs in groupby(with_pictures(text, lexicon), _is_lost):
        if is_unknown:
            yield UnknownWord("".join(signs))


def _is_lost(sign: str) -> bool:
    if sign in ORNAMENTS or SAYABLE.match(sign):
        return False
    return unicodedata.category(sign)[0] in "SLP" and not clean(sign).strip()


def _in_capitals(text: str, lexicon: Lexicon) -> Iterator[UnknownWord]:
    known = {word for word, _ in lexicon}
    plain = NO_WORDS.sub(" ", with_lexicon(clean(text), lexicon)) if TWO_CAPITALS.search(text) else ""
    for word in re.findall(WORD, plain):
        is_known = word in WORDS or word in known or re.fullmatch(SHORT, word) or ROMAN.fullmatch(word)
        if not is_known and is_guessed(word):
            yield UnknownWord(word, tuple(AMBIGUOUS.get(word, (spelled(word),))))


def _abbreviations(text: str, lexicon: Lexicon) -> Iterator[UnknownWord]:
    text = re.sub(ADDRESS, "Adresse", text)
    several, short = set(SEVERAL.findall(text)), set(_short(text))
    # To put a text into words takes long, and hardly any has such a word.
    said = expanded(text, lexicon) if several or short else ""
    for written in sorted(several):
        if re.search(rf"(?<!\w){re.escape(written)}", said):
            yield UnknownWord(written, tuple(AMBIGUOUS[written]))
    for word in sorted(short):
        # What the tables know is not in what is said any more.
        ends = r"\." if f"{word}." in text and not _is_unsayable(word) else rf"(?![{LETTER}])"
        if re.search(rf"(?<![{LETTER}]){word}{ends}", said):
            yield UnknownWord(f"{word}." if f"{word}." in text else word)


def _short(text: str) -> Iterator[str]:
    """What may be an abbreviation that no table knows, without its full stop."""
    dotted = (inside or before_small for inside, before_small in DOTTED.findall(text))
    for word in (*dotted, *ENDS_AS_NO_WORD.findall(text), *filter(_is_unsayable, re.findall(WORD, text))):
        is_initial = len(word) == 1 and word.isupper()
        if not (is_initial or word in KNOWN or word.lower().endswith(KNOWN_ENDS)):
            yield word


def _is_unsayable(word: str) -> bool:
    return len(word) > 1 and VOWELS.isdisjoint(unicodedata.normalize("NFKD", word.lower()))
