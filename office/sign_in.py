"""Sign-in to the office by password, throttled after wrong ones, and sign-out."""

from secrets import token_hex

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hotline import hotline
from keep.accounts.account import OFFICE
from office import sessions
from office.access import is_plain_form
from office.origin import client_name
from office.plan.unsaved import page_again, unsaved_fields
from office.redirects import split_referrer

bp = Blueprint("door", __name__)

WRONG = "Dieses Passwort ist nicht richtig. Achten Sie auf große und kleine Buchstaben."
WRONG_WITH_NAME = "Der Name oder das Passwort ist nicht richtig. Achten Sie auf große und kleine Buchstaben."
WAIT = (
    "Das waren viele Versuche, Ihre oder die von Fremden. Versuchen Sie es bitte gleich noch einmal; es kann bis zu "
    "einer Viertelstunde dauern. Wo Sie schon einmal angemeldet waren, im selben Browser, halten Fremde Sie nicht auf."
)
NO_PASSWORD = (
    "Diese Seiten sind geschlossen, denn sie haben noch kein Passwort. Wer die Hotline betreibt, legt es fest: Der "
    "Befehl »flask password« druckt eine Zeile für die Datei .env. Danach muss die Hotline neu gestartet werden."
)
SIGNED_OUT = "Sie sind nicht mehr angemeldet. Es hat sich nichts geändert."
TEXT_GOES_ALONG = (
    "Sie sind nicht mehr angemeldet. Ihr Text ist noch nicht gespeichert, aber nicht verloren: "
    "Sobald Sie sich angemeldet haben, steht er wieder im Feld."
)
TEXT_IS_BACK = "Sie sind wieder angemeldet. Ihr Text steht im Feld; gespeichert ist er noch nicht."


@bp.get("/anmelden")
def form() -> ResponseReturnValue:
    """GET /buero/anmelden: the form, or a redirect if no sign-in is needed."""
    return redirect(_next_url(), 303) if sessions.is_staff() else _sign_in_page()


@bp.post("/anmelden")
def sign_in() -> ResponseReturnValue:
    """Checks name and password and starts a session; text that was typed before it expired is shown again."""
    held, known = hotline(), sessions.remembered_name(sessions.OFFICE)
    who = (client_name(), known)
    if not held.login_throttle.lets_try(*who):
        return _sign_in_page(WAIT, 429)
    account = held.accounts.named(request.form.get("name", OFFICE))
    if not sessions.is_password_of(account, request.form.get("passwort", "")) or account is None:
        return _sign_in_page(WRONG_WITH_NAME if held.accounts.people() else WRONG, 403)
    held.login_throttle.was_right(*who)
    sessions.sign_in_as(account)
    sessions.remember(sessions.OFFICE, known or token_hex(16))
    return page_again(TEXT_IS_BACK) or redirect(_next_url(), 303)


@bp.post("/abmelden")
def sign_out() -> ResponseReturnValue:
    """Ends the session and revokes its cookie."""
    sessions.sign_out()
    return redirect(url_for("office.door.form"), 303)


def signed_out() -> ResponseReturnValue:
    """The answer to a form without a session: the sign-in page, which carries the form's text along, but no file."""
    if "HX-Request" in request.headers:
        abort(403)
    words = TEXT_GOES_ALONG if is_plain_form() and unsaved_fields() else SIGNED_OUT
    return _sign_in_page(words, 403, split_referrer().path)


def form_again(wrong: str) -> str:
    """The sign-in page again after an error of its own form; "" for any other form."""
    is_at_the_door = request.endpoint == "office.door.sign_in" and not sessions.is_staff()
    return _page(wrong) if is_at_the_door else ""


def _sign_in_page(wrong: str = "", status: int = 200, came_from: str = "") -> ResponseReturnValue:
    if not hotline().settings.staff_password:
        return render_template("anmelden.html", wrong=NO_PASSWORD, closed=True), 403
    return _page(wrong, came_from), status


def _page(wrong: str, came_from: str = "") -> str:
    along = unsaved_fields() if is_plain_form() else {}
    return render_template(
        "anmelden.html",
        wrong=wrong,
        typed=along,
        further=_next_url(came_from),
        people=hotline().accounts.people(),
        name=request.form.get("name", "") if request.endpoint == "office.door.sign_in" else "",
    )


def _next_url(came_from: str = "") -> str:
    """The page to go to after the sign-in, only within this site."""
    wanted = request.args.get("weiter", came_from)
    return wanted if is_of_this_site(wanted) else url_for("office.today.page")


def is_of_this_site(address: str) -> bool:
    """Whether a path leads to a page of this site."""
    # Two slashes, or a slash and a backslash, lead to another one.
    return address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
