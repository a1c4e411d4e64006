"""The public catalogue of voices for piper: reads its list (voices.json) and chooses one by name."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from audio.voices.fetched_voices import CONFIG, MODEL

CARD = "MODEL_CARD"
# Nothing else becomes part of an address or a file name.
KEY = re.compile(r"de_[A-Z]{2}-[a-z0-9_]+-(?P<quality>[a-z_]+)")
MD5 = re.compile("[0-9a-f]{32}")
LICENCE = re.compile(r"^\W*licen[cs]e:\s*(.+)", re.IGNORECASE | re.MULTILINE)
# Which quality a name alone means; "high" takes three times as long to speak.
QUALITIES = ("medium", "high", "low", "x_low")
MOST_BYTES = 500 << 20


@dataclass(frozen=True)
class CatalogueFile:
    """A file of a voice: its path in the catalogue, its size in bytes and its MD5 (hexadecimal)."""

    path: str
    size: int
    md5: str


@dataclass(frozen=True)
class CatalogueVoice:
    """A German voice: "de_DE-thorsten-medium", its name and quality, and its files by their endings MODEL, CONFIG and
    CARD."""

    key: str
    name: str
    quality: str
    files: dict[str, CatalogueFile]

    @property
    def size(self) -> int:
        """Of all files together, in bytes."""
        return sum(file.size for file in self.files.values())


def read_catalogue(raw: bytes) -> list[CatalogueVoice]:
    """The German voices of the list that are well described; raises ValueError where it is no list of voices."""
    listed = json.loads(raw)
    if not isinstance(listed, dict):
        raise ValueError("this is no list of voices")
    return [voice for key, told in sorted(listed.items()) if KEY.fullmatch(key) and (voice := _voice(key, told))]


def chosen(voices: Iterable[CatalogueVoice], wanted: str) -> CatalogueVoice | None:
    """The voice of this key ("de_DE-thorsten-high"), of this name and quality ("thorsten-high") or of this name."""
    keyed = {voice.key: voice for voice in voices}
    named = [keyed.get(wanted), *(voice for key, voice in keyed.items() if key.partition("-")[2] == wanted)]
    by_quality = [voice for of in QUALITIES for voice in keyed.values() if (voice.name, voice.quality) == (wanted, of)]
    return next(filter(None, (*named, *by_quality)), None)


def licence_in(card: str) -> str:
    """What a MODEL_CARD says of the licence, "" if nothing; only signs that a terminal prints."""
    match = LICENCE.search(card)
    return "".join(filter(str.isprintable, match[1])).strip() if match else ""


def _voice(key: str, told: object) -> CatalogueVoice | None:
    try:
        language, name, quality = key.split("-")
        folder = f"{language.partition('_')[0]}/{language}/{name}/{quality}"
        paths = {MODEL: f"{folder}/{key}{MODEL}", CONFIG: f"{folder}/{key}{CONFIG}", CARD: f"{folder}/{CARD}"}
        listed = told["files"]  # type: ignore[index]
        return CatalogueVoice(key, name, quality, {of: _file(path, listed[path]) for of, path in paths.items()})
    except (KeyError, TypeError, ValueError):
        return None


def _file(path: str, told: dict[str, object]) -> CatalogueFile:
    size, md5 = told["size_bytes"], str(told["md5_digest"])
    if not isinstance(size, int) or not 0 < size <= MOST_BYTES or not MD5.fullmatch(md5):
        raise ValueError("a file is not well described")
    return CatalogueFile(path, size, md5)
