"""The site: all blueprints of the office and of leaders, error pages, and their registration in the app."""

from functools import partial

from flask import Blueprint, Flask, Request, abort, current_app, has_request_context, redirect, request, url_for
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, generate_csrf
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from hotline import hotline
from office import (
    cancellations,
    confirmation,
    messages,
    notifications,
    refused_calls,
    sessions,
    sign_in,
    technology,
    today,
)
from office.access import csrf, guard_pages, restrict_browser_phone
from office.accounts import first_password, own_account
from office.accounts import page as accounts
from office.announcements import overview as announcements
from office.announcements import publish
from office.cards import pages as cards
from office.codes import pages as codes
from office.dates import moving
from office.dates import overview as dates
from office.error_pages import error_page, register_error_pages
from office.formats import FILTERS
from office.invitations import page as invitations
from office.leaders import group_page, room_page
from office.leaders import sign_in as leaders_sign_in
from office.leaders.event_stream import Streams
from office.manual import page as manual
from office.manual.places import section_for
from office.numbers import page as numbers
from office.numbers import report
from office.plan import edit, files, form, information, new_group, overview, uploads, versions
from office.plan.unsaved import page_again
from office.roles import allows, refused
from office.search import page as search
from office.trial_call import page as trial_call
from office.undo import page as undo

bp = Blueprint(
    "office", __name__, url_prefix="/buero", template_folder="templates", static_folder="static", static_url_path="/s"
)
# The menu: endpoint and label. What is wanted every day stands first, the rest below »Mehr«.
PAGES = (
    ("office.today.page", "Heute"),
    ("office.plan.page", "Plan"),
    ("office.dates.page", "Termine"),
    ("office.announcements.page", "Ansagen"),
    ("office.cancellations.page", "Absagen"),
    ("office.messages.page", "Nachrichten"),
    ("office.cards.page", "Karten"),
)
MORE_PAGES = (
    ("office.trial.page", "So klingt es"),
    ("office.codes.page", "Nummern"),
    ("office.refused.page", "Abgewiesene Anrufe"),
    ("office.numbers.page", "Zahlen"),
    ("office.notifications.page", "Benachrichtigungen"),
    ("office.technology.page", "Technik"),
    ("office.manual.page", "Hilfe"),
    ("office.accounts.page", "Zugänge"),
    ("office.own_account.page", "Mein Zugang"),
    ("phone.page", "Telefon"),
)
TOO_OLD = "Diese Seite war zu lange offen, gespeichert ist noch nichts. Versuchen Sie es noch einmal."
WITHOUT_SESSION = ("/voice", "/sound")
PUBLIC_ENDPOINTS = frozenset(
    {
        "office.static",
        *("office.door.form", "office.door.sign_in", "office.door.sign_out"),
        *("office.first_password.page", "office.first_password.choose"),
    }
)

guard_pages(bp, sessions.is_staff, "office.door.form", PUBLIC_ENDPOINTS, sign_in.signed_out, refused)
EDITING = (overview, edit, form, new_group, information, versions, files, uploads)
PARTS = (
    sign_in,
    accounts,
    own_account,
    first_password,
    today,
    search,
    undo,
    *EDITING,
    announcements,
    publish,
    dates,
    moving,
    cancellations,
    messages,
    cards,
    codes,
    invitations,
    confirmation,
    refused_calls,
    numbers,
    report,
    notifications,
    technology,
    manual,
    trial_call,
)
for part in PARTS:
    bp.register_blueprint(part.bp)
leaders_sign_in.bp.register_blueprint(room_page.bp)
leaders_sign_in.bp.register_blueprint(group_page.bp)


@bp.context_processor
def page_context() -> dict[str, object]:
    """The template variables of every page."""
    account = sessions.current_account()
    return {
        "pages": tuple(page for page in PAGES if allows(account, page[0])),
        "more_pages": tuple(page for page in MORE_PAGES if allows(account, page[0])),
        "may_enter": account is not None,
        "may_open": partial(allows, account),
        "account": account,
    }


def way_back() -> dict[str, object]:
    """The template variable of the phone's pages: where they lead somebody of the office."""
    is_at_the_phone = has_request_context() and request.blueprint == "phone" and sessions.is_staff()
    return {"way_back": url_for("office.today.page")} if is_at_the_phone else {}


def legal_pages() -> dict[str, object]:
    """The template variable of the foot of every page: titles and addresses of the imprint and the like."""
    return {"legal_pages": hotline().on_air.edition().plan.office.legal_pages}


@bp.errorhandler(HTTPException)
@leaders_sign_in.bp.errorhandler(HTTPException)
def error_of_page(error: HTTPException) -> ResponseReturnValue:
    """An error page in German; text that was typed is shown again."""
    if isinstance(error, CSRFError) and (again := sign_in.form_again(TOO_OLD) or page_again(TOO_OLD)):
        return again, error.code or 400
    return error_page(error)


@bp.get("/<path:unknown>")
def not_found(unknown: str) -> ResponseReturnValue:
    """404 in German for unknown addresses, behind the sign-in; 405 for those that only a form is sent to."""
    is_of_a_form = current_app.url_map.bind("").test(request.path, "POST")
    abort(405 if is_of_a_form else 404)


def _csrf_field() -> Markup:
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


class PageSessions(SecureCookieSessionInterface):
    """Sessions of pages; calls and their sounds have none."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of a page, None for a call."""
        return None if request.path.startswith(WITHOUT_SESSION) else super().open_session(app, request)


def register_pages(app: Flask, key: bytes, is_https: bool) -> None:
    """Adds the pages to the app. `key` signs the session cookie, which is sent by HTTPS only if `is_https`."""
    app.secret_key = key
    app.session_interface = PageSessions()
    app.config.update(
        SESSION_COOKIE_NAME="__Host-telefontreff" if is_https else "telefontreff",
        SESSION_COOKIE_SECURE=is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # What a page asks for by itself prolongs no session.
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=sessions.SESSION_LIFETIME,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        # The proxy in front of the hotline speaks HTTPS; the cookie and the token are the proof.
        WTF_CSRF_SSL_STRICT=False,
    )
    app.jinja_env.filters.update(FILTERS, manual_section=section_for)
    app.jinja_env.globals["csrf"] = _csrf_field
    app.extensions["streams"] = Streams()
    csrf.init_app(app)
    app.before_request(restrict_browser_phone)
    app.context_processor(way_back)
    app.context_processor(legal_pages)
    register_error_pages(app, page_context)
    app.register_blueprint(bp)
    app.register_blueprint(leaders_sign_in.bp)
    app.add_url_rule("/", "start", lambda: redirect(url_for("office.today.page"), 303))
