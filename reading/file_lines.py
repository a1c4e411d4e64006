"""The lines of all content files by their names, and the problems of files that cannot be read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from reading.copies import told_copies
from reading.files import (
    INFORMATION_FOLDER,
    LEXICON,
    OFFICE,
    RULES,
    Files,
    check_bytes,
    decode_file,
    is_calendar,
    is_document,
    is_fetched,
    is_information_file,
)
from reading.problem import Problem
from reading.text.lines import lines_of
from reading.text.pieces import Line, Mistake

LinesByFile = Mapping[str, Sequence[Line]]

A_TEXT = "zum Beispiel »Titel: Geld von der Krankenkasse«, und darunter den Text."
A_GROUP = "zum Beispiel »Gruppe: Krokus« und darunter »Regel: montags, 18 Uhr«."
MAY_BE_EMPTY = (LEXICON,)
FILL_IN = {
    OFFICE: "Schreiben Sie die Zeilen »Name:« und »Telefon:« hinein.",
    RULES: "Löschen Sie sie, oder schreiben Sie Regeln hinein, zum Beispiel »Wir lassen einander ausreden.«.",
}


def lines_by_file(files: Files, today: date) -> tuple[LinesByFile, list[Problem]]:
    """The lines of every text file that could be read, by name, and the problems of the others.

    A file without lines is left out, unless it may be empty.
    """
    lines: dict[str, Sequence[Line]] = {}
    problems: list[Problem] = []
    for name, file in files.items():
        if is_calendar(name) or is_fetched(name):
            continue
        # A clock that was wrong once may have saved a file in the future.
        found, of_file = _lines_of_file(name, file.raw, min(file.saved or today, today))
        if found:
            lines[name] = found
        problems += of_file
    copies = told_copies(lines)
    kept = {name: of_file for name, of_file in lines.items() if name not in copies}
    return kept, [*(problem for problem in problems if problem.file not in copies), *copies.values()]


# Of hundreds of files one changes at a time.
@lru_cache(maxsize=1024)
def _lines_of_file(name: str, raw: bytes, saved: date) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
    try:
        lines, found = _written_in(name, raw, saved)
    except Mistake as mistake:
        return (), (mistake.problem,)
    return tuple(lines), tuple(found or _empty(name, lines))


def _written_in(name: str, raw: bytes, saved: date) -> tuple[list[Line], list[Problem]]:
    first = Line(name, 1, "", saved)
    if not is_document(name):
        return lines_of(name, decode_file(first, raw), saved)
    check_bytes(first, raw)
    from reading.documents.lines import document_lines

    found = document_lines(name, raw, saved, has_blank_lines=name.startswith(INFORMATION_FOLDER))
    return found.lines, found.problems


def _empty(name: str, lines: Sequence[Line]) -> Iterator[Problem]:
    if not lines and name not in MAY_BE_EMPTY:
        meant = f"einen Text hinein, {A_TEXT}" if is_information_file(name) else f"eine Gruppe hinein, {A_GROUP}"
        remedy = FILL_IN.get(name, f"Löschen Sie sie, oder schreiben Sie {meant}")
        yield Problem(name, 1, 1, "Diese Datei ist leer.", remedy)
