"""The lines of a file, and `Key: value` entries with their continuation lines."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from reading.problem import Problem
from reading.text.encodings import SOFT_BREAK
from reading.text.list_marks import unmarked
from reading.text.pieces import Line, Piece, fold, nearest

MOST_LINES = 2000
LONGEST_LINE = 1000
# Of one value with all the lines it goes on in: enough for some 300 single dates.
LONGEST_VALUE = 10_000

KEY = re.compile(r"\s*(?P<key>[^\W\d_][^:]{0,39}?)\s*:")
# Other names of the keys, folded.
SYNONYMS = {
    "Gruppe": ("name", "titel", "gruppenname"),
    "Thema": ("bereich", "kategorie", "rubrik"),
    "Termine": ("zeiten", "zeit", "termin", "datum", "daten", "treffen"),
    "Für wen": ("fuer", "zielgruppe", "wer", "fuer wen ist die gruppe"),
    "Regel": ("wann", "rhythmus", "turnus", "tag", "wochentag", "uhrzeit"),
    "Start": ("beginn", "ab"),
    "Ausfall": ("absage", "ausnahme", "ausnahmen", "ferien", "feiertage", "entfaellt"),
    "Verlegt": ("verlegung", "verschoben", "aenderung"),
    "Ort": ("treffpunkt", "adresse", "wo", "raum"),
    "Zugang": ("code", "nummer", "pin", "zugangsnummer", "zugangscode"),
    "Leitung": ("leiter", "leiterin", "moderation", "leitungsnummer"),
    "Raum": ("einwahl", "telefonraum", "videoraum", "konferenzraum"),
    "Wartezeit": ("warten", "verzoegerung"),
    "Abschluss": ("abschlusstaste", "schlusstaste"),
    "Stumm-Taste": ("stummtaste", "stumm", "stummschalten"),
    "Einlass": ("vorlauf", "oeffnet", "oeffnung"),
    "Nachlauf": ("schliesst", "nachspiel"),
    "Plätze": ("platz", "personen", "teilnehmer", "teilnehmerzahl"),
    "Zusage": ("einwilligung", "einverstaendnis", "zustimmung"),
    "Spontanraum": ("spontan", "spontanraeume"),
    "Neue": ("neu", "aufnahme", "anmeldung", "neue teilnehmer", "neue mitglieder"),
    "Kontakt": ("ansprechpartner", "ansprechpartnerin", "ansprechperson", "kontaktperson", "kontaktnummer", "telefon"),
    "Hinweis": ("bemerkung", "anmerkung", "info", "notiz"),
    "Telefon": ("tel", "nummer", "rufnummer", "telefonnummer"),
    "Zeiten": ("sprechzeiten", "sprechzeit", "oeffnungszeiten", "buerozeiten"),
    "Geschlossen": ("schliesstage", "schliesszeiten", "schliesszeit", "betriebsferien", "urlaub", "ruhetage", "zu"),
    "Füllwörter": ("fuellworte", "fuellwort"),
    "Begrüßung": ("ansage",),
    "Bundesland": ("land",),
    "Krise": ("krisentelefon", "krisendienst", "telefonseelsorge", "hilfe"),
    "Neu": ("fuer neue", "willkommen"),
    "Anrufbeantworter": ("ab", "nachrichten", "nachricht", "mailbox"),
    "Löschen nach": ("loeschfrist", "aufbewahrung", "frist"),
    "Stellen": ("ziffern", "nummern", "laenge", "codes"),
    "Titel": ("ueberschrift", "betreff"),
    "Gilt": ("gilt bis", "gueltig", "gueltig bis", "bis", "ablauf"),
}
# What is left of an umlaut that was saved in one encoding and opened in another.
BROKEN_UMLAUT = re.compile("\ufffd|Ã[¤¶¼Ÿ„–œ]|â€")
A_LINE = (
    "Schreiben Sie zum Beispiel »Ort: am Telefon«; geht nur der Text der Zeile darüber weiter, "
    "dann setzen Sie Leerzeichen davor."
)


@dataclass(frozen=True)
class Entry:
    """A key in its usual spelling ("" = unknown), the key as written, its value, and the problems of the line."""

    key: str
    name: Piece
    value: Piece
    problems: tuple[Problem, ...] = ()


def lines_of(file: str, text: str, saved: date) -> tuple[list[Line], list[Problem]]:
    """The lines without comments and blank lines, and their problems."""
    return lines_of_numbered(file, enumerate(text.split("\n"), 1), saved)


def lines_of_numbered(file: str, text: Iterable[tuple[int, str]], saved: date) -> tuple[list[Line], list[Problem]]:
    """The same for lines that have numbers of their own."""
    numbered = [Line(file, number, words, saved) for number, line in text for words in line.split(SOFT_BREAK)]
    kept = [line for line in numbered[:MOST_LINES] if len(line.text) <= LONGEST_LINE]
    problems = [*_too_many(numbered), *map(_too_long, numbered[:MOST_LINES]), *map(_broken, kept)]
    written = [line for line in kept if line.text.strip() and not line.text.lstrip().startswith("#")]
    return written, [problem for problem in problems if problem]


def entries(
    lines: Iterable[Line], known: tuple[str, ...], goes_on: Callable[[str, str], bool] = lambda key, text: False
) -> list[Entry]:
    """Every `Key: value`. A line goes on with the value above if it is indented or `goes_on` says so of the key above
    and its text, unless it begins with a known key."""
    found: list[Entry] = []
    for line in lines:
        line = unmarked(line, _by_spelling(known))
        is_more = found and (line.text.startswith(" ") or goes_on(found[-1].key, line.text))
        if is_more and not _known_key(line, known) and (line.text.startswith(" ") or not _is_misspelt(line, known)):
            found[-1] = _continued(found[-1], line)
        else:
            found.append(_entry(line, known))
    return found


def can_continue(text: str, known: tuple[str, ...]) -> bool:
    """Whether an indented line with this text goes on with the value above."""
    line = Line("", 1, f" {text}", date.min)
    return not text.startswith("#") and not _known_key(unmarked(line, _by_spelling(known)), known)


def _is_misspelt(line: Line, known: tuple[str, ...]) -> bool:
    """Whether it probably begins with a key, of which some letters are wrong."""
    match = KEY.match(line.text)
    return bool(match and nearest(match["key"], known))


def mark_duplicates(block: Iterable[Entry], repeatable: Sequence[str]) -> Iterator[Entry]:
    """The entries, with a problem at a key that occurs again and is not `repeatable`."""
    seen: dict[str, Entry] = {}
    for entry in block:
        first = seen.setdefault(entry.key, entry)
        if first is entry or not entry.key or entry.key in repeatable:
            yield entry
        else:
            yield replace(entry, problems=(*entry.problems, _twice(entry, first)))


def _continued(entry: Entry, line: Line) -> Entry:
    if len(entry.value.text) <= LONGEST_VALUE:
        return replace(entry, value=entry.value.join(line))
    remedy = "Kürzen Sie ihn, oder beginnen Sie eine neue Zeile mit dem Schlüsselwort."
    trouble = Piece.of(line).problem("Der Text, der hier weitergeht, ist zu lang.", remedy)
    return replace(entry, problems=entry.problems or (trouble,))


def _entry(line: Line, known: tuple[str, ...]) -> Entry:
    match = KEY.match(line.text)
    if not match:
        return _without_colon(Piece.of(line), known)
    name, value = Piece.of(line, *match.span("key")), Piece.of(line, match.end())
    if key := _known_key(line, known):
        return Entry(key, name, value)
    meant = _meant(name.text, known)
    remedy = f"Meinten Sie »{meant}:«?" if meant else f"Schreiben Sie eines davon: {', '.join(known)}."
    return Entry(meant or "", name, value, (name.problem(f"»{name.text}:« kenne ich hier nicht.", remedy),))


def key_named(name: str, known: tuple[str, ...]) -> str | None:
    """The key that is called so, by its own or another name; None if none is."""
    return _by_spelling(known).get(fold(name)) or next(
        (key for key in known if fold(name) in SYNONYMS.get(key, ())), None
    )


def _meant(name: str, known: tuple[str, ...]) -> str | None:
    """The key that was probably meant."""
    return _called(name, known) or nearest(name, known)


def _called(name: str, known: tuple[str, ...]) -> str | None:
    return next((key for key in known if fold(name) in SYNONYMS.get(key, ())), None)


def _without_colon(piece: Piece, known: tuple[str, ...]) -> Entry:
    beginnings = [found[0] for words in (r"\S+\s+\S+", r"\S+") if (found := re.match(words, piece.text))]
    name = next((words for words in beginnings if fold(words) in _by_spelling(known)), beginnings[-1])
    key = _by_spelling(known).get(fold(name), "")
    problem = piece.problem("In dieser Zeile fehlt der Doppelpunkt.", f"Schreiben Sie »{key}:«." if key else A_LINE)
    return Entry(key, piece, piece.cut(len(name), len(piece.text)), (problem,))


def _known_key(line: Line, known: tuple[str, ...]) -> str | None:
    match = KEY.match(line.text)
    return match and _by_spelling(known).get(fold(match["key"]))


@cache
def _by_spelling(known: tuple[str, ...]) -> dict[str, str]:
    return {fold(key): key for key in known}


def _twice(entry: Entry, first: Entry) -> Problem:
    text = f"»{entry.key}:« steht hier zum zweiten Mal, schon in Zeile {first.name.line.number}."
    return entry.name.problem(text, "Lassen Sie nur eine der beiden Zeilen stehen.")


def _too_many(lines: list[Line]) -> Iterator[Problem]:
    for line in lines[MOST_LINES : MOST_LINES + 1]:
        text = f"Diese Datei hat mehr als {MOST_LINES} Zeilen."
        yield Piece.of(replace(line, text="")).problem(text, "Verteilen Sie den Inhalt auf mehrere Dateien.")


def _too_long(line: Line) -> Problem | None:
    if len(line.text) <= LONGEST_LINE:
        return None
    shown = Piece.of(replace(line, text=f"{line.text[:60]} …"))
    text = f"Diese Zeile ist länger als {LONGEST_LINE} Zeichen."
    return replace(shown.problem(text, "Kürzen Sie sie, oder teilen Sie sie in mehrere Zeilen."), column=1)


def _broken(line: Line) -> Problem | None:
    match = BROKEN_UMLAUT.search(line.text)
    remedy = "Schreiben Sie das Wort neu, und speichern Sie die Datei als UTF-8."
    whole = Piece(line.text, ((0, line, 1),))
    return match and whole.problem("Hier ist ein Umlaut beim Speichern kaputtgegangen.", remedy, match.start())
