"""The door of the office: the password, slower with every wrong one, and the way out."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from office import visitor
from routes.hotline import hotline

bp = Blueprint("door", __name__)

WRONG = "Dieses Passwort ist nicht richtig. Achten Sie auf große und kleine Buchstaben."
WAIT = "Das waren viele Versuche. Bitte warten Sie eine Weile, höchstens eine Viertelstunde."
NO_PASSWORD = "Für diese Seiten ist noch kein Passwort festgelegt. Das macht, wer die Hotline betreibt."


@bp.get("/anmelden")
def form() -> ResponseReturnValue:
    """Where the password is entered; whoever needs none goes on."""
    if visitor.is_of_the_office():
        return redirect(_further(), 303)
    if not hotline().staff_password:
        return render_template("anmelden.html", wrong=NO_PASSWORD, closed=True), 403
    return render_template("anmelden.html")


@bp.post("/anmelden")
def sign_in() -> ResponseReturnValue:
    """In with the right password; with a wrong one it is said why not."""
    who, password = visitor.address(), request.form.get("passwort", "")
    if not hotline().doorman.lets_try(who):
        return render_template("anmelden.html", wrong=WAIT), 429
    if not visitor.is_right(password):
        return render_template("anmelden.html", wrong=WRONG), 403
    hotline().doorman.was_right(who)
    visitor.sign_in(visitor.OFFICE, hotline().staff_password)
    return redirect(_further(), 303)


@bp.post("/abmelden")
def sign_out() -> ResponseReturnValue:
    """Out."""
    visitor.sign_out()
    return redirect(url_for("office.door.form"), 303)


def _further() -> str:
    """The page that was asked for first, if it is one of ours."""
    wanted = request.args.get("weiter", "")
    # Two slashes, or a slash and a backslash, lead to another site.
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if ours else url_for("office.today.page")
