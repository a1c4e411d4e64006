"""Normalises staff's texts for speech: figures, abbreviations and symbols become words."""

import re
import unicodedata
from collections.abc import Sequence

from prompts import spoken
from prompts.figures import in_words
from prompts.grammar import TABLES, Rule
from prompts.shorthand import LATE_RULES, LETTER, RULES, one_of
from prompts.speller import is_spelled, spelled

# Staff's own words: as written, and as said.
Lexicon = Sequence[tuple[str, str]]

# Typed or pasted from a word processor, and what it stands for.
WRITTEN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("’‘‚´`ʼ", "'"),
        **dict.fromkeys("\n\r\v\f\x85\u2028\u2029•·|", ", "),
        "\u2044": "/",
        "½": ",5",
        "…": ", ",
    }
)

HALF = r"(?:[Ss]td|[Ss]t[uü]nd|[Jj][aä]hr|h\b|Tag)"
# Within a telephone number "1/23" is not half past two.
APART = r"(?<![\d/.-])(?<!\d\s)(?<!\d\s-\s)"
ADDRESS = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://)?(?:[\w-]+\.)+(?:de|org|com|net|info|eu)\b(?:/[\w./?=&%-]*\w)?"
LOWER = "a-zß-öø-ÿ"
SYMBOLS: dict[str, str] = TABLES["zeichen"]
SYMBOL = one_of(SYMBOLS)
PICTURES: dict[str, str] = TABLES["sinnbilder"]
PICTURE = re.compile(one_of(PICTURES))
BEFORE_FIGURES: dict[str, str] = TABLES["sinnbilder_vor_ziffern"]
BEFORE_FIGURE = re.compile(rf"([{''.join(BEFORE_FIGURES)}])\s?(?=\d)")
IN_ADDRESSES: dict[str, str] = TABLES["adressen"]


def normalised(text: str, lexicon: Lexicon = ()) -> str:
    """The text in words: letters, spaces and . , ? ! - ' only."""
    # What goes on in small letters was no end: an abbreviation that no table knows.
    return re.sub(rf"\.(?=,|\s[{LOWER}])", ",", expanded(text, lexicon)).replace(",,", ",")


def expanded(text: str, lexicon: Lexicon = ()) -> str:
    """The text in words, but with the dots of abbreviations that no table knows."""
    text = with_lexicon(clean(with_pictures(text, lexicon)), lexicon)
    # Where commas and brackets stood in the way, an abbreviation is only seen the second time.
    for _ in range(8):
        before, text = text, _normalised_once(text)
        if text == before:
            break
    return text


def _normalised_once(text: str) -> str:
    text = re.sub(ADDRESS, _address, text)
    text = in_words(_apply(RULES, text))
    text = re.sub(SYMBOL, lambda symbol: f" {SYMBOLS[symbol[0]]} ", text)
    return tidy(_apply(LATE_RULES, tidy(text)))


def clean(text: str) -> str:
    """The text without soft hyphens, odd spaces and dashes, and letters that no German voice can read."""
    text = re.sub(rf"(?:(?<=\d)\s|(?<![\d/]))1/2(?=\s?{HALF})|{APART}1/2(?=\s?\d\b)", "½", text)
    text = re.sub(r"(?<!\d)\s?½", " halbe ", text)
    text = PICTURE.sub(lambda picture: PICTURES[picture[0]], text)
    text = BEFORE_FIGURE.sub(lambda sign: BEFORE_FIGURES[sign[1]], text)
    text = text.translate(WRITTEN)
    text = unicodedata.normalize("NFKC", text).translate(WRITTEN)
    text = "".join(map(_readable, text))
    return re.sub(rf"[^{LETTER}0-9.,?!'\-:;/()&+%§€@_*=°]+", " ", text)


def _readable(letter: str) -> str:
    if unicodedata.category(letter) in ("Cf", "Mn", "Me", "Mc"):
        return ""
    return str(unicodedata.decimal(letter, letter))


def with_pictures(text: str, lexicon: Lexicon) -> str:
    """The text with staff's words for what is no letter, such as "†"."""
    for word, said in lexicon:
        text = text if clean(word).strip() else text.replace(word, f" {said} ")
    return text


def with_lexicon(text: str, lexicon: Lexicon) -> str:
    """The text with staff's own words replaced by what they write for them."""
    said = {clean(word).strip(): clean(spoken_as) for word, spoken_as in lexicon if clean(word).strip()}
    keys = "|".join(map(re.escape, sorted(said, key=len, reverse=True)))
    return re.sub(rf"(?<!\w)(?:{keys})(?!\w)", lambda word: said[word[0]], text) if said else text


def _apply(rules: Sequence[Rule], text: str) -> str:
    for pattern, said in rules:
        text = re.sub(pattern, said, text)
    return text


def _address(m: re.Match[str]) -> str:
    parts = re.findall(r"\d+|[^\W\d_]+|[@.\-_/+?=]", re.sub(r"^https?://", "", m[0]))
    return f" {' '.join(map(_part, parts))} "


def _part(part: str) -> str:
    if part.isdigit():
        return spoken.digits(part)
    return IN_ADDRESSES.get(part) or (spelled(part) if is_spelled(part.upper()) else part)


def tidy(text: str) -> str:
    """One space between words, one mark between phrases, no hyphen or apostrophe without its word."""
    text = re.sub(r"[;:()/]|\s-+\s", ",", text)
    text = re.sub(rf"[^{LETTER}0-9.,?!'-]", " ", text)
    text = re.sub(rf"(?<![{LETTER}])'|'(?![{LETTER}])", " ", text)
    text = re.sub(rf"(?<![{LETTER}])-", " ", text)
    text = re.sub(r"\s*[.,?!][\s.,?!]*", lambda run: f"{_strongest(run[0])} ", text)
    return re.sub(r"\s+", " ", text).lstrip(" .,?!").rstrip(" ,")


def _strongest(run: str) -> str:
    # After an abbreviation the comma would be lost with its dot.
    return ".," if re.match(r"\.\s*,", run) else next((mark for mark in "?!." if mark in run), ",")
