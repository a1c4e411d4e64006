"""The page behind a one-time link: whoever has it chooses a password, and is signed in."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.announcement import NotDone
from keep.accounts.account import Account
from keep.accounts.accounts import NoSuchAccount
from office import sessions
from office.accounts.passwords import NOT_DONE, InvalidPassword, new_password
from office.redirects import redirect_with_message

bp = Blueprint("first_password", __name__, url_prefix="/zugang")

OVER = (
    "Dieser Link gilt nicht mehr: Er geht nur einmal und drei Tage lang. Wer die Zugänge verwaltet, gibt Ihnen einen "
    "neuen."
)
HEADING = "Link abgelaufen"
WELCOME = "Ihr Passwort gilt. Ab jetzt melden Sie sich mit Ihrem Namen und diesem Passwort an."


@bp.get("/<token>")
def page(token: str) -> ResponseReturnValue:
    """GET /buero/zugang/…: the form; looking at it does not use the link up."""
    return _form(token)


@bp.post("/<token>")
def choose(token: str) -> ResponseReturnValue:
    """Sets the password, which uses the link up."""
    if _invited(token) is None:
        return _over()
    try:
        account = hotline().accounts.use_link(token, new_password())
    except InvalidPassword as wrong:
        return _form(token, str(wrong), 422)
    except NoSuchAccount:
        return _over()
    except NotDone:
        return _form(token, NOT_DONE, 503)
    sessions.sign_in_as(account)
    return redirect_with_message("office.today.page", WELCOME, "done")


def _form(token: str, wrong: str = "", status: int = 200) -> ResponseReturnValue:
    account = _invited(token)
    if account is None:
        return _over()
    return render_template("passwort.html", account=account, wrong=wrong), status


def _invited(token: str) -> Account | None:
    """Whose link this is, as long as the office has a password at all."""
    return hotline().accounts.with_link(token) if hotline().settings.staff_password else None


def _over() -> ResponseReturnValue:
    return render_template("fehler.html", heading=HEADING, words=OVER), 404
