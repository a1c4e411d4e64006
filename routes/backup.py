"""flask backup and flask restore: what whoever runs the hotline types to keep it, and to have it again."""

import sys
from pathlib import Path

import click
from flask import Blueprint

from config_checks import SHORTEST_PASSWORD
from hotline import hotline
from keep.backup.backup import backup_of, files_of, write_new
from keep.backup.place import CONTENT, Place
from keep.backup.sealed import BackupError

bp = Blueprint("backup", __name__, cli_group=None)

STDOUT = Path("-")
FILE = click.Path(dir_okay=True, allow_dash=True, path_type=Path)
from_file = click.option(
    "--passphrase-file",
    type=click.File(encoding="utf-8"),
    envvar="BACKUP_PASSPHRASE_FILE",
    help="The file whose first line is the passphrase; without it you are asked.",
)


@bp.cli.command("backup")
@from_file
@click.argument("file", type=FILE)
def backup(passphrase_file: click.utils.LazyFile | None, file: Path) -> None:
    """Write texts, announcements, cancellations, versions, counts and accounts into FILE, encrypted.

    FILE may be a folder, where a file with the date is made, or - for stdout. Messages of callers, settings and keys
    are not in it."""
    passphrase = _passphrase(passphrase_file, is_new=True)
    path = file / f"{hotline().now():%Y-%m-%d-%H%M}.sicherung" if file.is_dir() else file
    try:
        made = backup_of(_place(), passphrase)
        if file == STDOUT:
            sys.stdout.buffer.write(made)
        else:
            write_new(path, made)
    except (BackupError, OSError) as error:
        raise click.ClickException(f"Es ist nichts gesichert: {error}") from error
    click.echo(f"Gesichert: {path}, {len(made)} Byte.", err=True)


@bp.cli.command("restore")
@from_file
@click.option("--replace", is_flag=True, help="Put it in place of what is there; what the backup lacks is removed.")
@click.option("--yes", is_flag=True, help="Do not ask whether to begin.")
@click.argument("file", type=click.File("rb"))
def restore(passphrase_file: click.utils.LazyFile | None, replace: bool, yes: bool, file: click.utils.LazyFile) -> None:
    """Put what is in the backup FILE into this hotline, which must be empty."""
    place = _place()
    try:
        files, there = files_of(file.read(), _passphrase(passphrase_file, is_new=False)), place.files()
        click.echo(_told(files, there))
        if there and not replace:
            raise BackupError("Hier ist schon etwas. Mit --replace tritt die Sicherung an seine Stelle.")
        if not yes:
            click.confirm("Jetzt zurückspielen?", abort=True)
        place.put(files)
    except BackupError as error:
        raise click.ClickException(f"Es ist nichts geändert: {error}") from error
    except OSError as error:
        raise click.ClickException(
            f"Es ist nicht alles zurückgespielt, versuchen Sie es noch einmal: {error}"
        ) from error
    click.echo("Zurückgespielt.")


def _place() -> Place:
    return Place(hotline().source, hotline().store)


def _told(files: dict[str, bytes], there: dict[str, bytes]) -> str:
    texts = sum(name.startswith(CONTENT) for name in files)
    changed, removed = sum(there.get(name, raw) != raw for name, raw in files.items()), len(there.keys() - files.keys())
    return (
        f"In der Sicherung: {texts} Dateien mit Texten, {len(files) - texts} weitere. "
        f"Hier werden {len(files.keys() - there.keys())} neu, {changed} ersetzt, {removed} entfernt."
    )


def _passphrase(file: click.utils.LazyFile | None, is_new: bool) -> str:
    """From the file, or asked for on the terminal; never from the command line, which other users can read."""
    passphrase: str
    if file:
        passphrase = file.readline().rstrip("\r\n")
    else:
        passphrase = click.prompt("Passwort der Sicherung", hide_input=True, confirmation_prompt=is_new, err=True)
    if is_new and len(passphrase) < SHORTEST_PASSWORD:
        raise click.ClickException(f"Das Passwort braucht mindestens {SHORTEST_PASSWORD} Zeichen.")
    return passphrase
