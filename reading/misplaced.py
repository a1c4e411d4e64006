"""What to do with a file that is not read because of its place, its name or its kind."""

import re

from reading.text.pieces import nearest

FOLDER, INFORMATION_FOLDER = "gruppen/", "infos/"
SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")
# How to save what other programs write; the last one is for everything else.
OTHER_KINDS: tuple[tuple[str, str], ...] = (
    (
        ".rtf .doc .docm .dot .dotx .ott .pages .wps .html .htm .docx .odt",
        "Öffnen Sie sie, und speichern Sie sie im Ordner »gruppen« als Text (.txt) oder als Word-Dokument (.docx).",
    ),
    (
        ".xls .xlsm .xlsb .ods .numbers .tsv .csv .xlsx",
        "Öffnen Sie sie, und speichern Sie sie in »gruppen« als Excel-Tabelle (.xlsx), eine Gruppe in jeder Zeile.",
    ),
    (".md .text .markdown .asc", "Geben Sie ihr die Endung .txt: »{stem}.txt«."),
    (".vcs .ical .icalendar .ifb", "Speichern Sie den Kalender als iCalendar-Datei: »{stem}.ics«."),
    (
        ".pdf .jpg .jpeg .png .heic .tif .tiff .gif",
        "Ein Bild kann ich nicht lesen. Schreiben Sie die Gruppe in eine Textdatei: »{stem}.txt«.",
    ),
    ("", "Steht eine Gruppe darin, dann speichern Sie sie als Text: »{stem}.txt«. Sonst löschen Sie sie."),
)


def where_it_belongs(name: str) -> str:
    """The remedy for a file of this name."""
    return _text(name) if name.lower().endswith((".txt", ".ics")) else _other_kind(name)


def _other_kind(name: str) -> str:
    match = SUFFIX.search(name)
    suffix = match[0].lower() if match else ""
    remedy = next(remedy for suffixes, remedy in OTHER_KINDS if not suffixes or (suffix and suffix in suffixes.split()))
    return remedy.format(stem=name.removesuffix(match[0] if match else ""))


def _text(name: str) -> str:
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
