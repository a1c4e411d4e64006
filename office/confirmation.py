"""Asks for the password once more before pages with many numbers; the answer holds for ten minutes in this session."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from hotline import hotline
from office import sessions
from office.origin import client_name
from office.sign_in import WAIT, WRONG, is_of_this_site

bp = Blueprint("confirmation", __name__, url_prefix="/passwort")

HOLDS = timedelta(minutes=10)
# In the session: when the password was confirmed, in seconds since 1970.
CONFIRMED = "confirmed"


def is_confirmed() -> bool:
    """Whether the password was confirmed within HOLDS; without a password (local trial) always."""
    if not hotline().settings.staff_password:
        return True
    return 0 <= hotline().now().timestamp() - float(session.get(CONFIRMED, 0)) < HOLDS.total_seconds()


def after_confirmation(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """A view that is shown only to those who have confirmed the password; all others are asked for it first."""

    @wraps(view)
    def guarded(**values: str) -> ResponseReturnValue:
        return view(**values) if is_confirmed() else ask_for_password()

    return guarded


def ask_for_password() -> ResponseReturnValue:
    """A redirect to the question, and from there back to this page, after a form to the page with the form."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" else request.form.get("seite", request.path)
    return redirect(f"{url_for('office.confirmation.form')}?{urlencode({'weiter': wanted})}", 303)


@bp.get("")
def form() -> ResponseReturnValue:
    """GET /buero/passwort: the question, or a redirect if it was answered."""
    return redirect(_next_url(), 303) if is_confirmed() else _form()


@bp.post("")
def confirm() -> ResponseReturnValue:
    """Checks the password, throttled as the sign-in is."""
    who = (client_name(), sessions.remembered_name(sessions.OFFICE))
    if not hotline().login_throttle.lets_try(*who):
        return _form(WAIT, 429)
    if not sessions.password_matches(request.form.get("passwort", "")):
        return _form(WRONG, 403)
    hotline().login_throttle.was_right(*who)
    session[CONFIRMED] = hotline().now().timestamp()
    return redirect(_next_url(), 303)


def _form(wrong: str = "", status: int = 200) -> ResponseReturnValue:
    return render_template("passwort_noch_einmal.html", wrong=wrong, further=_next_url()), status


def _next_url() -> str:
    wanted = request.args.get("weiter", "")
    return wanted if is_of_this_site(wanted) else url_for("office.today.page")
