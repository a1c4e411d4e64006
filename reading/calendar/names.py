"""`Kalender:` names files or addresses: with quotes, paths, without suffix, several of them."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

SUFFIX = ".ics"
QUOTES = " \t\n\"'»«›‹„“”‚‘’<>"
# Between several names; a name may itself hold one of these.
BETWEEN = re.compile(r"[,;]|\s(?:und|sowie|&|\+)\s")
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
FOLDERS = re.compile(r".*[/\\]", re.DOTALL)
# What a program subscribes to instead of https.
SUBSCRIBED = re.compile("webcals?://", re.IGNORECASE)


def named_calendars(written: str, files: Iterable[str]) -> list[str]:
    """The names of the files among `files` ("gruppen/krokus.ics") and the addresses that are written, in order; what is
    neither stays as it is written."""
    known = {_plain(name): name for name in files}
    alone = address_in(written) if written.count("://") == 1 else known.get(_plain(written))
    if alone:
        return [alone]
    parts = [part.strip(QUOTES) for part in BETWEEN.split(written)]
    return list(dict.fromkeys(address_in(part) or known.get(_plain(part), part) for part in parts if part))


def address_in(written: str) -> str:
    """An address on the internet as it is fetched, "" for anything else."""
    if not ADDRESS.fullmatch(written.strip(QUOTES)):
        return ""
    return SUBSCRIBED.sub("https://", written.strip(QUOTES))


def addresses_in(written: Sequence[str]) -> list[str]:
    """The addresses among what is written behind `Kalender:`."""
    return [name for each in written for name in named_calendars(each, ()) if ADDRESS.fullmatch(name)]


def _plain(written: str) -> str:
    """A name by which a file is known: no folder, no quotes, no capitals, no suffix."""
    name = FOLDERS.sub("", unicodedata.normalize("NFC", written.strip(QUOTES)).casefold()).strip(QUOTES)
    return name.removesuffix(SUFFIX)
