"""The pages of the office under /buero, as one table of what there is."""

from flask import Blueprint, Flask, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, generate_csrf
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from office import cancellations, sessions, sign_in, today
from office.access import csrf, guarded, only_the_office_uses_the_phone
from office.announcements import overview as announcements
from office.announcements import publish
from office.cards import pages as cards
from office.formats import FILTERS
from office.leaders import room_page
from office.leaders import sign_in as leaders_sign_in
from office.leaders.event_stream import Streams
from office.numbers import page as numbers
from office.plan import edit, files, new_group, overview, versions
from office.plan.text_box import box_again

bp = Blueprint(
    "office", __name__, url_prefix="/buero", template_folder="templates", static_folder="static", static_url_path="/s"
)
# What stands in the head of every page: where it leads, and its words.
PAGES = (
    ("office.today.page", "Heute"),
    ("office.plan.page", "Plan"),
    ("office.announcements.page", "Ansagen"),
    ("office.called_off.page", "Absagen"),
    ("office.cards.page", "Karten"),
    ("office.numbers.page", "Zahlen"),
)
TOO_OLD = "Diese Seite war zu lange offen, gespeichert ist noch nichts. Versuchen Sie es noch einmal."
REFUSED = {
    400: (
        "Bitte noch einmal",
        "Diese Seite war zu lange offen. Gehen Sie zurück, laden Sie sie neu, und versuchen Sie es noch einmal.",
    ),
    404: ("Nicht gefunden", "Diese Seite gibt es nicht oder nicht mehr."),
    413: ("Zu groß", "Das ist zu groß. Eine Datei darf höchstens 16 Megabyte haben."),
    0: ("Das geht so nicht", "Die Hotline hat das nicht ausgeführt. Es hat sich nichts geändert."),
}
OPEN = frozenset({"office.static", "office.door.form", "office.door.sign_in", "office.door.sign_out"})

guarded(bp, sessions.is_of_the_office, "office.door.form", OPEN, sign_in.signed_out)
EDITING = (overview, edit, new_group, versions, files)
for part in (sign_in, today, *EDITING, announcements, publish, cancellations, cards, numbers):
    bp.register_blueprint(part.bp)
leaders_sign_in.bp.register_blueprint(room_page.bp)


@bp.context_processor
def head() -> dict[str, object]:
    """What the head of every page needs."""
    return {"pages": PAGES, "may_enter": sessions.is_of_the_office()}


@bp.errorhandler(HTTPException)
@leaders_sign_in.bp.errorhandler(HTTPException)
def refused(error: HTTPException) -> ResponseReturnValue:
    """A request that is refused, in German; what was typed stands there again."""
    if isinstance(error, CSRFError) and (again := sign_in.form_again(TOO_OLD) or box_again(TOO_OLD)):
        return again, error.code or 400
    heading, words = REFUSED.get(error.code or 0, REFUSED[0])
    return render_template("fehler.html", heading=heading, words=words), error.code or 500


@bp.get("/<path:unknown>")
def not_found(unknown: str) -> ResponseReturnValue:
    """Whatever else is asked for, so that this too is said in German, and only to whom the pages are open."""
    abort(404)


def _csrf_field() -> Markup:
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def open_in(app: Flask, key: bytes, is_https: bool) -> None:
    """The pages open in this app; `key` signs the cookie of whoever signs in, which only HTTPS carries if that is how
    the hotline is reached."""
    app.secret_key = key
    app.config.update(
        SESSION_COOKIE_NAME="__Host-telefontreff" if is_https else "telefontreff",
        SESSION_COOKIE_SECURE=is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=sessions.LASTS,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        # The proxy in front of the hotline speaks HTTPS; the cookie and the token are the proof.
        WTF_CSRF_SSL_STRICT=False,
    )
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals["csrf"] = _csrf_field
    app.extensions["streams"] = Streams()
    csrf.init_app(app)
    app.before_request(only_the_office_uses_the_phone)
    app.register_blueprint(bp)
    app.register_blueprint(leaders_sign_in.bp)
    app.add_url_rule("/", "start", lambda: redirect(url_for("office.today.page"), 303))
