"""Checks of texts of information, each alone and all together."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from ivr.model.plan import InformationText
from reading.checks import tells
from reading.problem import Problem
from reading.text.lines import Entry
from reading.text.pieces import Mistake, Piece, fold
from reading.when.days import german_date

LONGEST_SPEECH = 180
# Of ordinary German, pauses between sentences included; a figure is said in a word of its own.
LETTERS_A_SECOND, LETTERS_OF_A_FIGURE = 12.5, 6
# Six pages of titles: more nobody listens to.
MOST_TEXTS = 24
WRITTEN_DAY = re.compile(r"(?<![0-9.])([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?![0-9])")
ALPHABET = ("LATIN", "FEMININE", "MASCULINE")

# A text, and the piece at which problems of it as a whole are shown.
Titled = tuple[InformationText, Piece]


def speech_seconds(text: InformationText) -> int:
    """About how long a voice needs for all its paragraphs, in seconds."""
    letters = sum(len(paragraph) for paragraph in text.paragraphs)
    figures = sum(letter.isdigit() for paragraph in text.paragraphs for letter in paragraph)
    return round((letters + figures * (LETTERS_OF_A_FIGURE - 1)) / LETTERS_A_SECOND)


def unreadable(piece: Piece) -> Iterator[Mistake]:
    """Letters of another alphabet, and a paragraph without any."""
    if not any(map(str.isalnum, piece.text)):
        yield piece.mistake("Das lässt sich nicht vorlesen.", "Streichen Sie es, oder schreiben Sie es in Wörtern.")
    for at, letter in enumerate(piece.text):
        if letter.isalpha() and not unicodedata.name(letter, "").startswith(ALPHABET):
            yield piece.mistake(
                f"»{letter}« kann keine Stimme vorlesen.", "Schreiben Sie es mit deutschen Buchstaben.", at
            )


def no_such_days(piece: Piece) -> Iterator[Mistake]:
    """Dates that no calendar has."""
    for found in WRITTEN_DAY.finditer(piece.text):
        day, month, year = map(int, found.groups())
        try:
            date(year, month, day)
        except ValueError:
            yield piece.mistake(f"Den {found[0]} gibt es nicht.", "Sehen Sie im Kalender nach.", found.start())


def as_a_whole(text: InformationText, top: Piece) -> Iterator[Problem]:
    """That it has a title and some text, and is not too long."""
    if not text.title:
        remedy = "Schreiben Sie in die erste Zeile zum Beispiel »Titel: Geld von der Krankenkasse«."
        yield top.problem("Dieser Text hat keinen Titel.", remedy)
    elif not text.paragraphs:
        yield top.problem(
            "Unter dem Titel steht kein Text.", "Schreiben Sie ihn darunter, mit einer leeren Zeile davor."
        )
    if (seconds := speech_seconds(text)) > LONGEST_SPEECH:
        told = f"Diesen Text vorzulesen dauert {seconds // 60} Minuten und {seconds % 60} Sekunden, "
        told += f"höchstens {LONGEST_SPEECH // 60} Minuten sind möglich."
        yield top.problem(told, "Kürzen Sie ihn, oder machen Sie zwei Dateien daraus.")


def is_over(header: Sequence[Entry], until: date | None, today: date) -> Iterator[Problem]:
    """A remark for staff, who have to write a new text or take the old one away."""
    if until and until < today:
        piece = next(entry.value for entry in header if entry.key == "Gilt")
        text = f"Dieser Text galt bis zum {german_date(until)}; Anrufende hören ihn nicht mehr."
        remedy = "Schreiben Sie ein neues Datum hinter »Gilt:«, oder löschen Sie die Datei."
        yield replace(piece.problem(text, remedy), harmless=True, urgent=True)


def no_title_twice(texts: Sequence[Titled]) -> Iterator[Problem]:
    """Callers would hear the same offer twice."""
    seen: dict[str, Piece] = {}
    for text, top in texts:
        first = seen.setdefault(fold(text.title), top)
        if text.title and first is not top:
            where = first.line.file
            remedy = "Löschen Sie eine der beiden Dateien, oder geben Sie einem der Texte einen anderen Titel."
            yield top.problem(f"Den Titel »{text.title}« gibt es noch einmal in {where}.", remedy)


def not_too_many(texts: Sequence[Titled]) -> Iterator[Problem]:
    for _, top in texts[MOST_TEXTS:]:
        yield top.problem(f"Das ist mehr als der {MOST_TEXTS}. Text.", "Löschen Sie Dateien, die niemand mehr braucht.")


def tells_no_code(texts: Sequence[Titled], codes: Iterable[str]) -> Iterator[Problem]:
    """No code of a room stands in a text: every caller would hear it."""
    known = [code for code in codes if code]
    for text, top in texts:
        if tells("\n".join((text.title, *text.paragraphs)), known):
            yield top.problem(
                "In diesem Text steht die Nummer eines Raums.", "Streichen Sie sie: Das hören alle, die anrufen."
            )
