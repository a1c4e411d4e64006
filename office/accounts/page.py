"""Zugänge: the people of the office, managed by whoever has the role ALL."""

from flask import Blueprint, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.announcement import NotDone
from keep.accounts.account import LONGEST_NAME, PLAN, ROLES
from keep.accounts.accounts import NameTaken
from office.accounts.passwords import not_done
from office.redirects import redirect_with_message
from office.sessions import current_account

bp = Blueprint("accounts", __name__, url_prefix="/zugaenge")

ADDED = "{name} hat jetzt einen Zugang. Geben Sie den Link weiter, der hier steht."
RENEWED = "Das alte Passwort von {name} gilt nicht mehr. Geben Sie den neuen Link weiter, der hier steht."
ROLE_SET = "{name} darf jetzt: {role}."
ENDED = "{name} ist jetzt überall abgemeldet."
REMOVED = "{name} hat keinen Zugang mehr und ist überall abgemeldet."
TAKEN = (
    f"Diesen Namen gibt es schon, oder er ist leer oder länger als {LONGEST_NAME} Zeichen. Es hat sich nichts geändert."
)
# The one-time link in the session of whoever has made it, until it was shown.
LINK = "new_link"

bp.register_error_handler(NotDone, not_done("office.accounts.page"))


@bp.get("")
def page() -> ResponseReturnValue:
    """GET /buero/zugaenge: the people; a link that was just made is shown once."""
    return render_template(
        "zugaenge.html",
        people=hotline().accounts.people(),
        roles=ROLES,
        link=session.pop(LINK, ""),
        is_ready=bool(hotline().settings.staff_password),
        now=hotline().now(),
    )


@bp.post("")
def add() -> ResponseReturnValue:
    """Adds a person, and shows a one-time link."""
    name = request.form.get("name", "")
    try:
        token = hotline().accounts.add(name, _role())
    except NameTaken:
        return _back(TAKEN, "wrong")
    return _with_link(token, ADDED, " ".join(name.split()))


@bp.post("/link")
def renew() -> ResponseReturnValue:
    """A new one-time link for a person; the password is void at once."""
    return _with_link(hotline().accounts.new_link(_name()), RENEWED, _name())


@bp.post("/rolle")
def set_role() -> ResponseReturnValue:
    """Changes the role of a person."""
    hotline().accounts.set_role(_name(), _role())
    return _back(ROLE_SET.format(name=_name(), role=_role()))


@bp.post("/abmelden")
def end_sessions() -> ResponseReturnValue:
    """Ends all sessions of a person."""
    hotline().accounts.end_sessions(_name())
    return _back(ENDED.format(name=_name()))


@bp.route("/entfernen", methods=["GET", "POST"])
def remove() -> ResponseReturnValue:
    """GET asks for confirmation, POST removes the person."""
    if request.method == "GET":
        name = request.args.get("name", "")
        own = current_account()
        return render_template("zugang_entfernen.html", name=name, is_own=own and own.name == name)
    hotline().accounts.remove(_name())
    return _back(REMOVED.format(name=_name()))


def _name() -> str:
    return request.form.get("name", "")


def _role() -> str:
    asked = request.form.get("rolle")
    return asked if asked in ROLES else PLAN


def _with_link(token: str, words: str, name: str) -> ResponseReturnValue:
    session[LINK] = hotline().settings.public_url + url_for("office.first_password.page", token=token)
    return _back(words.format(name=name))


def _back(words: str, kind: str = "done") -> ResponseReturnValue:
    return redirect_with_message("office.accounts.page", words, kind)
