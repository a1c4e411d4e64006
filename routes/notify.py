"""flask notify: whoever has set NOTIFY sees at once whether a message arrives."""

import sys

import click
from flask import Blueprint

from hotline import hotline
from keep.notifications import TEST_TEXT, TEST_TITLE

bp = Blueprint("notify", __name__, cli_group=None)


@bp.cli.command("notify")
def notify() -> None:
    """Send a test message to staff, and say which services took it; exits 1 unless all did."""
    sender = hotline().notifications
    if sender is None:
        sys.exit("Es ist keine Adresse eingetragen: NOTIFY ist leer. Wie man sie schreibt, steht in der README.")
    results = sender.send(TEST_TITLE, TEST_TEXT)
    for name, took in results:
        click.echo(f"{name}: {'Die Nachricht ist abgeschickt.' if took else FAILED}")
    sys.exit(0 if all(took for _, took in results) else 1)


FAILED = "Die Nachricht ist nicht angekommen. Prüfen Sie Adresse, Name und Passwort in NOTIFY, und ob der Dienst läuft."
