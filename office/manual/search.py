"""Searches the manual: sections that hold all words, also with umlauts written otherwise or with slips of typing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from html import escape, unescape

from office.manual.sections import Section, sections
from reading.text.pieces import fold

LETTERS = {"ae": "(?:ae|ä)", "oe": "(?:oe|ö)", "ue": "(?:ue|ü)", "ss": "(?:ss|ß)"}
LONGEST_SEARCH = 100
# How alike a mistyped word must be to one of the manual, from 0 to 1.
ALIKE = 0.75


def found(wanted: str) -> tuple[Section, ...]:
    """The sections with the hits marked, those with a hit in the heading first; () for none."""
    words = fold(wanted[:LONGEST_SEARCH]).split()
    patterns = [_pattern(word) for word in words]
    hits = _with_all(patterns) or _with_all(patterns := [_pattern(_nearest(word)) for word in words])
    in_order = sorted(hits, key=lambda one: not any(pattern.search(one.title) for pattern in patterns))
    return tuple(_marked(one, patterns) for one in in_order)


def _with_all(patterns: Sequence[re.Pattern[str]]) -> list[Section]:
    return [one for one in sections() if patterns and all(pattern.search(one.words) for pattern in patterns)]


def _pattern(folded: str) -> re.Pattern[str]:
    """A pattern for a folded word in any spelling."""
    parts = re.split("(ae|oe|ue|ss)", folded)
    return re.compile("".join(LETTERS.get(part) or re.escape(part) for part in parts), re.IGNORECASE)


def _nearest(word: str) -> str:
    """The word of the manual that was probably meant, folded."""
    return next(iter(get_close_matches(word, _vocabulary(), n=1, cutoff=ALIKE)), word)


@cache
def _vocabulary() -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for one in sections() for word in re.findall(r"\w{3,}", fold(one.words))))


def _marked(section: Section, patterns: Sequence[re.Pattern[str]]) -> Section:
    either = re.compile("|".join(pattern.pattern for pattern in patterns), re.IGNORECASE)
    return replace(section, heading=_with_marks(section.heading, either), body=_with_marks(section.body, either))


def _with_marks(html: str, wanted: re.Pattern[str]) -> str:
    """The HTML with <mark> around what is found in its text."""

    def parts() -> Iterator[str]:
        for part in re.split("(<[^>]*>)", html):
            yield part if part.startswith("<") else _text_with_marks(unescape(part), wanted)

    return "".join(parts())


def _text_with_marks(text: str, wanted: re.Pattern[str]) -> str:
    last, marked = 0, ""
    for hit in wanted.finditer(text):
        marked += f"{escape(text[last : hit.start()])}<mark>{escape(hit[0])}</mark>"
        last = hit.end()
    return marked + escape(text[last:])
