"""The content files: their names and sizes, their lines, and the problems of a file as a whole."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from reading.misplaced import where_it_belongs
from reading.problem import Problem
from reading.text.encodings import decode
from reading.text.pieces import Line, Mistake, Piece

OFFICE, GROUPS, RULES, LEXICON = "buero.txt", "gruppen.txt", "regeln.txt", "aussprache.txt"
FOLDER, INFORMATION_FOLDER = "gruppen/", "infos/"

MAX_BYTES, MAX_CALENDAR_BYTES, MAX_DOCUMENT_BYTES = 256 * 1024, 1024 * 1024, 1024 * 1024
# Documents that are read as if their lines had been written in an editor, and tables of groups.
TEXT_DOCUMENTS, TABLES = (".docx", ".odt"), (".xlsx", ".csv")
DOCUMENTS = (*TEXT_DOCUMENTS, *TABLES)
# Stands for the bytes of a file that exists and cannot be opened.
UNREADABLE = b"\0unreadable"
# Begins the bytes of a calendar on the internet of which there is no copy yet; behind it stands why.
NOT_FETCHED = b"\0not fetched:"
# Stands for a link, which is not followed.
LINK = b"\0link"


# What may be the name of a file: at most one folder, no path out of it, nothing a file system refuses.
NAME = re.compile(r"(?:[^/\\\x00-\x1f]{1,80}/)?[^/\\\x00-\x1f]{1,120}")
# Hidden files, among them what copying programs have not finished, and the locks of Word.
TEMPORARY = (".", "~$")
# What else editors, file managers and browsers leave behind.
LEFT_BEHIND = re.compile(
    r"#.*#|~.*|.*~|[0-9]+|thumbs\.db|desktop\.ini|icon\r|"
    r".*\.(?:sw[a-p]|tmp|temp|bak|orig|crdownload|part|partial|download|filepart|lock|log|lnk|url|conf|zone\.identifier)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class File:
    """The bytes of a file, and the day on which it was last saved (None: today)."""

    raw: bytes
    saved: date | None = None


Files = Mapping[str, File]


def is_group_file(name: str) -> bool:
    """Whether a file of this name ("gruppen/krokus.txt") holds groups."""
    small = name.lower()
    stem, _, suffix = small.rpartition(".")
    is_of_all = f"{stem}.txt" == GROUPS and f".{suffix}" in (".txt", *DOCUMENTS)
    return is_of_all or _is_in(FOLDER, small, (".txt", *DOCUMENTS))


def is_information_file(name: str) -> bool:
    """Whether a file of this name ("infos/geld.txt") holds a text of information."""
    return _is_in(INFORMATION_FOLDER, name.lower(), (".txt", *TEXT_DOCUMENTS))


def _is_in(folder: str, small: str, suffixes: tuple[str, ...]) -> bool:
    return small.startswith(folder) and small.count("/") == 1 and small.endswith(suffixes)


def is_document(name: str) -> bool:
    """Whether a file of this name is written by another program than an editor."""
    return name.lower().endswith(DOCUMENTS) and is_content_file(name)


def is_calendar(name: str) -> bool:
    """Whether a file of this name ("gruppen/krokus.ics") is a calendar that a group may name."""
    small = name.lower().removeprefix(FOLDER)
    return small.endswith(".ics") and "/" not in small


def is_fetched(name: str) -> bool:
    """Whether it is the address of a calendar on the internet; a copy of it stands among the files under this name."""
    return "://" in name


def is_content_file(name: str) -> bool:
    """Whether a file of this name is read at all."""
    return name in (OFFICE, RULES, LEXICON) or is_group_file(name) or is_information_file(name) or is_calendar(name)


def is_valid_name(name: str) -> bool:
    """Whether a content file of this name may be written."""
    last = name.rpartition("/")[2]
    is_whole = not last.startswith(TEMPORARY) and last == last.strip()
    return bool(NAME.fullmatch(name)) and is_content_file(name) and is_whole


def is_left_behind(last: str) -> bool:
    """Whether a file of this name (without folders) is one that programs leave behind."""
    return last.startswith(TEMPORARY) or bool(LEFT_BEHIND.fullmatch(last))


def fingerprint(raw: bytes | None) -> str:
    """The SHA-256 of a file in hex, by which a later change is noticed; "" = there is no file."""
    return "" if raw is None else hashlib.sha256(raw).hexdigest()


def max_bytes(name: str) -> int:
    """The size limit of a file of this name, in bytes."""
    if is_document(name):
        return MAX_DOCUMENT_BYTES
    return MAX_CALENDAR_BYTES if is_calendar(name) or is_fetched(name) else MAX_BYTES


def missing_files(files: Iterable[str]) -> Iterator[Problem]:
    """A problem for each file that has to be there and is not. `files` are names."""
    if OFFICE not in files:
        yield Problem(OFFICE, 1, 1, "Diese Datei fehlt.", "Legen Sie sie an, mit den Zeilen »Name:« und »Telefon:«.")
    if not any(map(is_group_file, files)):
        remedy = "Legen Sie im Ordner »gruppen« für jede Gruppe eine Datei an."
        yield Problem(GROUPS, 1, 1, "Es gibt noch keine einzige Gruppe.", remedy)


def check_bytes(first: Line, raw: bytes) -> None:
    """Raises Mistake, at the line `first`, for a file that is none of ours, too big, or cannot be opened."""
    top = Piece.of(first)
    if not is_content_file(first.file) and not is_fetched(first.file):
        told = top.problem("Diese Datei lese ich nicht.", where_it_belongs(first.file))
        is_text = first.file.lower().endswith((".txt", ".ics"))
        # What is no text costs nothing that was on air, and yet somebody may wait for it.
        raise Mistake(told if is_text else replace(told, harmless=True, urgent=True))
    if raw == LINK:
        remedy = "Legen Sie die Datei selbst an diese Stelle."
        raise Mistake(replace(top.problem("Das ist nur eine Verknüpfung.", remedy), harmless=True, urgent=True))
    if raw == UNREADABLE:
        remedy = "Schließen Sie sie in anderen Programmen; hilft das nicht, dann fragen Sie, wer die Hotline betreibt."
        raise top.mistake("Diese Datei lässt sich nicht öffnen.", remedy)
    if len(raw) > max_bytes(first.file):
        most = max_bytes(first.file) // 1024
        raise top.mistake("Diese Datei ist zu groß.", f"Mehr als {most} Kilobyte sind nicht möglich.")


def decode_file(first: Line, raw: bytes) -> str:
    """The text of a content file, shown as `first` in problems; raises Mistake if it cannot be read as one."""
    check_bytes(first, raw)
    try:
        return decode(raw)
    except ValueError:
        remedy = "Öffnen Sie sie im Editor (Notepad), und speichern Sie sie als Text mit der Codierung UTF-8."
        raise Piece.of(first).mistake("Diese Datei ist kein Text, den ich lesen kann.", remedy) from None
