"""New passwords as people type them, twice, and what is wrong with them."""

from collections.abc import Callable

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.security import generate_password_hash

from config_checks import SHORTEST_PASSWORD
from office.redirects import redirect_with_message

TOO_SHORT = f"Das Passwort braucht mindestens {SHORTEST_PASSWORD} Zeichen, am besten vier Wörter."
DIFFERENT = "Die beiden neuen Passwörter sind nicht gleich. Schreiben Sie zweimal dasselbe."
NOT_DONE = (
    "Es hat sich nichts geändert: Diesen Zugang gibt es nicht mehr, oder die Hotline kann jetzt nichts speichern."
)
# What a hash is made of; longer ones would only cost time.
LONGEST = 200


class InvalidPassword(Exception):
    """Raised for a password that cannot be taken; the argument is the German reason."""


def new_password() -> str:
    """The hash of the password in the form; raises InvalidPassword."""
    password, again = request.form.get("neu", ""), request.form.get("noch_einmal", "")
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST:
        raise InvalidPassword(TOO_SHORT)
    if password != again:
        raise InvalidPassword(DIFFERENT)
    return generate_password_hash(password)


def not_done(endpoint: str) -> Callable[[Exception], ResponseReturnValue]:
    """Redirects to the endpoint with an error message."""
    return lambda error: redirect_with_message(endpoint, NOT_DONE)
