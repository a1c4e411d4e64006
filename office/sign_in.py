"""The door of the office: the password, slower with every wrong one, and the way out."""

from secrets import token_hex
from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hotline import hotline
from office import sessions
from office.access import is_plain_form
from office.plan.text_box import box_again, typed

bp = Blueprint("door", __name__)

WRONG = "Dieses Passwort ist nicht richtig. Achten Sie auf große und kleine Buchstaben."
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
    """Where the password is entered; whoever needs none goes on."""
    return redirect(_further(), 303) if sessions.is_of_the_office() else _door()


@bp.post("/anmelden")
def sign_in() -> ResponseReturnValue:
    """In with the right password; with a wrong one it is said why not. Text that was typed before comes back."""
    known, password = sessions.known_as(sessions.OFFICE), request.form.get("passwort", "")
    who = (sessions.address(), known)
    if not hotline().doorman.lets_try(*who):
        return _door(WAIT, 429)
    if not sessions.is_right(password):
        return _door(WRONG, 403)
    hotline().doorman.was_right(*who)
    sessions.sign_in(sessions.OFFICE, hotline().settings.staff_password)
    sessions.remember(sessions.OFFICE, known or token_hex(16))
    return box_again(TEXT_IS_BACK) or redirect(_further(), 303)


@bp.post("/abmelden")
def sign_out() -> ResponseReturnValue:
    """Out."""
    sessions.sign_out()
    return redirect(url_for("office.door.form"), 303)


def signed_out() -> ResponseReturnValue:
    """The door, instead of what a form asks for; the text that it brings goes along, a file does not."""
    if "HX-Request" in request.headers:
        abort(403)
    came_from = urlsplit(request.referrer or "").path
    return _door(TEXT_GOES_ALONG if is_plain_form() and typed() else SIGNED_OUT, 403, came_from)


def form_again(wrong: str) -> str:
    """The door with what went along, if something is wrong with the door's own form; else ""."""
    is_at_the_door = request.endpoint == "office.door.sign_in" and not sessions.is_of_the_office()
    return _page(wrong) if is_at_the_door else ""


def _door(wrong: str = "", status: int = 200, came_from: str = "") -> ResponseReturnValue:
    if not hotline().settings.staff_password:
        return render_template("anmelden.html", wrong=NO_PASSWORD, closed=True), 403
    return _page(wrong, came_from), status


def _page(wrong: str, came_from: str = "") -> str:
    along = typed() if is_plain_form() else {}
    return render_template("anmelden.html", wrong=wrong, typed=along, further=_further(came_from))


def _further(came_from: str = "") -> str:
    """The page that was asked for first, or that a form was on, if it is one of ours."""
    wanted = request.args.get("weiter", came_from)
    # Two slashes, or a slash and a backslash, lead to another site.
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if ours else url_for("office.today.page")
