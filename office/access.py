"""What stands before every page: who may see it, what a form must carry, and what a browser may do with the answer."""

from collections.abc import Callable
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect

from hotline import hotline
from office import sessions
from routes.twilio_signature import MOST_OF_THE_OFFICE, MOST_TYPED

csrf = CSRFProtect()
READS = ("GET", "HEAD")
# Of whoever is not signed in.
MOST_FIELDS = 20
HEADERS = {
    # Nothing is loaded from anywhere else, and no page of another site may show one of ours.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "font-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}


def guarded(
    bp: Blueprint,
    may_enter: Callable[[], bool],
    door: str,
    open_to_all: frozenset[str],
    signed_out: Callable[[], ResponseReturnValue],
) -> None:
    """Only for whom `may_enter()` do the pages of `bp` open, but for those of `open_to_all` (names of endpoints);
    whoever else would read one is led to the endpoint `door`, and whoever sends a form gets `signed_out()`."""

    def watch() -> ResponseReturnValue | None:
        if not sessions.asks_for_us():
            abort(404)
        enters = may_enter()
        is_open = enters or request.endpoint in open_to_all
        if request.method in READS:
            return None if is_open else led_to(door)
        if not sessions.comes_from_us():
            abort(403)
        _bound(enters)
        if not is_open:
            return signed_out()
        csrf.protect()
        return None

    bp.before_request(watch)
    bp.after_request(sealed)


def only_the_office_uses_the_phone() -> ResponseReturnValue | None:
    """The browser phone is open while nobody else can reach the hotline; from then on for staff who have signed in."""
    if request.blueprint != "phone":
        return None
    if sessions.may_use_the_phone():
        return None
    return redirect(f"/buero/anmelden?weiter={request.path}", 303) if request.method in READS else abort(403)


def _bound(enters: bool) -> None:
    """How much a form may hold. What somebody typed before the sign-in was over is as long as ever, but in few fields:
    many short ones would take a long time to read."""
    request.max_content_length = MOST_OF_THE_OFFICE if enters else MOST_TYPED
    request.max_form_memory_size = MOST_TYPED
    if not enters and is_plain_form() and request.get_data().count(b"&") > MOST_FIELDS:
        abort(400)


def is_plain_form() -> bool:
    """Whether a form without files has been sent."""
    return request.mimetype == "application/x-www-form-urlencoded"


def led_to(door: str) -> ResponseReturnValue:
    """To where one signs in, and from there back to this page; a part of a page has the whole page loaded anew."""
    if "HX-Request" in request.headers:
        return Response(status=204, headers={"HX-Refresh": "true"})
    return redirect(f"{url_for(door)}?{urlencode({'weiter': request.full_path.rstrip('?')})}", 303)


def sealed(response: Response) -> Response:
    """The answer, with what a browser must know of it; what is only for some is kept nowhere."""
    response.headers.update(HEADERS)
    if hotline().settings.public_url.startswith("https:"):
        response.headers.update(HTTPS_ONLY)
    if request.endpoint and not request.endpoint.endswith(".static"):
        response.headers["Cache-Control"] = "no-store"
    return response
