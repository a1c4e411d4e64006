"""Mein Zugang: since when one is signed in, another password, and signing out everywhere."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hotline import hotline
from ivr.model.announcement import NotDone
from keep.accounts.account import OFFICE, Account
from office import sessions
from office.accounts.passwords import InvalidPassword, new_password, not_done
from office.origin import client_name
from office.redirects import redirect_with_message
from office.sign_in import WAIT

bp = Blueprint("own_account", __name__, url_prefix="/mein-zugang")
bp.register_error_handler(NotDone, not_done("office.own_account.page"))

CHANGED = "Ihr neues Passwort gilt. Alle anderen Geräte sind abgemeldet."
WRONG = "Das bisherige Passwort ist nicht richtig. Es hat sich nichts geändert."
OF_THE_OFFICE = "Das gemeinsame Passwort ändert, wer die Hotline betreibt."


@bp.get("")
def page() -> ResponseReturnValue:
    """GET /buero/mein-zugang."""
    began = sessions.session_began()
    since, until = (datetime.fromtimestamp(one, UTC) for one in (began, sessions.session_ends()))
    return render_template(
        "mein_zugang.html", since=since if began else None, until=until, is_personal=_is_personal(_account())
    )


@bp.post("/passwort")
def change_password() -> ResponseReturnValue:
    """Changes the password, which ends all other sessions."""
    account, who = _account(), (client_name(), sessions.remembered_name(sessions.OFFICE))
    if not _is_personal(account):
        return _back(OF_THE_OFFICE)
    if not hotline().login_throttle.lets_try(*who):
        return _back(WAIT)
    if not sessions.password_matches(request.form.get("bisher", "")):
        return _back(WRONG)
    hotline().login_throttle.was_right(*who)
    try:
        hashed = new_password()
    except InvalidPassword as wrong:
        return _back(str(wrong))
    sessions.sign_in_as(hotline().accounts.set_password(account.name, hashed))
    return _back(CHANGED, "done")


@bp.post("/abmelden")
def sign_out_everywhere() -> ResponseReturnValue:
    """Ends all sessions of this person, here too."""
    hotline().accounts.end_sessions(_account().name)
    sessions.sign_out()
    return redirect(url_for("office.door.form"), 303)


def _account() -> Account:
    account = sessions.current_account()
    assert account  # the guard lets nobody else in
    return account


def _is_personal(account: Account) -> bool:
    return account.name != OFFICE


def _back(words: str, kind: str = "wrong") -> ResponseReturnValue:
    return redirect_with_message("office.own_account.page", words, kind)
