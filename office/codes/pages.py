"""Nummern: all numbers of groups, those of one group, and a new one. Behind a second look at the password."""

from flask import Blueprint, abort, flash, render_template, request
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.announcement import NotDone
from office.cards.mark import card_mark
from office.codes.code_kinds import CODE_KINDS, CodeKind
from office.codes.search import found
from office.codes.written_code import valid_since, with_code
from office.confirmation import after_confirmation
from office.plan.written_group import WrittenGroup, written_group
from office.redirects import redirect_with_message
from office.saved_plan import saved_group, saved_groups
from office.sessions import author
from office.undo.deeds import undoable_file
from reading.problem import EditConflict, InvalidContent

bp = Blueprint("codes", __name__, url_prefix="/nummern")

GIVEN = "Die neue {name} gilt in wenigen Sekunden, die alte dann nicht mehr. Drucken Sie jetzt die neue Karte."
CHANGED = "Nicht geändert: Jemand hat die Datei eben geändert. Versuchen Sie es noch einmal."
NOT_DONE = "Nicht geändert: Der Ordner oder die Platte nimmt jetzt nichts an."
UNREADABLE = "Seit wann die Nummern gelten, lässt sich jetzt nicht lesen."


@bp.get("")
@after_confirmation
def page() -> ResponseReturnValue:
    """GET /buero/nummern: the numbers of all groups."""
    return _list("")


@bp.post("")
@after_confirmation
def search() -> ResponseReturnValue:
    """Those found. What is looked for may be a number, which must not stand in an address."""
    return _list(request.form.get("suche", "").strip())


@bp.get("/<slug>")
@after_confirmation
def of_group(slug: str) -> ResponseReturnValue:
    """The numbers of one group, since when they hold, and the ways to its cards and to new numbers."""
    group, written = saved_group(slug), written_group(saved_group(slug).name)
    codes = [(of, kind, kind.of(group)) for of, kind in CODE_KINDS.items() if kind.of(group)]
    try:
        since = {of: valid_since(group.name, written, kind) for of, kind, _ in codes} if written else {}
    except OSError:
        flash(UNREADABLE, "wrong")
        since = {}
    return render_template(
        "nummern_gruppe.html", slug=slug, group=group, written=written, codes=codes, since=since, mark=card_mark
    )


@bp.get("/<slug>/neu/<of>")
@after_confirmation
def ask(slug: str, of: str) -> ResponseReturnValue:
    """What a new number changes, and the number that is proposed."""
    return _question(slug, of)


@bp.post("/<slug>/neu/<of>")
@after_confirmation
def give(slug: str, of: str) -> ResponseReturnValue:
    """Writes the proposed number into the group's file."""
    group, kind = saved_group(slug), _kind(of)
    written = written_group(group.name)
    code = "".join(request.form.get("nummer", "").split())
    if written is None or written.is_in_document or not kind.of(group) or not (code.isascii() and code.isdecimal()):
        abort(404)
    if problem := _not_saved(written, kind, code):
        return redirect_with_message("office.codes.ask", problem, slug=slug, of=of)
    return redirect_with_message("office.codes.of_group", GIVEN.format(name=kind.name), "done", slug=slug)


def _not_saved(written: WrittenGroup, kind: CodeKind, code: str) -> str:
    """Saves the file, which can be undone; the German reason why that failed, or ""."""
    after = with_code(written, kind, code)
    try:
        hotline().content.save(written.file, after, request.form.get("stand", ""), author())
    except EditConflict:
        return CHANGED
    except InvalidContent as mistaken:
        return f"Nicht geändert: {mistaken.problems[0].text} {mistaken.problems[0].remedy}"
    except NotDone:
        return NOT_DONE
    undoable_file(written.file, written.raw, after)
    return ""


def _list(wanted: str) -> ResponseReturnValue:
    groups = found(saved_groups().items(), wanted)
    return render_template("nummern.html", groups=groups, wanted=wanted, mark=card_mark)


def _question(slug: str, of: str) -> ResponseReturnValue:
    group, kind = saved_group(slug), _kind(of)
    written = written_group(group.name)
    if written is None or not kind.of(group):
        abort(404)
    return render_template(
        "nummer_neu.html",
        slug=slug,
        group=group,
        of=of,
        kind=kind,
        written=written,
        proposed=next(hotline().free_codes())[kind.place],
        mark=card_mark,
    )


def _kind(of: str) -> CodeKind:
    return CODE_KINDS.get(of) or abort(404)
