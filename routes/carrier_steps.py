"""The steps of flask twilio: who asks, which number, what changes, and what the hotline itself has to know."""

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import Any

import click

from carrier.in_use import ACCOUNT, PhoneNumber, PhoneNumbers, Webhooks
from carrier.port import CarrierError, NotAllowed
from config_checks import ORIGIN
from hotline import hotline
from keep.earlier_webhooks import EarlierWebhooks
from routes.env_file import add_settings

NOT_ALLOWED = (
    "Twilio nimmt Account SID und Auth Token nicht an. Beide stehen auf der ersten Seite der Konsole; in einer anderen "
    "Region (TWILIO_REGION) gelten andere."
)
NOT_REACHED = "Twilio ist nicht zu erreichen oder antwortet nicht richtig. Geändert ist nichts. Es war: {error}."
NO_NUMBERS = "Zu diesem Konto gehört keine Telefonnummer. Kaufen Sie in der Konsole von Twilio zuerst eine."
NO_SUCH_NUMBER = "Diese Nummer gehört nicht zu dem Konto."
IS_ELSEWHERE = (
    "Diese Nummer führt bei Twilio zu einer Anwendung oder einem Trunk; was hier eingetragen wird, bliebe wirkungslos. "
    "Nehmen Sie das in der Konsole heraus, und versuchen Sie es dann noch einmal."
)
NO_HTTPS = "Twilio braucht eine Adresse mit https, unter der es die Hotline aus dem Internet erreicht, nicht {url!r}."
NOTHING_KEPT = "Zu dieser Nummer ist nicht bekannt, was vorher eingetragen war."
NOT_KEPT = "Was bisher eingetragen ist, lässt sich in DATA_DIR nicht aufheben. Geändert ist nichts."
REGION = (
    "Damit Anrufe dort ankommen, muss in der Konsole bei der Nummer auch das Routing auf {region} stehen; das stellt "
    "dieser Befehl nicht um."
)
IS_SET = "Bei Twilio steht das schon so."
DRY = "Das war eine Probe. Geändert ist nichts."
NO_ACCOUNT = "Das ist keine Account SID: Sie beginnt mit AC, dann folgen 32 Ziffern und Buchstaben von a bis f."
LABELS = {
    "voice_url": "Anruf kommt",
    "voice_method": "  Methode",
    "voice_fallback_url": "Hotline antwortet nicht",
    "voice_fallback_method": "  Methode",
    "status_callback": "Anruf ist zu Ende",
    "status_callback_method": "  Methode",
}

Command = Callable[..., None]


def in_german(command: Command) -> Command:
    """The command, which says in German what the carrier or the disk refuses."""

    @wraps(command)
    def told(*given: Any, **options: Any) -> None:
        try:
            command(*given, **options)
        except NotAllowed as error:
            raise click.ClickException(NOT_ALLOWED) from error
        except CarrierError as error:
            raise click.ClickException(NOT_REACHED.format(error=error)) from error

    return told


def public_address(given: str | None) -> str:
    settings = hotline().settings
    url = given or ("" if settings.is_trial else settings.public_url)
    url = (url or click.prompt("Die öffentliche Adresse der Hotline (https://…)")).strip().rstrip("/")
    if not url.startswith("https://") or not ORIGIN.fullmatch(url):
        raise click.ClickException(NO_HTTPS.format(url=url))
    return str(url)


def ask_for_login() -> tuple[str, str]:
    settings = hotline().settings
    sid = settings.account_sid or click.prompt("Account SID").strip()
    if not ACCOUNT.fullmatch(sid):
        raise click.ClickException(NO_ACCOUNT)
    token = settings.given_tokens[-1] if settings.given_tokens else click.prompt("Auth Token", hide_input=True).strip()
    return sid, token


def choose(numbers: tuple[PhoneNumber, ...], wanted: str | None) -> PhoneNumber:
    if not numbers:
        raise click.ClickException(NO_NUMBERS)
    by_number = {one.number: one for one in numbers}
    if wanted is None and len(numbers) > 1:
        click.echo("\n".join(by_number))
        wanted = click.prompt("Welche Nummer", type=click.Choice(list(by_number)), show_choices=False)
    if wanted is not None and wanted not in by_number:
        raise click.ClickException(NO_SUCH_NUMBER)
    return by_number[wanted] if wanted else numbers[0]


def may_change(chosen: PhoneNumber, wanted: Webhooks, dry_run: bool, yes: bool) -> bool:
    """Shows before and after; whether there is something to change, and it is to be done."""
    before, after = asdict(chosen.webhooks), asdict(wanted)
    click.echo(f"Die Nummer {chosen.number}:")
    for name, label in LABELS.items():
        click.echo(f"  {label:24} bisher: {before[name] or '–'}")
        if before[name] != after[name]:
            click.echo(f"  {'':24} danach: {after[name] or '–'}")
    if before == after or dry_run:
        click.echo(IS_SET if before == after else DRY)
        return False
    return yes or click.confirm("So eintragen?")


def keep(chosen: PhoneNumber) -> None:
    try:
        EarlierWebhooks(hotline().store).keep(chosen.sid, asdict(chosen.webhooks))
    except OSError as error:
        raise click.ClickException(NOT_KEPT) from error


def set_webhooks(numbers: PhoneNumbers, chosen: PhoneNumber, wanted: Webhooks) -> None:
    if numbers.set(chosen.sid, wanted).webhooks != wanted:
        raise CarrierError("it is not set as it was asked")
    click.echo("Eingetragen.")
    if region := hotline().settings.region:
        click.echo(REGION.format(region=region))


def offer_settings(**settings: str) -> None:
    """What the hotline itself needs to know from now on."""
    file = Path(".env")
    if not click.confirm(f"Adresse, SID und Token in {file} eintragen, soweit sie dort fehlen?"):
        return
    try:
        added = add_settings(file, settings)
    except OSError as error:
        raise click.ClickException(f"{file} lässt sich nicht schreiben: {error.strerror}.") from error
    click.echo(f"In {file} eingetragen: {', '.join(added) or 'nichts, es steht schon alles da'}.")
