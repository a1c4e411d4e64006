"""Karten: the pages and the command that print cards of one group or of all."""

import os
from pathlib import Path

import click
from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.plan import Group
from office.cards.documents import KINDS, Kind, cards_html
from office.cards.pdf import WITHOUT_PDF, NoPdf, can_make_pdf, pdf
from office.confirmation import after_confirmation, ask_for_password, is_confirmed
from office.invitations.rooms import ROOMS
from office.redirects import redirect_with_message
from office.saved_plan import saved_group, saved_groups, saved_plan
from office.search.found import found_groups

bp = Blueprint("cards", __name__, cli_group=None)

# So many groups are a PDF within a quarter of a minute.
MOST_AS_PDF = 60
TOO_MANY = "Für eine einzige PDF-Datei sind es hier zu viele Gruppen: Die macht der Befehl »flask cards«."
NO_CARD = "Keine dieser Gruppen hat so eine Karte. Karten für die Leitung gibt es nur mit einer Leitungs-Nummer."
ONLY_FOR_ITS_OWNER = 0o600


@bp.get("/karten")
def page() -> ResponseReturnValue:
    """GET /buero/karten: all groups or those found by a search, and links to their cards."""
    groups, wanted = saved_groups(), request.args.get("suche", "")
    slug_of = {group.name: slug for slug, group in groups.items()}
    found, world = found_groups(saved_plan(), wanted), hotline().world()
    return render_template(
        "karten.html",
        wanted=wanted,
        found=[(slug_of[group.name], group, hit) for group, hit in found],
        leaders=any(map(KINDS["leitung"].has, groups.values())),
        rooms=[(name, room) for name, room in ROOMS.items() if room.is_there(world)],
        hotline=world.plan.office.hotline,
        can_make_pdf=can_make_pdf(),
        pdf=can_make_pdf() and len(groups) <= MOST_AS_PDF,
        without_pdf=TOO_MANY if can_make_pdf() else WITHOUT_PDF,
    )


@bp.get("/karten/gruppe/<slug>")
def one(slug: str) -> ResponseReturnValue:
    """The card of a group."""
    group = saved_group(slug)
    return cards_html(KINDS["alle"], [group], f"Karte der Gruppe {group.name}")


@bp.get("/karten/gruppe/<slug>/leitung")
@after_confirmation
def leaders(slug: str) -> ResponseReturnValue:
    """The card of the leader of a group."""
    group = saved_group(slug)
    if not KINDS["leitung"].has(group):
        abort(404)
    return cards_html(KINDS["leitung"], [group], f"Karte für die Leitung der Gruppe {group.name}")


@bp.get("/karten/alle/<of>")
def together(of: str) -> ResponseReturnValue:
    """The cards of a kind, of all groups or those chosen, to be printed from the browser."""
    kind = _kind(of)
    groups = _chosen_groups(kind)
    if kind.is_secret and not is_confirmed():
        return ask_for_password()
    return cards_html(kind, groups) if groups else redirect_with_message("office.cards.page", NO_CARD)


@bp.get("/karten/pdf/<of>")
def as_pdf(of: str) -> ResponseReturnValue:
    """The cards of a kind, of all groups or those chosen, as a PDF, or why there is none."""
    kind = _kind(of)
    groups = _chosen_groups(kind)
    if kind.is_secret and not is_confirmed():
        return ask_for_password()
    if not groups:
        return redirect_with_message("office.cards.page", NO_CARD)
    try:
        if len(groups) > MOST_AS_PDF:
            raise NoPdf(TOO_MANY)
        made = pdf(cards_html(kind, groups, alone=True))
    except NoPdf as why:
        return render_template("fehler.html", heading="Keine PDF-Datei", words=str(why)), 503
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{kind.file}.pdf"'
    return response


@bp.cli.command("cards")
@click.option("--leaders", is_flag=True, help="The cards of those who lead, with their numbers.")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
def cards(leaders: bool, file: Path | None) -> None:
    """Write all cards into FILE: PDF, or HTML for a browser where its name ends in .html."""
    kind = KINDS["leitung" if leaders else "alle"]
    file = file or Path(f"{kind.file}.pdf")
    written = cards_html(kind, _groups(), alone=True)
    try:
        _keep(file, written.encode() if file.suffix == ".html" else pdf(written))
    except NoPdf as why:
        raise click.ClickException(f"{why} Oder schreiben Sie: flask cards {kind.file}.html") from why
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
    click.echo(f"{file} ist fertig. Darin stehen Nummern: Geben Sie die Datei nicht weiter.")


def _chosen_groups(kind: Kind) -> list[Group]:
    """The groups with a card of this kind that the address names, all of them if it names none."""
    chosen = request.args.getlist("gruppe")
    return [group for slug, group in saved_groups().items() if (slug in chosen or not chosen) and kind.has(group)]


def _groups() -> list[Group]:
    return list(saved_groups().values())


def _kind(of: str) -> Kind:
    return KINDS.get(of) or abort(404)


def _keep(file: Path, content: bytes) -> None:
    """Writes the file atomically, readable only to its owner."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_FOR_ITS_OWNER), "wb") as written:
            written.write(content)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
