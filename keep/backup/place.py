"""What a hotline keeps, as far as a backup holds it."""

from collections.abc import Mapping
from dataclasses import dataclass

from keep.accounts import accounts
from keep.announcements import announcement_file
from keep.backup.sealed import BackupError
from keep.content import versions
from keep.content.source import Source
from keep.statistics import counts_file
from reading import cancellations
from reading.files import LINK, NAME, UNREADABLE, is_content_file
from storage.store import Store

# Messages of callers and notes of calls stay away: they would outlive the day until which they may be kept. Calendars
# are fetched again.
FOLDERS = (announcement_file.FOLDER, counts_file.FOLDER, versions.FOLDER, "nummer")
FILES = (accounts.FILE, cancellations.FILE)
CONTENT, DATA = "inhalt/", "daten/"


@dataclass(frozen=True)
class Place:
    """The content and the data of one hotline; names in a backup are "inhalt/buero.txt" or "daten/ansagen/…". Methods
    raise OSError."""

    source: Source
    store: Store

    def files(self) -> dict[str, bytes]:
        """All that a backup holds."""
        content = {CONTENT + name: raw for name, raw in self._content().items()}
        kept = ((DATA + name, self.store.read(name)) for name in self._names())
        return content | {name: raw for name, raw in kept if raw is not None}

    def put(self, files: Mapping[str, bytes]) -> None:
        """From now on exactly these files are there. What is new is written before anything is removed."""
        before = self.files()
        # The folder of the content is made before one inside it.
        for name in sorted(files, key=lambda name: (name.count("/"), name)):
            if files[name] != before.get(name):
                self._write(name, files[name], before.get(name))
        for name in before.keys() - files.keys():
            self._write(name, None, before[name])

    def _content(self) -> dict[str, bytes]:
        """Without links, without what cannot be read, and without copies of calendars."""
        found = {name: file.raw for name, file in self.source.read().items() if is_ours(CONTENT + name)}
        return {name: raw for name, raw in found.items() if raw not in (LINK, UNREADABLE)}

    def _names(self) -> list[str]:
        return [*FILES, *(name for folder in FOLDERS for name in self.store.names(folder))]

    def _write(self, name: str, raw: bytes | None, before: bytes | None) -> None:
        if name.startswith(CONTENT):
            self.source.write(name.removeprefix(CONTENT), raw, before)
        elif raw is None:
            self.store.remove(name.removeprefix(DATA))
        else:
            self.store.write(name.removeprefix(DATA), raw)


def is_ours(name: str) -> bool:
    """Whether a name can stand in a backup: it leads nowhere but into the content and the data."""
    folder, _, inside = name.partition("/")
    if "\\" in inside or any(part.startswith(".") or not part for part in inside.split("/")):
        return False
    if f"{folder}/" == CONTENT:
        return bool(NAME.fullmatch(inside)) and is_content_file(inside)
    return f"{folder}/" == DATA and (inside in FILES or inside.rpartition("/")[0] in FOLDERS)


def demand_ours(names: list[str]) -> None:
    """Raises BackupError for the first name that leads elsewhere."""
    if strange := [name for name in names if not is_ours(name)]:
        raise BackupError(f"In der Sicherung steht eine Datei, die nicht zur Hotline gehört: {strange[0]!r}.")
