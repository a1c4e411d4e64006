"""Fetches voices from piper's catalogue: over https, from its hosts only, within bounds, and on after a break."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests

from audio.voices.catalogue import CARD, CatalogueFile, CatalogueVoice, read_catalogue
from audio.voices.fetched_voices import CONFIG, MODEL

CATALOGUE = "https://huggingface.co/rhasspy/piper-voices/resolve/main/"
# Large files come from other hosts of the same house.
HOSTS = ("huggingface.co", ".huggingface.co", ".hf.co")
MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
# In seconds: to connect, and between two pieces.
PATIENCE = (10.0, 30.0)
MOST_OF_A_LIST = 8 << 20
# What has come of a piece when the connection breaks is lost.
PIECE = 1 << 16
# How often a connection that breaks is made again by itself.
ATTEMPTS = 5
UNFINISHED = ".unfertig"
BREAKS_OFF = (
    "Die Verbindung bricht immer wieder ab. Rufen Sie den Befehl später noch einmal auf: Er macht dort weiter, wo er "
    "aufgehört hat."
)
TOO_LARGE = "Es kommt mehr, als im Verzeichnis der Stimmen steht. Die Hotline lädt es nicht."
WRONG_SUM = "Die Prüfsumme stimmt nicht. Das Geladene ist gelöscht. Versuchen Sie es noch einmal."

Progress = Callable[[int, int], None]


class NotFetched(Exception):
    """Raised with a German sentence that says why nothing was fetched, and what helps."""


class _Broken(Exception):
    """Raised when a connection ended early; asking again goes on where it ended."""


@dataclass
class Catalogue:
    """The catalogue at `address`; `hosts` may answer (those with a dot in front with any name before it)."""

    address: str = CATALOGUE
    hosts: tuple[str, ...] = HOSTS
    session: requests.Session = field(default_factory=requests.Session)

    def voices(self) -> list[CatalogueVoice]:
        """The German voices; raises NotFetched."""
        try:
            return read_catalogue(self._small("voices.json", MOST_OF_A_LIST))
        except ValueError as error:
            raise NotFetched("Das Verzeichnis der Stimmen ist nicht zu lesen.") from error

    def card(self, voice: CatalogueVoice) -> str:
        """What the catalogue tells of a voice (English), its licence among it; raises NotFetched."""
        return self._small(voice.files[CARD].path, voice.files[CARD].size).decode("utf-8", "replace")

    def fetch(self, voice: CatalogueVoice, folder: Path, progress: Progress) -> Path:
        """The model, with its settings beside it in the folder; raises NotFetched. `progress(done, total)` in bytes."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # The model comes last: with it the voice is there.
        for ending in (CONFIG, MODEL):
            self._fetch_file(voice.files[ending], folder / f"{voice.key}{ending}", progress)
        return folder / f"{voice.key}{MODEL}"

    def _fetch_file(self, wanted: CatalogueFile, place: Path, progress: Progress) -> None:
        part = place.with_name(f".{place.name}{UNFINISHED}")
        for _ in range(ATTEMPTS):
            with suppress(_Broken):
                self._go_on(wanted, part, progress)
                break
        else:
            raise NotFetched(BREAKS_OFF)
        _check_sum(wanted, part)
        part.replace(place)

    def _go_on(self, wanted: CatalogueFile, part: Path, progress: Progress) -> None:
        """Add to a part what is missing of it; raises _Broken where the answer ends too early, and NotFetched."""
        there = part.stat().st_size if part.exists() else 0
        if there >= wanted.size:
            return
        with self._asked(wanted.path, {"Range": f"bytes={there}-"}) as answer:
            # A server may send all of it, whatever it was asked.
            goes_on = answer.headers.get("Content-Range", "").startswith(f"bytes {there}-")
            with open(part, "ab" if goes_on else "wb", opener=_private) as file:
                for piece in _pieces(answer, wanted.size - (there if goes_on else 0)):
                    file.write(piece)
                    progress(file.tell(), wanted.size)
        if part.stat().st_size < wanted.size:
            raise _Broken

    def _small(self, path: str, most: int) -> bytes:
        with self._asked(path, {}) as answer:
            try:
                return b"".join(_pieces(answer, most))
            except _Broken as error:
                raise NotFetched(_unreachable(self.address)) from error

    @contextmanager
    def _asked(self, path: str, headers: dict[str, str]) -> Iterator[requests.Response]:
        address = urljoin(self.address, path)
        for _ in range(MOST_REDIRECTS + 1):
            with self._answer(address, headers) as answer:
                if answer.status_code not in REDIRECTS or "Location" not in answer.headers:
                    _check_status(answer)
                    yield answer
                    return
                address = urljoin(address, answer.headers["Location"])
        raise NotFetched("Das Verzeichnis der Stimmen leitet immer wieder weiter.")

    def _answer(self, address: str, headers: dict[str, str]) -> requests.Response:
        parts = urlsplit(address)
        host = parts.hostname or ""
        if parts.scheme != "https" or not any(map(partial(_is_of, host), self.hosts)):
            raise NotFetched(
                f"Das Verzeichnis der Stimmen leitet zu »{host}« weiter. Von dort lädt die Hotline nichts."
            )
        # As it is: a size would mean nothing of what a server packs.
        headers = {"Accept-Encoding": "identity", **headers}
        try:
            return self.session.get(address, headers=headers, stream=True, timeout=PATIENCE, allow_redirects=False)
        except requests.RequestException as error:
            raise NotFetched(_unreachable(host)) from error


def _is_of(host: str, known: str) -> bool:
    return host == known or (known.startswith(".") and host.endswith(known))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _unreachable(host: str) -> str:
    return f"{host} antwortet nicht. Hat dieser Rechner Zugang zum Internet?"


def _check_status(answer: requests.Response) -> None:
    if answer.status_code not in (200, 206):
        raise NotFetched(f"Das Verzeichnis der Stimmen antwortet mit dem Fehler {answer.status_code}.")


def _pieces(answer: requests.Response, most: int) -> Iterator[bytes]:
    """What is sent, bit by bit; raises _Broken where it ends too early, and NotFetched for more than `most` bytes."""
    try:
        for piece in answer.iter_content(PIECE):
            most -= len(piece)
            if most < 0:
                raise NotFetched(TOO_LARGE)
            yield piece
    except requests.RequestException as error:
        raise _Broken from error


def _check_sum(wanted: CatalogueFile, part: Path) -> None:
    """Raises NotFetched unless the part is what the catalogue describes; then it is on the disk for good."""
    with part.open("rb") as file:
        # What the catalogue gives; against damage, as the connection itself is authenticated.
        found = hashlib.file_digest(file, partial(hashlib.md5, usedforsecurity=False)).hexdigest()
        os.fsync(file.fileno())
    if found != wanted.md5:
        part.unlink()
        raise NotFetched(WRONG_SUM)
