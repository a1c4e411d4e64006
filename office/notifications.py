"""Benachrichtigungen: who gets messages about what, the last ones that were sent, and a test."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hotline import hotline
from keep.matters import AT_ONCE, WHEN_IT_STANDS
from keep.notifications import Notifications, SentMessage
from office.redirects import redirect_with_message
from routes.health import health_of

bp = Blueprint("notifications", __name__, url_prefix="/benachrichtigungen")

NOBODY = "Es ist keine Adresse eingetragen, an die etwas gehen kann."
TOO_SOON = "Die letzte Probe ist noch keine Minute her. Bitte warten Sie kurz."
ALL_TOOK = "Die Probe ist abgeschickt: {}. Sehen Sie nach, ob sie angekommen ist."
SOME_FAILED = (
    "Nicht angekommen: {}. Bitte sagen Sie es der Person, die die Hotline betreibt: "
    "Adresse, Name und Passwort in NOTIFY können falsch sein, oder der Dienst ist gerade weg."
)
UNREADABLE = "Der Speicher antwortet gerade nicht. Versuchen Sie es später noch einmal."


@bp.get("")
def page() -> ResponseReturnValue:
    """GET /buero/benachrichtigungen."""
    sends = hotline().notifications
    return render_template(
        "benachrichtigungen.html",
        addresses=sends.addresses() if sends else (),
        at_once=AT_ONCE.values(),
        when_it_stands=WHEN_IT_STANDS.values(),
        sent=_last(sends) if sends else (),
        runs=health_of(hotline())["worker"],
    )


@bp.post("/probe")
def test() -> ResponseReturnValue:
    """Sends a test message, at most one a minute, and tells which services took it."""
    sends = hotline().notifications
    if sends is None:
        return _back(NOBODY)
    try:
        results = sends.send_test()
    except OSError:  # told on the page
        return _back(UNREADABLE)
    if results is None:
        return _back(TOO_SOON)
    failed = ", ".join(name for name, took in results if not took)
    if failed:
        return _back(SOME_FAILED.format(failed))
    return _back(ALL_TOOK.format(", ".join(name for name, _ in results)), "done")


def _back(words: str, kind: str = "wrong") -> ResponseReturnValue:
    return redirect_with_message("office.notifications.page", words, kind)


def _last(sends: Notifications) -> tuple[SentMessage, ...] | None:
    """None if the store does not tell."""
    try:
        return sends.last()
    except OSError:  # told on the page
        return None
