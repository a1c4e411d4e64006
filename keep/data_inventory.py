"""All that the hotline keeps, of whom, what for and for how long: a row of `gespeichert.toml` for each kind of key or
file.

`python -m keep.data_inventory > docs/datenschutz/was-wo-wie-lange.md` writes the page of it.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

FILE = Path(__file__).with_name("gespeichert.toml")
REDIS, FILES, BROWSER = "Redis", "Dateien in DATA_DIR", "Browser"
PLACES = {
    REDIS: "Ein Speicher für das, was gerade geschieht. Ohne `REDIS_URL` liegt er auf derselben Maschine. Was hier "
    "steht, kommt auch in die Datei `redis/dump.rdb`, außer dem Schlüssel der Nacht.",
    FILES: "Der Ordner (oder Bucket), den die Hotline für sich hat. Nur ihr eigener Benutzer darf ihn lesen.",
    BROWSER: "Auf dem Rechner derer, die das Büro oder die Seite der Leitung öffnen.",
}
# Largest first: how a duration is told.
UNITS = (
    (timedelta(days=1), "Tag", "Tage"),
    (timedelta(hours=1), "Stunde", "Stunden"),
    (timedelta(minutes=1), "Minute", "Minuten"),
)


@dataclass(frozen=True)
class Kept:
    """A kind of key or file: `names` is a regular expression for all of its names, `shown` how people are told of it.

    It is gone at the latest after `lasts`; None = `until` says when.
    """

    place: str
    shown: str
    names: str
    persons: str
    what: str
    purpose: str
    lasts: timedelta | None = None
    until: str = ""

    @property
    def duration(self) -> str:
        """For how long it is kept, in German."""
        return ", ".join(filter(None, (f"höchstens {_told(self.lasts)}" if self.lasts else "", self.until)))


ROWS = tuple(
    Kept(lasts=timedelta(hours=row.pop("hours")) if "hours" in row else None, **row)
    for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["kept"]
)


def row_for(place: str, name: str) -> Kept | None:
    """The row of a key or file."""
    return next((row for row in ROWS if row.place == place and re.fullmatch(row.names, name)), None)


def _told(duration: timedelta) -> str:
    """A duration in German words: "2 Stunden 15 Minuten"."""
    words = []
    for unit, one, many in UNITS:
        count, duration = divmod(duration, unit)
        words += [f"{count} {one if count == 1 else many}"] if count else []
    return " ".join(words)


def page() -> str:
    """The page for docs/datenschutz."""
    return "\n".join(("# Was die Hotline speichert, wo und wie lange", "", HEAD, "", *_tables(), ""))


HEAD = (
    "Diese Tabelle schreibt die Hotline selbst (`python -m keep.data_inventory`). Ein Test spielt einen Abend "
    "durch und prüft, dass nichts anderes gespeichert wird und nichts länger. „Kennzeichen“ heißt: eine Prüfsumme mit "
    "geheimem Schlüssel. Aus ihr lässt sich die Rufnummer nicht ablesen."
)


COLUMNS = ("| Name | Von wem | Was | Wozu | Wie lange |", "|---|---|---|---|---|")


def _tables() -> Iterator[str]:
    for place, about in PLACES.items():
        yield from (f"## {place}", about, "", *COLUMNS)
        for row in ROWS:
            if row.place == place:
                yield f"| {row.shown} | {row.persons} | {row.what} | {row.purpose} | {row.duration} |"
        yield ""


if __name__ == "__main__":
    print(page(), end="")
