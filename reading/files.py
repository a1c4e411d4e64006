"""Which files there are, and what is wrong with a file as a whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby

from reading.problem import Problem
from reading.text.encodings import decode
from reading.text.lines import lines_of
from reading.text.pieces import Line, Mistake, Piece, nearest

OFFICE, GROUPS, RULES, LEXICON = "buero.txt", "gruppen.txt", "regeln.txt", "aussprache.txt"
FOLDER = "gruppen/"

BIGGEST, BIGGEST_CALENDAR = 256 * 1024, 1024 * 1024
# More than these nobody reads; with most of them mended, the rest is told.
MOST_PROBLEMS = 50
# What stands for the bytes of a file that is there and cannot be opened.
UNREADABLE = b"\0unreadable"

A_GROUP = "zum Beispiel »Gruppe: Krokus« und darunter »Regel: montags, 18 Uhr«."
MAY_BE_EMPTY = (LEXICON,)
FILL_IN = {
    OFFICE: "Schreiben Sie die Zeilen »Name:« und »Telefon:« hinein.",
    RULES: "Löschen Sie sie, oder schreiben Sie Regeln hinein, zum Beispiel »Wir lassen einander ausreden.«.",
}


@dataclass(frozen=True)
class File:
    """The bytes of a file, and the day on which it was last saved (None: today)."""

    raw: bytes
    saved: date | None = None


Files = Mapping[str, File]
Sheets = Mapping[str, Sequence[Line]]


def holds_groups(name: str) -> bool:
    """Whether a file of this name ("gruppen/krokus.txt") holds groups."""
    small = name.lower()
    return small == GROUPS or (small.startswith(FOLDER) and small.count("/") == 1 and small.endswith(".txt"))


def is_calendar(name: str) -> bool:
    """Whether a file of this name ("gruppen/krokus.ics") is a calendar that a group may name."""
    small = name.lower().removeprefix(FOLDER)
    return small.endswith(".ics") and "/" not in small


def is_ours(name: str) -> bool:
    """Whether a file of this name is read at all."""
    return name in (OFFICE, RULES, LEXICON) or holds_groups(name) or is_calendar(name)


def biggest(name: str) -> int:
    """How many bytes a file of this name may have."""
    return BIGGEST_CALENDAR if is_calendar(name) else BIGGEST


def missing(files: Iterable[str]) -> Iterator[Problem]:
    """What is not there and has to be."""
    if OFFICE not in files:
        yield Problem(OFFICE, 1, 1, "Diese Datei fehlt.", "Legen Sie sie an, mit den Zeilen »Name:« und »Telefon:«.")
    if not any(map(holds_groups, files)):
        remedy = "Legen Sie im Ordner »gruppen« für jede Gruppe eine Datei an."
        yield Problem(GROUPS, 1, 1, "Es gibt noch keine einzige Gruppe.", remedy)


def sheets_of(files: Files, today: date) -> tuple[Sheets, list[Problem]]:
    """The lines of every text file that could be read; none of them is empty, but for those that may be."""
    sheets: dict[str, Sequence[Line]] = {}
    problems: list[Problem] = []
    for name, file in files.items():
        if is_calendar(name):
            continue
        # A clock that was wrong once may have saved a file in the future.
        lines, found = _sheet(name, file.raw, min(file.saved or today, today))
        sheets |= {name: lines} if lines else {}
        problems += found
    return sheets, problems


# Of hundreds of files one changes at a time.
@lru_cache(maxsize=1024)
def _sheet(name: str, raw: bytes, saved: date) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
    try:
        lines, found = lines_of(name, text_of(Line(name, 1, "", saved), raw), saved)
    except Mistake as mistake:
        return (), (mistake.problem,)
    return tuple(lines), tuple(found or _empty(name, lines))


def told(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems in order; of a file with very many only the first, and then how many more there are."""
    in_order = sorted(problems, key=lambda problem: (problem.file, problem.line, problem.column, problem.text))
    for _, of_file in groupby(in_order, key=lambda problem: problem.file):
        # The harmless ones last: none of the others may get lost behind them.
        found = sorted(of_file, key=lambda problem: problem.harmless)
        yield from sorted(found[:MOST_PROBLEMS])
        yield from _how_many_more(found[MOST_PROBLEMS:])


def _how_many_more(untold: Sequence[Problem]) -> Iterator[Problem]:
    for first in untold[:1]:
        text = f"… und {len(untold):,} weitere.".replace(",", ".") if len(untold) > 1 else "… und ein weiterer Fehler."
        yield replace(first, text=text, remedy="Berichtigen Sie zuerst, was darüber steht.")


def _empty(name: str, lines: Sequence[Line]) -> Iterator[Problem]:
    if not lines and name not in MAY_BE_EMPTY:
        remedy = FILL_IN.get(name, f"Löschen Sie sie, oder schreiben Sie eine Gruppe hinein, {A_GROUP}")
        yield Problem(name, 1, 1, "Diese Datei ist leer.", remedy)


def _where_it_belongs(name: str) -> str:
    meant = nearest(name.removesuffix(".txt"), ("buero", "gruppen", "regeln", "aussprache"))
    if meant:
        return f"Meinten Sie »{meant}.txt«?"
    belongs = FOLDER + name.rpartition("/")[2]
    if name.lower().endswith(".ics"):
        return f"Ein Kalender gehört in den Ordner »gruppen«: »{belongs}«. Sonst löschen Sie ihn."
    return f"Steht eine Gruppe darin, dann gehört sie in den Ordner »gruppen«: »{belongs}«. Sonst löschen Sie sie."


def text_of(first: Line, raw: bytes) -> str:
    """The text of the file in which this line would be the first; raises Mistake."""
    top = Piece.of(first)
    if not is_ours(first.file):
        raise top.mistake("Diese Datei lese ich nicht.", _where_it_belongs(first.file))
    if raw == UNREADABLE:
        remedy = "Schließen Sie sie in anderen Programmen; hilft das nicht, dann fragen Sie, wer die Hotline betreibt."
        raise top.mistake("Diese Datei lässt sich nicht öffnen.", remedy)
    if len(raw) > biggest(first.file):
        most = biggest(first.file) // 1024
        raise top.mistake("Diese Datei ist zu groß.", f"Mehr als {most} Kilobyte sind nicht möglich.")
    try:
        return decode(raw)
    except ValueError:
        remedy = "Öffnen Sie sie im Editor (Notepad), und speichern Sie sie als Text mit der Codierung UTF-8."
        raise top.mistake("Diese Datei ist kein Text, den ich lesen kann.", remedy) from None
