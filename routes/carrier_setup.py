"""flask twilio: connects a number at Twilio with this hotline, shows what changes, and sets it back."""

from pathlib import Path
from urllib.parse import quote

import click
from flask import Blueprint

from audio.page import caption
from carrier.in_use import PhoneNumbers, Webhooks, outage, wanted_webhooks
from hotline import hotline
from ivr.flows.outage import outage_words
from keep.earlier_webhooks import EarlierWebhooks
from routes.carrier_steps import (
    IS_ELSEWHERE,
    NO_HTTPS,
    NOTHING_KEPT,
    ask_for_login,
    choose,
    in_german,
    keep,
    may_change,
    offer_settings,
    public_address,
    set_webhooks,
)

bp = Blueprint("carrier_setup", __name__, cli_group="twilio")

number_option = click.option("--number", help="Which number of the account (+49…), where there are several.")
dry_option = click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
yes_option = click.option("--yes", is_flag=True, help="Do not ask before something is changed.")


@bp.cli.command("setup")
@number_option
@click.option("--url", help="The public https address of the hotline. Default: PUBLIC_URL.")
@click.option("--fallback", default="", help="The address of the file that `flask twilio fallback` has made.")
@dry_option
@yes_option
@in_german
def setup(number: str | None, url: str | None, fallback: str, dry_run: bool, yes: bool) -> None:
    """Let a number at Twilio lead to this hotline. SID and token are asked for, unless the settings have them."""
    public_url = public_address(url)
    if fallback and not fallback.startswith("https://"):
        raise click.ClickException(NO_HTTPS.format(url=fallback))
    sid, token = ask_for_login()
    numbers = PhoneNumbers(sid, token, hotline().settings.carrier_api)
    chosen = choose(numbers.all(), number)
    if chosen.is_elsewhere:
        raise click.ClickException(IS_ELSEWHERE)
    wanted = wanted_webhooks(chosen.webhooks, public_url, hotline().settings.edge, fallback)
    if may_change(chosen, wanted, dry_run, yes):
        keep(chosen)
        set_webhooks(numbers, chosen, wanted)
    if not dry_run and not yes:
        offer_settings(PUBLIC_URL=public_url, TWILIO_ACCOUNT_SID=sid, TWILIO_AUTH_TOKEN=token)


@bp.cli.command("restore")
@number_option
@dry_option
@yes_option
@in_german
def restore(number: str | None, dry_run: bool, yes: bool) -> None:
    """Set again what was set at Twilio before the first `flask twilio setup`."""
    numbers = PhoneNumbers(*ask_for_login(), hotline().settings.carrier_api)
    chosen = choose(numbers.all(), number)
    earlier = EarlierWebhooks(hotline().store)
    before = earlier.find(chosen.sid)
    if before is None:
        raise click.ClickException(NOTHING_KEPT)
    if may_change(chosen, Webhooks(**before), dry_run, yes):
        set_webhooks(numbers, chosen, Webhooks(**before))
        earlier.forget(chosen.sid)


@bp.cli.command("fallback")
@click.argument("file", default="ausfall.xml", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--echo", is_flag=True, help="Print an address of Twilio Labs besides, which answers with the document.")
def fallback(file: Path, echo: bool) -> None:
    """Write into FILE what callers hear while this server is down: the office, its hours, and its number."""
    held = hotline()
    plan = held.world().plan
    before, after = (caption(held.page(words)) for words in outage_words(held.world()))
    written = outage(before, after, plan.office.number, plan.office.hotline)
    file.write_bytes(written)
    click.echo(
        f"{file}: Legen Sie diese Datei auf einen anderen Server mit https, oder kopieren Sie sie in der Konsole"
    )
    click.echo("von Twilio in ein TwiML Bin. Dann: flask twilio setup --fallback ADRESSE")
    if not plan.office.number or not plan.office.hotline:
        click.echo("Es wird niemand angerufen: Dafür müssen in buero.txt »Telefon:« und »Hotline:« stehen.")
    if echo:
        click.echo(f"https://twimlets.com/echo?Twiml={quote(written.decode())}")
