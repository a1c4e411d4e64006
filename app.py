"""create_app(): the hotline as a WSGI app; nothing is made when this is imported."""

from collections.abc import Mapping
from functools import partial

from flask import Flask

import config
from exchange.in_process import in_process
from exchange.network import Network
from hotline import Clock, berlin_now, carrier_of, hotline_of
from office import sessions, site
from routes import (
    backup,
    calendar,
    carrier_setup,
    commands,
    doctor,
    health,
    metrics,
    notify,
    phone,
    sounds,
    voice,
    voices,
)
from routes.signature import MOST_OF_ANYBODY, taken

BLUEPRINTS = (voice, sounds, phone, health, metrics, calendar, commands, notify, voices, carrier_setup, doctor, backup)


def create_app(environ: Mapping[str, str] | None = None, now: Clock = berlin_now) -> Flask:
    """The hotline as a WSGI app; tests hand in an environment and a clock. Raises SettingsError."""
    settings = config.load(environ)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MOST_OF_ANYBODY
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    network = Network(in_process(app, settings.public_url), settings.public_url, settings.auth_tokens[0])
    app.extensions["hotline"] = hotline_of(settings, carrier_of(settings, network), now, network)
    app.extensions["takes"] = partial(taken, app, sessions.may_use_browser_phone)
    for part in BLUEPRINTS:
        app.register_blueprint(part.bp)
    site.register_pages(app, settings.key_for("cookies"), is_https=settings.public_url.startswith("https:"))
    return app
