"""The monthly file of counts: its format, one line for each count, and which batches are in it."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ivr.statistics import KINDS, Counted, Counts
from reading.text.encodings import decode

FOLDER = "zahlen"
NAME = re.compile(rf"{FOLDER}/(\d{{4}}-\d\d)\.txt")
TITLE = re.compile(rf"(\d\d\.\d\d\.\d{{4}}) ({'|'.join(KINDS)})(?: (.+))?")
LINE = re.compile(r"(.+): (\d{1,15})")
BOOKED = re.compile(r"Gebucht: ([0-9a-z]{1,32}) ([0-9a-f]{1,32})")
HEAD = (
    "# Was die Hotline in diesem Monat gezählt hat. Gezählt wird nur, wie oft etwas vorkommt, nie, wer es war.",
    "# Anrufe nach der Stunde, Besuche und Aufgelegt nach der Stelle im Menü, Eintritte nach der Gruppe.",
    "# Unter »Gebucht« steht, was schon mitgezählt ist, damit nichts doppelt zählt.",
)
# More processes than write at the same time.
SOURCES = 20


@dataclass(frozen=True)
class CountSheet:
    """The counts; the last batch of each source that is among them, the newest last; and lines nobody understands,
    which stay."""

    counts: Counts = field(default_factory=dict)
    booked: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


def name_of(month: date) -> str:
    """The name of the file of a month: "zahlen/2026-03.txt"."""
    return f"{FOLDER}/{month:%Y-%m}.txt"


def month_in(name: str) -> date | None:
    """The first day of the month of a file of this name."""
    try:
        found = NAME.fullmatch(name)
        return date.fromisoformat(f"{found[1]}-01") if found else None
    except ValueError:  # there is no thirteenth month
        return None


def title(one: Counted) -> str:
    """ "10.03.2026 Anrufe 18"; the same in every file and in Redis."""
    return f"{one.day:%d.%m.%Y} {one.kind} {one.of}".rstrip()


def titled(text: str) -> Counted | None:
    """What was counted under that title."""
    found = TITLE.fullmatch(text)
    try:
        return Counted(datetime.strptime(found[1], "%d.%m.%Y").date(), found[2], found[3] or "") if found else None
    except ValueError:  # there is no such day
        return None


def read_sheet(raw: bytes | None) -> CountSheet:
    """What a file holds; raises ValueError where it is no text."""
    counts: Counter[Counted] = Counter()
    booked: dict[str, str] = {}
    unread: list[str] = []
    for line in decode(raw or b"").split("\n"):
        found = LINE.fullmatch(line.strip())
        if found and (one := titled(found[1])):
            counts[one] += int(found[2])
        elif batch := BOOKED.fullmatch(line.strip()):
            booked[batch[1]] = batch[2]
        elif line.strip() and line not in HEAD:
            unread.append(line)
    return CountSheet(counts, booked, tuple(unread))


def with_batch(sheet: CountSheet, source: str, batch: str, counts: Counts) -> CountSheet:
    """The sheet with one more batch of a source; the same if it is in there already."""
    if sheet.booked.get(source) == batch:
        return sheet
    others = [(name, last) for name, last in sheet.booked.items() if name != source]
    booked = dict([*others, (source, batch)][-SOURCES:])
    return CountSheet(Counter(sheet.counts) + Counter(counts), booked, sheet.unread)


def written_sheet(sheet: CountSheet) -> bytes:
    """The text of a file, as every Notepad shows it."""
    lines = (
        *HEAD,
        *sheet.unread,
        "",
        *(f"{title(one)}: {count}" for one, count in sorted(sheet.counts.items())),
        "",
        *(f"Gebucht: {source} {batch}" for source, batch in sheet.booked.items()),
    )
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")
