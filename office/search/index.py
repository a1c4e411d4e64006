"""A search in texts: words in any order, parts of words, and one slip of the keyboard. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from ivr.model.recurrence import WEEKDAYS
from reading.text.pieces import fold

WORD = re.compile(r"\w+")
DIGITS_ONLY = re.compile(r"[\d\s/().+-]+")
# How well a word of a text matches one that is searched for; less is better.
EXACT, BEGINNING, INSIDE, SLIP = range(4)
# Shorter parts of words are in too many words, and shorter words are alike too often.
SHORTEST_PART, SHORTEST_SLIP = 3, 4
ALIKE, MOST_ALIKE = 0.8, 20
DAYS = {form: f"{fold(day)}s" for day in WEEKDAYS for form in (fold(day), f"{fold(day)}s")} | {
    form: "samstags" for form in ("sonnabend", "sonnabends")
}
# Only in what is searched for: in a text "so" is hardly ever a Sunday.
SEARCHED_DAYS = DAYS | {fold(day)[:2]: f"{fold(day)}s" for day in WEEKDAYS}


@dataclass(frozen=True)
class Field:
    """A text that can be found, and what it is. `secret`: that it was found is told, but not the text."""

    label: str
    text: str
    secret: bool = False


@dataclass(frozen=True)
class Document:
    """What is found by any of its fields, of which the first counts most and is its name."""

    key: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Hit:
    """A document that was found, and the fields besides its name by which it was."""

    key: str
    matched: tuple[Field, ...] = ()


# By number of a document, by number of a field: how well it matches a word.
Matches = dict[int, dict[int, int]]


class Index:
    """The documents, by the words in them."""

    def __init__(self, documents: Iterable[Document]):
        self._documents = tuple(documents)
        self._places: Mapping[str, set[tuple[int, int]]] = defaultdict(set)
        for number, document in enumerate(self._documents):
            for position, field in enumerate(document.fields):
                for word in {*words(field.text), *_joined(field.text)}:
                    self._places[word].add((number, position))

    def search(self, wanted: str) -> list[Hit]:
        """The documents in which all words are found, the best first; all of them in their order for no word."""
        asked = words(wanted, SEARCHED_DAYS)
        if not asked:
            return [Hit(document.key) for document in self._documents]
        return self._ranked(asked) or self._ranked(["".join(asked)])

    def _ranked(self, asked: list[str]) -> list[Hit]:
        found = [self._matches(word) for word in asked]
        in_all = set(found[0]).intersection(*found[1:])
        return [
            self._hit(number, found) for number in sorted(in_all, key=lambda number: (_score(number, found), number))
        ]

    def _matches(self, word: str) -> Matches:
        found: Matches = defaultdict(dict)
        for other, quality in self._similar(word):
            for number, position in self._places[other]:
                found[number][position] = min(quality, found[number].get(position, SLIP))
        return found

    def _similar(self, word: str) -> Iterator[tuple[str, int]]:
        """The words of the documents that a word may mean; with a slip only if there is no other."""
        clear = [(other, quality) for other in self._places if (quality := _quality(word, other)) is not None]
        yield from clear
        if not clear and len(word) >= SHORTEST_SLIP and not word.isdecimal():
            alike = get_close_matches(word, self._places, MOST_ALIKE, ALIKE)
            yield from ((other, SLIP) for other in alike)

    def _hit(self, number: int, found: list[Matches]) -> Hit:
        document = self._documents[number]
        best = dict.fromkeys(min(of_word[number], key=of_word[number].__getitem__) for of_word in found)
        return Hit(document.key, tuple(document.fields[position] for position in best if position))


def words(text: str, forms: Mapping[str, str] = DAYS) -> list[str]:
    """The words of a text as they are compared; digits without any letter are one word, however they are spaced."""
    found = WORD.findall(fold(text))
    if DIGITS_ONLY.fullmatch(text):
        return ["".join(found)] if found else []
    return [forms.get(word, word) for word in found]


def _joined(text: str) -> Iterator[str]:
    """Neighbours as one word: "Rosen Hof" is found as "Rosenhof" too."""
    found = words(text)
    return (first + second for first, second in pairwise(found))


def _quality(word: str, other: str) -> int | None:
    if word == other:
        return EXACT
    if len(word) < SHORTEST_PART or word not in other:
        return None
    if other.startswith(word):
        return BEGINNING
    # Three digits are inside of many numbers.
    return None if word.isdecimal() and len(word) < SHORTEST_SLIP else INSIDE


def _score(number: int, found: list[Matches]) -> int:
    """How far a document is from what was searched for: a clear word in a later field is worse than in the name."""
    return sum(min(quality * 4 + position for position, quality in of_word[number].items()) for of_word in found)
