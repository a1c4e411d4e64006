"""create_app(): the hotline as a WSGI app; parts.py makes what it holds, worker.py is the other process."""

import hmac
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial

from flask import Flask

import config
from audio.music import music
from audio.page import plain
from audio.voices.comparison import trials
from exchange.browser_calls import Desk
from hotline import Clock, Parts, parts_of
from ivr.menus.after_failure import APOLOGIES
from ivr.model.moment import in_berlin, since_1970
from ivr.say import say
from keep.call_positions import Whereabouts
from keep.content import Content
from keep.content_folder import read_folder
from keep.login_throttle import Doorman
from office import sessions, site
from prompts import on_paper
from prompts.summary import understood
from prompts.wording import page
from reading.codes import new_codes
from reading.content import written_codes
from routes import calendar, commands, exchange_rest, health, metrics, notify, phone, sounds, voice, voices
from routes.hotline import Hotline
from routes.twilio_signature import MOST_OF_ANYBODY, taken
from worker.main import work


def berlin_now() -> datetime:
    """The time on the wall of every caller."""
    return in_berlin(datetime.now(UTC))


def create_app(environ: Mapping[str, str] | None = None, now: Clock = berlin_now) -> Flask:
    """The hotline as a WSGI app; tests hand in an environment and a clock."""
    settings = config.load(environ)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MOST_OF_ANYBODY
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions["hotline"] = hotline_of(parts_of(settings, app, now))
    app.extensions["takes"] = partial(taken, app)
    for part in (voice, sounds, phone, exchange_rest, health, metrics, calendar, commands, notify, voices):
        app.register_blueprint(part.bp)
    key = hmac.digest(settings.secret_key, b"cookies", "sha256")
    site.open_in(app, key, is_https=settings.public_url.startswith("https:"))
    return app


def hotline_of(parts: Parts) -> Hotline:
    """The parts as routes and pages see them, by what they do."""
    settings, link, now = parts.settings, parts.link, parts.now
    return Hotline(
        port=settings.port,
        public_url=settings.public_url,
        auth_tokens=settings.auth_tokens,
        key=settings.secret_key,
        staff_password=settings.staff_password,
        shortest_password=config.SHORTEST_PASSWORD,
        metrics_token=settings.metrics_token,
        is_trial=settings.is_trial,
        is_exposed=settings.is_exposed,
        trusted_proxies=settings.trusted_proxies,
        may_use_the_phone=lambda: sessions.asks_for_us() and (not settings.is_exposed or sessions.is_of_the_office()),
        now=now,
        world=parts.world,
        page=parts.page,
        heard=parts.heard,
        sorry=tuple(plain(page([say(key)])) for key in APOLOGIES),
        sounds=parts.library,
        trials=lambda sentence: trials(settings.voices, sentence),
        plain=plain,
        music=music,
        talks=parts.talks,
        open_room=parts.opened.add,
        announcements=parts.announcements,
        takes=parts.takes,
        taken=parts.taken,
        called_off=parts.called_off,
        tries=parts.tries,
        is_slow=parts.is_slow,
        night_key=parts.nights.key,
        doorman=Doorman(link, lambda: now().timestamp()),
        counters=parts.counters,
        whereabouts=Whereabouts(link),
        health=parts.health,
        on_air_since=lambda: since_1970(parts.on_air.since()),
        desk=Desk(parts.network),
        network=parts.network,
        carrier=parts.carrier,
        content=Content(settings.content_dir, parts.store, lambda: now().date()),
        checked=parts.checked,
        understood=lambda group, plan: understood(group, now(), plan.lexicon),
        written=on_paper,
        new_codes=lambda: free_codes(parts),
        send=parts.sender.send if parts.sender else lambda title, text: (),
        work=lambda: work(parts),
    )


def free_codes(parts: Parts) -> Iterator[tuple[str, str]]:
    """Ever more pairs of numbers that no group has, for those who take part and for the one who leads."""
    files = read_folder(parts.settings.content_dir)
    return new_codes(*written_codes(files, parts.now().date()), secrets.randbelow)
