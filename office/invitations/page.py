"""Einladungen: the texts of one group or of a room beside the plan, the letter to print, and the leader's calendar."""

from urllib.parse import quote, urlencode, urlsplit

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.plan import Group, Newcomers
from office.cards.documents import print_context
from office.invitations.invitation import Fields, invitation
from office.invitations.rooms import ROOMS, Room, room_invitation
from office.invitations.texts import forms, paragraphs
from office.saved_plan import saved_group

bp = Blueprint("invitations", __name__, url_prefix="/einladung")

WITHOUT = "ohne"
NEW_LINE = "\r\n"  # in the address of a mail (RFC 6068)


@bp.get("/<slug>")
def page(slug: str) -> ResponseReturnValue:
    """GET /buero/einladung/<slug>: the texts, with the group's number or, on request, without it."""
    group = saved_group(slug)
    fields = invitation(group, _with_number(), print_context())
    return _page(fields, url_for(".letter", slug=slug, nummer=request.args.get("nummer")), group, slug)


@bp.get("/<slug>/brief")
def letter(slug: str) -> ResponseReturnValue:
    """The letter in large print."""
    return _letter(
        invitation(saved_group(slug), _with_number(), print_context()),
        url_for(".page", slug=slug, nummer=request.args.get("nummer")),
    )


@bp.get("/<slug>/termine.ics")
def dates(slug: str) -> ResponseReturnValue:
    """The group's meetings as a calendar file."""
    # Its library takes a quarter of a second, and few ask for it.
    from routes.calendar_file import calendar

    group, held = saved_group(slug), hotline()
    host = urlsplit(held.settings.public_url).hostname or ""
    written = calendar(group.name, {slug: group}, host, held.now().date())
    named = {"Content-Disposition": f'attachment; filename="termine-{slug}.ics"'}
    return Response(written, mimetype="text/calendar", headers=named)


@bp.get("/raum/<name>")
def room(name: str) -> ResponseReturnValue:
    """The texts for a room beside the plan."""
    return _page(room_invitation(_room(name), print_context()), url_for(".room_letter", name=name))


@bp.get("/raum/<name>/brief")
def room_letter(name: str) -> ResponseReturnValue:
    """Its letter in large print."""
    return _letter(room_invitation(_room(name), print_context()), url_for(".room", name=name))


def _page(fields: Fields, letter_url: str, group: Group | None = None, slug: str = "") -> ResponseReturnValue:
    texts = {form: "\n\n".join(paragraphs(form, fields)) for form in forms()}
    return render_template(
        "einladung.html",
        title=f"Einladung {fields['wohin']}",
        titles=forms(),
        texts=texts,
        mail=_mail_url(f"Einladung {fields['wohin']}", texts["mail"]),
        letter_url=letter_url,
        group=group,
        slug=slug,
        with_number=_with_number(),
        is_full=group is not None and group.newcomers is Newcomers.NOT_NOW,
        hotline=hotline().world().plan.office.hotline,
    )


def _letter(fields: Fields, back: str) -> ResponseReturnValue:
    return render_template(
        "einladung_brief.html", title=f"Einladung {fields['wohin']}", paragraphs=paragraphs("brief", fields), back=back
    )


def _mail_url(subject: str, text: str) -> str:
    query = {"subject": subject, "body": text.replace("\n", NEW_LINE)}
    return f"mailto:?{urlencode(query, quote_via=quote)}"


def _with_number() -> bool:
    return request.args.get("nummer") != WITHOUT


def _room(name: str) -> Room:
    room = ROOMS.get(name)
    return room if room and room.is_there(hotline().world()) else abort(404)
