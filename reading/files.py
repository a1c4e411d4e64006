"""The content files: their names and sizes, their lines, and the problems of a file as a whole."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reading.problem import Problem
from reading.text.encodings import decode
from reading.text.lines import lines_of
from reading.text.pieces import Line, Mistake, Piece, nearest

OFFICE, GROUPS, RULES, LEXICON = "buero.txt", "gruppen.txt", "regeln.txt", "aussprache.txt"
FOLDER, INFORMATION_FOLDER = "gruppen/", "infos/"

MAX_BYTES, MAX_CALENDAR_BYTES = 256 * 1024, 1024 * 1024
# Stands for the bytes of a file that exists and cannot be opened.
UNREADABLE = b"\0unreadable"

A_TEXT = "zum Beispiel »Titel: Geld von der Krankenkasse«, und darunter den Text."
A_GROUP = "zum Beispiel »Gruppe: Krokus« und darunter »Regel: montags, 18 Uhr«."
MAY_BE_EMPTY = (LEXICON,)
FILL_IN = {
    OFFICE: "Schreiben Sie die Zeilen »Name:« und »Telefon:« hinein.",
    RULES: "Löschen Sie sie, oder schreiben Sie Regeln hinein, zum Beispiel »Wir lassen einander ausreden.«.",
}


# What may be the name of a file: at most one folder, no path out of it, nothing a file system refuses.
NAME = re.compile(r"(?:[^/\\\x00-\x1f]{1,80}/)?[^/\\\x00-\x1f]{1,120}")
# Hidden files, among them what copying programs have not finished, and the locks of Word.
TEMPORARY = (".", "~$")


@dataclass(frozen=True)
class File:
    """The bytes of a file, and the day on which it was last saved (None: today)."""

    raw: bytes
    saved: date | None = None


Files = Mapping[str, File]
LinesByFile = Mapping[str, Sequence[Line]]


def is_group_file(name: str) -> bool:
    """Whether a file of this name ("gruppen/krokus.txt") holds groups."""
    return name.lower() == GROUPS or _is_text_in(FOLDER, name)


def is_information_file(name: str) -> bool:
    """Whether a file of this name ("infos/geld.txt") holds a text of information."""
    return _is_text_in(INFORMATION_FOLDER, name)


def _is_text_in(folder: str, name: str) -> bool:
    small = name.lower()
    return small.startswith(folder) and small.count("/") == 1 and small.endswith(".txt")


def is_calendar(name: str) -> bool:
    """Whether a file of this name ("gruppen/krokus.ics") is a calendar that a group may name."""
    small = name.lower().removeprefix(FOLDER)
    return small.endswith(".ics") and "/" not in small


def is_content_file(name: str) -> bool:
    """Whether a file of this name is read at all."""
    return name in (OFFICE, RULES, LEXICON) or is_group_file(name) or is_information_file(name) or is_calendar(name)


def is_valid_name(name: str) -> bool:
    """Whether a content file of this name may be written."""
    last = name.rpartition("/")[2]
    is_whole = not last.startswith(TEMPORARY) and last == last.strip()
    return bool(NAME.fullmatch(name)) and is_content_file(name) and is_whole


def fingerprint(raw: bytes | None) -> str:
    """The SHA-256 of a file in hex, by which a later change is noticed; "" = there is no file."""
    return "" if raw is None else hashlib.sha256(raw).hexdigest()


def max_bytes(name: str) -> int:
    """The size limit of a file of this name, in bytes."""
    return MAX_CALENDAR_BYTES if is_calendar(name) else MAX_BYTES


def missing_files(files: Iterable[str]) -> Iterator[Problem]:
    """A problem for each file that has to be there and is not. `files` are names."""
    if OFFICE not in files:
        yield Problem(OFFICE, 1, 1, "Diese Datei fehlt.", "Legen Sie sie an, mit den Zeilen »Name:« und »Telefon:«.")
    if not any(map(is_group_file, files)):
        remedy = "Legen Sie im Ordner »gruppen« für jede Gruppe eine Datei an."
        yield Problem(GROUPS, 1, 1, "Es gibt noch keine einzige Gruppe.", remedy)


def lines_by_file(files: Files, today: date) -> tuple[LinesByFile, list[Problem]]:
    """The lines of every text file that could be read, by name, and the problems of the others.

    A file without lines is left out, unless it may be empty.
    """
    lines: dict[str, Sequence[Line]] = {}
    problems: list[Problem] = []
    for name, file in files.items():
        if is_calendar(name):
            continue
        # A clock that was wrong once may have saved a file in the future.
        found, of_file = _lines_of_file(name, file.raw, min(file.saved or today, today))
        if found:
            lines[name] = found
        problems += of_file
    return lines, problems


# Of hundreds of files one changes at a time.
@lru_cache(maxsize=1024)
def _lines_of_file(name: str, raw: bytes, saved: date) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
    try:
        lines, found = lines_of(name, decode_file(Line(name, 1, "", saved), raw), saved)
    except Mistake as mistake:
        return (), (mistake.problem,)
    return tuple(lines), tuple(found or _empty(name, lines))


def _empty(name: str, lines: Sequence[Line]) -> Iterator[Problem]:
    if not lines and name not in MAY_BE_EMPTY:
        meant = f"einen Text hinein, {A_TEXT}" if is_information_file(name) else f"eine Gruppe hinein, {A_GROUP}"
        remedy = FILL_IN.get(name, f"Löschen Sie sie, oder schreiben Sie {meant}")
        yield Problem(name, 1, 1, "Diese Datei ist leer.", remedy)


def _where_it_belongs(name: str) -> str:
    meant = nearest(name.removesuffix(".txt"), ("buero", "gruppen", "regeln", "aussprache"))
    if meant:
        return f"Meinten Sie »{meant}.txt«?"
    belongs = FOLDER + name.rpartition("/")[2]
    if name.lower().endswith(".ics"):
        return f"Ein Kalender gehört in den Ordner »gruppen«: »{belongs}«. Sonst löschen Sie ihn."
    if nearest(name.partition("/")[0], (INFORMATION_FOLDER,)) and "/" in name:
        belongs = INFORMATION_FOLDER + name.rpartition("/")[2]
        return f"Ein Text für Anrufende gehört in den Ordner »infos«: »{belongs}«. Sonst löschen Sie sie."
    return f"Steht eine Gruppe darin, dann gehört sie in den Ordner »gruppen«: »{belongs}«. Sonst löschen Sie sie."


def decode_file(first: Line, raw: bytes) -> str:
    """The text of a content file, shown as `first` in problems; raises Mistake if it cannot be read as one."""
    top = Piece.of(first)
    if not is_content_file(first.file):
        raise top.mistake("Diese Datei lese ich nicht.", _where_it_belongs(first.file))
    if raw == UNREADABLE:
        remedy = "Schließen Sie sie in anderen Programmen; hilft das nicht, dann fragen Sie, wer die Hotline betreibt."
        raise top.mistake("Diese Datei lässt sich nicht öffnen.", remedy)
    if len(raw) > max_bytes(first.file):
        most = max_bytes(first.file) // 1024
        raise top.mistake("Diese Datei ist zu groß.", f"Mehr als {most} Kilobyte sind nicht möglich.")
    try:
        return decode(raw)
    except ValueError:
        remedy = "Öffnen Sie sie im Editor (Notepad), und speichern Sie sie als Text mit der Codierung UTF-8."
        raise top.mistake("Diese Datei ist kein Text, den ich lesen kann.", remedy) from None
