"""create_app(): the hotline as a WSGI app; nothing is made when this is imported."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial

from flask import Flask

import config
from hotline import Clock, hotline_of
from ivr.model.moment import in_berlin
from office import sessions, site
from routes import calendar, commands, health, metrics, notify, phone, sounds, voice, voices
from routes.signature import MOST_OF_ANYBODY, taken
from worker import command as worker

BLUEPRINTS = (voice, sounds, phone, health, metrics, calendar, commands, notify, voices, worker)


def berlin_now() -> datetime:
    """The time on the wall of every caller."""
    return in_berlin(datetime.now(UTC))


def create_app(environ: Mapping[str, str] | None = None, now: Clock = berlin_now) -> Flask:
    """The hotline as a WSGI app; tests hand in an environment and a clock. Raises SettingsError."""
    settings = config.load(environ)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MOST_OF_ANYBODY
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions["hotline"] = hotline_of(settings, app, now)
    app.extensions["takes"] = partial(taken, app, sessions.may_use_browser_phone)
    for part in BLUEPRINTS:
        app.register_blueprint(part.bp)
    site.register_pages(app, settings.key_for("cookies"), is_https=settings.public_url.startswith("https:"))
    return app
