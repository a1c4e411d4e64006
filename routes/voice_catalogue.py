"""flask voices get: fetches a German voice from the public catalogue of piper."""

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

from audio.voices.catalogue import CatalogueVoice, chosen, licence_in
from hotline import hotline

if TYPE_CHECKING:
    from audio.voices.download import Catalogue

MEGABYTE = 1_000_000
NO_LICENCE = (
    "steht nicht dabei. Lesen Sie nach, bevor Sie die Stimme benutzen: https://huggingface.co/rhasspy/piper-voices"
)
UNKNOWN = "Diese Stimme gibt es im Verzeichnis nicht. Es gibt:"
IN_A_BUCKET = (
    "DATA_DIR ist ein Bucket, und piper braucht die Stimme in einem Ordner dieses Rechners. Nennen Sie ihn mit "
    "»--into /srv/stimmen«, und danach in VOICES die Datei: VOICES=piper:/srv/stimmen/….onnx,pico"
)
NEEDS_PIPER = "Es fehlt noch das Programm dazu: .venv/bin/pip install --require-hashes -r requirements-piper.lock"
THEN = (
    "Schreiben Sie VOICES={piper},pico in .env, und starten Sie die Hotline neu. Sie spricht dann nach und nach alles "
    "neu. Bis dahin hören Anrufende pico."
)


@click.command("get")
@click.argument("name", default="")
@click.option("--into", "folder", type=click.Path(file_okay=False, path_type=Path), help="Default: in DATA_DIR.")
@click.option("--yes", is_flag=True, help="Do not ask before something is fetched.")
@with_appcontext
def get(name: str, folder: Path | None, yes: bool) -> None:
    """Fetch the German voice NAME from piper's catalogue; without NAME, list them."""
    # Brings a client for HTTP, which no other command needs.
    from audio.voices.download import Catalogue, NotFetched

    own = hotline().settings.fetched_voices
    into = folder or own
    if into is None:
        raise click.ClickException(IN_A_BUCKET)
    try:
        fetched = fetch_voice(Catalogue(), name, into, yes)
    except (NotFetched, OSError) as error:
        raise click.ClickException(str(error)) from error
    if fetched:
        click.echo(THEN.format(piper="piper" if into == own else f"piper:{fetched.resolve()}"))


def fetch_voice(catalogue: "Catalogue", name: str, folder: Path, yes: bool) -> Path | None:
    """Fetch a voice after a question, or list all; its model, None where nothing was fetched. Raises NotFetched, and
    OSError where the folder does not take it.
    """
    voices = catalogue.voices()
    voice = chosen(voices, name)
    if voice is None:
        if name:
            click.echo(UNKNOWN)
        _list(voices)
        return None
    card = catalogue.card(voice)
    click.echo(f"{voice.key}: {_size(voice)}, Lizenz: {licence_in(card) or NO_LICENCE}")
    if not yes and not click.confirm("Laden?", default=True):
        return None
    model = catalogue.fetch(voice, folder, _Shown().progress)
    click.echo(f"Geladen und geprüft: {model}")
    if importlib.util.find_spec("piper") is None:
        click.echo(NEEDS_PIPER)
    return model


class _Shown:
    """Says every tenth of a file that has come."""

    def __init__(self) -> None:
        self._tenth = 0

    def progress(self, done: int, total: int) -> None:
        """So many bytes of so many are there."""
        tenth = 10 * done // total
        if total > MEGABYTE and tenth != self._tenth:
            click.echo(f"{10 * tenth} %")
            self._tenth = tenth


def _list(voices: list[CatalogueVoice]) -> None:
    for voice in voices:
        click.echo(f"{voice.name}-{voice.quality}: {_size(voice)}")


def _size(voice: CatalogueVoice) -> str:
    return f"{voice.size / MEGABYTE:.0f} MB"
