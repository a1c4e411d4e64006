"""Remarks on words that nobody can know how to say, each with a line for aussprache.txt."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from prompts.normalise import ADDRESS
from prompts.unknown_words import UnknownWord, unknown_words
from reading.checked_groups import read_file
from reading.checks import MOST_GROUPS
from reading.files import LEXICON
from reading.office_file import FIELDS
from reading.problem import Problem
from reading.text.lines import entries
from reading.text.pieces import Line, Piece

Lexicon = tuple[tuple[str, str], ...]

# The keys whose texts are read to callers.
SPOKEN = ("Gruppe", "Thema", "Ort", "Hinweis", "Kontakt", "Neue", "Eröffnung", "Schluss")
SPOKEN_OF_THE_OFFICE = ("Name", "Ort", "Begrüßung", "Notfall", "Krise", "Neu")


# As the groups of a file, which changes seldom.
@lru_cache(maxsize=2 * MOST_GROUPS)
def doubtful_texts(lines: tuple[Line, ...]) -> tuple[Piece, ...]:
    """The texts of a group file that are read to callers and hold words which are unknown without a lexicon."""
    values = (entry.value for block in read_file(lines)[0] for entry in block.entries if entry.key in SPOKEN)
    return tuple(value for value in values if unknown_words(value.words))


@lru_cache(maxsize=2 * MOST_GROUPS)
def addressed_places(lines: tuple[Line, ...]) -> tuple[Piece, ...]:
    """The places in a group file that are addresses in the internet, each just the address."""
    places = (entry.value for block in read_file(lines)[0] for entry in block.entries if entry.key == "Ort")
    return tuple(addresses_in(places))


def addresses_in(texts: Iterable[Piece]) -> Iterator[Piece]:
    """The first address in the internet of each text, just the address."""
    found = ((text, re.search(ADDRESS, text.text)) for text in texts)
    return (text.cut(*address.span()) for text, address in found if address)


def office_texts(lines: Sequence[Line]) -> Iterator[Piece]:
    """The texts of buero.txt that are read to callers."""
    return (entry.value for entry in entries(lines, tuple(FIELDS)) if entry.key in SPOKEN_OF_THE_OFFICE)


def remarks(texts: Iterable[Piece], lexicon: Lexicon) -> Iterator[Problem]:
    """One remark for each word that is unknown in spite of `lexicon`, at its first place."""
    told: set[str] = set()
    for piece in texts:
        for word in unknown_words(piece.words, lexicon):
            if word.written not in told:
                told.add(word.written)
                yield _remark(piece, word)


def _remark(piece: Piece, word: UnknownWord) -> Problem:
    text, remedy = _of_sign(word.written) if not word.written[0].isalpha() else _of_word(word)
    return replace(piece.problem(text, remedy, piece.text.find(word.written)), harmless=True)


def _of_sign(sign: str) -> tuple[str, str]:
    text = f"Für »{sign}« habe ich kein Wort: Anrufer hören es nicht."
    return text, f"Schreiben Sie ein Wort dafür, oder in {LEXICON}: »{sign} = …«."


def _of_word(word: UnknownWord) -> tuple[str, str]:
    written, readings = word.written, word.readings
    if len(readings) > 1:
        text = f"»{written}« kann {' oder '.join(f'»{reading}«' for reading in readings)} heißen."
        return text, f"Schreiben Sie das Wort aus, oder in {LEXICON}: »{written} = {readings[0]}«."
    if readings:
        text = f"»{written}« kenne ich nicht und lese es Buchstabe für Buchstabe."
        return text, f"Schreiben Sie in {LEXICON}, wie man es liest, zum Beispiel »{written} = {readings[0]}«."
    text = f"Was »{written}« heißt, weiß ich nicht."
    return text, f"Schreiben Sie das Wort aus, oder in {LEXICON}, wie man es liest: »{written} = …«."


def remarks_on_addresses(addresses: Iterable[Piece], lexicon: Lexicon) -> Iterator[Problem]:
    """A remark on each address for which `lexicon` has no words: nobody can keep it in mind by ear."""
    known = {word for word, _ in lexicon}
    for address in addresses:
        if address.text not in known:
            text = f"»{address.text}« wird Zeichen für Zeichen vorgelesen: Das behält am Telefon niemand."
            remedy = f"Schreiben Sie »im Internet«, oder in {LEXICON}: »{address.text} = im Internet«."
            yield replace(address.problem(text, remedy), harmless=True)
