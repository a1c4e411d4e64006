"""Error pages in German, with a way on, at every address that people open."""

from collections.abc import Callable, Mapping

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from office import sessions
from office.access import with_security_headers
from office.redirects import page_before

# Calls, sounds, monitors, calendars and the scripts of the phone: no person reads their answers.
OF_MACHINES = ("/voice", "/sound", "/health", "/metrics", "/plan.ics", "/plan/", "/phone/calls")
NOTHING_DONE = "Die Hotline hat das nicht ausgeführt. Es hat sich nichts geändert."
# By status: heading and words; 0 is any other.
ERROR_TEXTS = {
    0: ("Das geht so nicht", NOTHING_DONE),
    400: (
        "Bitte noch einmal",
        "Diese Seite war zu lange offen. Gehen Sie zurück, laden Sie sie neu, und versuchen Sie es noch einmal.",
    ),
    404: ("Nicht gefunden", "Diese Seite gibt es nicht oder nicht mehr. Vielleicht ist die Adresse falsch getippt."),
    405: (
        "Das geht so nicht",
        "Diese Adresse gehört zu einem Formular und lässt sich nicht einzeln öffnen. Es hat sich nichts geändert.",
    ),
    413: ("Zu groß", "Das ist zu groß: Hier gehen höchstens {limit}. Es hat sich nichts geändert."),
    429: ("Bitte warten", "Das war zu oft in kurzer Zeit. Bitte warten Sie ein wenig."),
    500: (
        "Da ist etwas schiefgegangen",
        "Das ist ein Fehler der Hotline, nicht Ihrer. Bitte sehen Sie nach, ob sich etwas geändert hat. Kommt es "
        "wieder vor, sagen Sie es der Person, die die Hotline betreibt. Anrufe gehen weiter.",
    ),
    503: ("Gerade nicht möglich", "Die Hotline kann das gerade nicht. Versuchen Sie es in einer Minute noch einmal."),
}


def register_error_pages(app: Flask, of_office: Callable[[], Mapping[str, object]]) -> None:
    """Answers errors outside of the office's and the leaders' pages, too; `of_office`: what its pages hold."""

    def anywhere(error: HTTPException) -> HTTPException | Response:
        if request.path.startswith(OF_MACHINES) or error.response:
            return error
        return error_page(error, **(of_office() if sessions.is_staff() else {}))

    app.register_error_handler(HTTPException, anywhere)


def error_page(error: HTTPException, **shown: object) -> Response:
    """The page of an error, with its status and headers; `shown` are more variables of its template."""
    heading, words = ERROR_TEXTS.get(error.code or 0, ERROR_TEXTS[0])
    words = words.format(limit=_limit())
    page = render_template("fehler.html", heading=heading, words=words, back=page_before(), **shown)
    response = with_security_headers(make_response(page, error.code or 500))
    # Which methods an address has, and when to try again.
    response.headers.extend((name, value) for name, value in error.get_headers() if name in ("Allow", "Retry-After"))
    return response


def _limit() -> str:
    """How much this form may hold, in words."""
    most, typed = request.max_content_length or 0, request.max_form_memory_size or 0
    size = most if (request.content_length or 0) > most else min(most, typed)
    return f"{size >> 20} Megabyte" if size >> 20 else f"{size >> 10} Kilobyte"
