"""Access to the pages: sign-in, CSRF, limits of forms, and the security headers of answers."""

from collections.abc import Callable
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect

from hotline import hotline
from office import sessions
from office.origin import has_our_origin, is_our_host
from routes.signature import MOST_OF_THE_OFFICE, MOST_TYPED

csrf = CSRFProtect()
SAFE_METHODS = ("GET", "HEAD")
# What pages ask for by themselves while nobody sits there.
BACKGROUND = frozenset({"office.today.rooms", "leader.room.now", "leader.room.stream"})
# In a form of somebody who is not signed in.
MAX_FIELDS = 300
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


def guard_pages(
    bp: Blueprint,
    may_enter: Callable[[], bool],
    door: str,
    open_to_all: frozenset[str],
    signed_out: Callable[[], ResponseReturnValue],
    refused: Callable[[], ResponseReturnValue | None] = lambda: None,
) -> None:
    """Opens the pages of `bp` to whom `may_enter()` allows; the endpoints `open_to_all` need no sign-in.

    Anybody else is redirected to the endpoint `door`, and gets `signed_out()` as the answer to a form. Whoever may
    enter gets `refused()` instead of the page, if it is not None.
    """

    def watch() -> ResponseReturnValue | None:
        return keep_out() or (refused() if request.endpoint not in open_to_all else None)

    def keep_out() -> ResponseReturnValue | None:
        if not is_our_host():
            abort(404)
        enters = may_enter()
        is_open = enters or request.endpoint in open_to_all
        if enters and request.endpoint not in BACKGROUND:
            sessions.note_request()
        if request.method in SAFE_METHODS:
            return None if is_open else redirect_to_sign_in(door)
        if not has_our_origin():
            abort(403)
        _limit_form(enters)
        if not is_open:
            return signed_out()
        csrf.protect()
        return None

    bp.before_request(watch)
    bp.after_request(with_security_headers)


def restrict_browser_phone() -> ResponseReturnValue | None:
    """A redirect or 403 for the browser phone, which only staff may use once the hotline is exposed; else None."""
    if request.blueprint != "phone":
        return None
    if sessions.may_use_browser_phone():
        return None
    return redirect(f"/buero/anmelden?weiter={request.path}", 303) if request.method in SAFE_METHODS else abort(403)


def _limit_form(enters: bool) -> None:
    """Limits the size of a form. Without a sign-in, a long text is accepted (the session may have expired while it was
    typed), but only a few fields: many short ones take long to parse."""
    request.max_content_length = MOST_OF_THE_OFFICE if enters else MOST_TYPED
    request.max_form_memory_size = MOST_TYPED
    if not enters and is_plain_form() and request.get_data().count(b"&") > MAX_FIELDS:
        abort(400)


def is_plain_form() -> bool:
    """Whether the request is a form without files."""
    return request.mimetype == "application/x-www-form-urlencoded"


def redirect_to_sign_in(door: str) -> ResponseReturnValue:
    """A redirect to the sign-in and back to this page; a request of htmx makes the browser reload the whole page."""
    if "HX-Request" in request.headers:
        return Response(status=204, headers={"HX-Refresh": "true"})
    return redirect(f"{url_for(door)}?{urlencode({'weiter': request.full_path.rstrip('?')})}", 303)


def with_security_headers(response: Response) -> Response:
    """The answer with security headers; all but static files are not cached."""
    response.headers.update(HEADERS)
    if hotline().settings.public_url.startswith("https:"):
        response.headers.update(HTTPS_ONLY)
    if request.endpoint and not request.endpoint.endswith(".static"):
        response.headers["Cache-Control"] = "no-store"
    return response
