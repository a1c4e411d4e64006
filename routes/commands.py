"""What an operator and the office type: flask start, check, content, code, password, announcements and call."""

import json
import re
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import click
from flask import Blueprint
from werkzeug.security import generate_password_hash

from config_checks import SHORTEST_PASSWORD
from exchange.transcript import PRESSES, SILENCE, SPEAKING, transcript
from hotline import hotline
from ivr.model.announcement import Announcement, NotDone
from keep.content.shared_folder import OWNER
from prompts.summary import GroupSummary, summarise
from reading.advice import advice
from reading.codes import spaced

bp = Blueprint("commands", __name__, cli_group=None)

# A number of the range that Germany's regulator keeps for films and books.
TRIAL_CALLER = "+493023125999"
TRIAL_CALLED = "+493023125000"
STEP = f"{SILENCE}|{SPEAKING}|{PRESSES}"


@bp.cli.command("start")
def start() -> None:
    """Start everything in the Procfile; Ctrl-C stops it together."""
    from procfile import start as start_all

    start_all()


@bp.cli.command("check")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(as_json: bool, folder: Path | None) -> None:
    """Say back what the content files mean, and every problem in them; exits 1 if there is one.

    Advice what could be safer stands at the end, and is no problem."""
    plan, found = hotline().checked(folder)
    groups = [summarise(group, hotline().now(), plan.lexicon) for group in plan.groups]
    if as_json:
        problems = [{name: getattr(problem, name) for name in PROBLEM_FIELDS} for problem in found]
        told = {"groups": list(map(_as_json, groups)), "problems": problems}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        advised = (f"Rat: {one}" for one in advice(plan, hotline().now().date()))
        click.echo("\n\n".join([*map(_as_text, groups), *map(str, found), *advised]))
    sys.exit(int(bool(found)))


@bp.cli.command("content")
@click.option("--take", is_flag=True, help="From now on the content of this machine goes on air.")
def content(take: bool) -> None:
    """Say where the content lies that is on air, and where that of this machine does."""
    redis_client, own = hotline().redis, hotline().source.name
    if take:
        redis_client.put(OWNER, own.encode())
    owner = redis_client.get(OWNER)
    click.echo(f"Auf Sendung: {owner.decode(errors='replace') if owner else 'noch nichts'}\nDieser Rechner: {own}")


@bp.cli.command("code")
@click.option("--count", default=1, show_default=True, type=click.IntRange(1, 100), help="For how many groups.")
def code(count: int) -> None:
    """Propose numbers for a group: hard to guess, free, and not one slip of a finger away from another."""
    pairs = islice(hotline().free_codes(), count)
    click.echo("\n\n".join(f"Zugang:  {spaced(access)}\nLeitung: {spaced(leader)}" for access, leader in pairs))


@bp.cli.command("password")
@click.password_option("--password", prompt="Das neue Passwort des Büros", confirmation_prompt="Noch einmal dasselbe")
def password(password: str) -> None:
    """Hash the password of the office, so that it stands nowhere in clear."""
    if len(password) < SHORTEST_PASSWORD:
        raise click.ClickException(
            f"Das Passwort braucht mindestens {SHORTEST_PASSWORD} Zeichen, am besten vier Wörter."
        )
    click.echo(f"STAFF_PASSWORD='{generate_password_hash(password)}'")


@bp.cli.command("announcements")
@click.option("--restore", nargs=2, type=(str, int), metavar="GROUP NUMBER", help='Put one on air again; "" = for all.')
def announcements(restore: tuple[str, int] | None) -> None:
    """List what leaders and the office have recorded, also what was replaced or deleted in the last two weeks."""
    try:
        if restore:
            hotline().announcements.restore(*restore)
        kept = hotline().announcements.history()
    except (NotDone, OSError) as error:
        raise click.ClickException(f"nothing has changed: {error}") from error
    world = hotline().world()
    on_air = [latest for latest in world.announcements.values() if world.is_on_air(latest)]
    click.echo("\n".join(_line(one, one in on_air) for one in kept) or "Es gibt keine Ansagen.")


@bp.cli.command("call")
@click.argument("keys", nargs=-1)
def call(keys: tuple[str, ...]) -> None:
    """Call the hotline and press KEYS one after the other; "-" is staying silent, "spricht 12" speaks so long."""
    if wrong := [key for key in keys if not re.fullmatch(STEP, key)]:
        raise click.BadParameter(f"{wrong[0]!r} is on no telephone; write 0-9, * and #, or - for staying silent.")
    line = hotline().network.call(TRIAL_CALLER, TRIAL_CALLED)
    try:
        click.echo(transcript(line, keys))
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    line.hang_up()


def _line(one: Announcement, is_on_air: bool) -> str:
    """ "Sonnenblume, 3: 10.03.2026 18:45, bis sie gelöscht wird, zu hören" """
    until = f"bis {one.until:%d.%m.%Y %H:%M}" if one.until else "bis sie gelöscht wird"
    told = "gelöscht" if not one.sound else f"{until}, {'zu hören' if is_on_air else 'nicht mehr zu hören'}"
    return f"{one.of or 'Für alle'}, {one.number}: {one.recorded:%d.%m.%Y %H:%M}, {told}"


PROBLEM_FIELDS = ("file", "line", "column", "text")


def _as_json(group: GroupSummary) -> dict[str, Any]:
    starts = [start.isoformat(timespec="minutes") for start in group.next]
    return {"name": group.name, "spoken": group.spoken, "next": starts}


def _as_text(group: GroupSummary) -> str:
    dates = f"Die nächsten Treffen: {'; '.join(group.dates) or 'keine'}"
    return "\n  ".join(filter(None, (group.name, group.spoken, group.about, dates)))
