"""create_app(): the file that knows every part, and puts them together; worker.py does it for the worker."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from flask import Flask

import config
from audio.library import Library
from audio.music import music
from audio.page import plain
from audio.recorded import RecordingError, recorded
from audio.speech import SpeechError, Voice
from audio.telephone import wav
from audio.voice import voices
from carrier.nobody import Nobody
from carrier.port import Carrier
from carrier.twilio import TwilioCarrier
from ivr.meeting import BERLIN
from ivr.plan import Plan
from ivr.say import Say, say
from ivr.world import World
from keep.announcements import Announcements
from keep.called_off import CalledOff
from keep.clockwork import Clockwork
from keep.editions import OnAir
from keep.fetching import TakeFailed
from keep.folder import read_folder
from keep.link import Link
from keep.opened import OpenedRooms
from keep.store import Store, store_at
from keep.takes import Takes
from keep.talks import Talks
from keep.tries import Tries
from keep.worker import HEARTBEAT, PROBLEMS
from phone.desk import Desk
from phone.in_process import in_process
from phone.leg import ACCOUNT
from phone.network import Network
from prompts.understood import understood
from prompts.wording import page
from reading.called_off import with_called_off
from reading.codes import new_codes
from reading.content import read, written_codes
from reading.problem import Problem
from routes import calendar, commands, health, phone, rest, sounds, voice
from routes.hotline import Hotline
from worker import speaker, work

BODY_LIMIT = 64 * 1024

Clock = Callable[[], datetime]


def berlin_now() -> datetime:
    """The time on the wall of every caller."""
    return datetime.now(BERLIN)


def create_app(environ: Mapping[str, str] | None = None, now: Clock = berlin_now) -> Flask:
    """The hotline as a WSGI app; tests hand in an environment and a clock."""
    settings = config.load(environ)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions["hotline"] = put_together(settings, app, now)
    for part in (voice, sounds, phone, rest, health, calendar, commands):
        app.register_blueprint(part.bp)
    return app


def put_together(settings: config.Settings, app: Flask, now: Clock) -> Hotline:
    """Every part of the hotline, handed what it needs."""
    link = Link(settings.redis_url)
    on_air = OnAir(link, settings.content_dir, lambda: now().date())
    talks = Talks(link, settings.secret_key)
    opened = OpenedRooms(link, now)
    library = Library(chosen_voices(settings), link, settings.secret_key)
    store = chosen_store(settings)
    announcements, called_off = Announcements(store), CalledOff(store, now)
    network = Network(in_process(app, settings.public_url), settings.public_url, settings.auth_tokens[0])

    carrier = carrier_of(settings, network)
    takes = Takes(store, carrier, mastered, announcements, now)

    def world_with(written: Plan) -> World:
        plan = with_called_off(written, called_off.days())
        rooms = opened.all() if plan.office.spontaneous else ()
        return World(
            now(),
            plan,
            settings.secret_key,
            talks,
            opened=rooms,
            announcements=announcements.latest(),
            takes=takes,
        )

    def world() -> World:
        return world_with(on_air.edition().plan)

    def news() -> object:
        return called_off.days(), announcements.latest()

    def checked(folder: Path | None) -> tuple[Plan, tuple[Problem, ...]]:
        plan, problems = read(read_folder(folder or settings.content_dir), now().date())
        return plan, problems if folder else (*problems, *called_off.problems(plan))

    def sound_url(words: Say) -> str:
        return settings.public_url + library.path(page([words], on_air.edition().plan.lexicon))

    def look() -> None:
        if knows_its_carrier(settings):
            asked = carrier_of_the_worker(settings)
            sweep = Takes(store, asked, mastered, announcements, now).sweep
            Clockwork(link, talks, world, asked, sound_url, sweep).run()

    return Hotline(
        port=settings.port,
        public_url=settings.public_url,
        auth_tokens=settings.auth_tokens,
        key=settings.secret_key,
        phone_password=settings.phone_password,
        now=now,
        world=world,
        page=lambda hear: page(hear, on_air.edition().plan.lexicon),
        sorry=plain(page([say("stoerung")])),
        sounds=library,
        plain=plain,
        music=music,
        talks=talks,
        open_room=opened.add,
        announcements=announcements,
        takes=takes,
        called_off=called_off,
        tries=Tries(link, lambda: now().timestamp()),
        health=lambda: parts_that_work(on_air, link, library),
        desk=Desk(network),
        network=network,
        carrier=carrier,
        checked=checked,
        understood=lambda group, plan: understood(group, now(), plan.lexicon),
        new_codes=lambda: new_codes(*written_codes(read_folder(settings.content_dir), now().date()), secrets.randbelow),
        work=lambda: work(settings, link, now, speaker(library, world_with), news, look),
    )


def mastered(recording: bytes) -> bytes:
    """A recording as callers hear it, a WAV file; raises TakeFailed for what has to be spoken again."""
    try:
        return wav(recorded(recording))
    except RecordingError as error:
        raise TakeFailed(error.failure) from error


def carrier_of(settings: config.Settings, network: Network) -> Carrier:
    """Who is asked to act in rooms: Twilio, or the test network in this very process."""
    return twilio_of(settings) or (network.control if knows_its_carrier(settings) else Nobody())


def carrier_of_the_worker(settings: config.Settings) -> Carrier:
    """The same for the worker, which finds the test network in the web process."""
    own = f"http://127.0.0.1:{settings.port}/phone"
    return twilio_of(settings) or TwilioCarrier(ACCOUNT, settings.auth_tokens[0], api=own)


def knows_its_carrier(settings: config.Settings) -> bool:
    """Whether there is somebody to ask: Twilio's calls may come in while its account is not named, and then the test
    network would say of their rooms that nobody is there."""
    return bool(settings.account_sid) or settings.phone_password is None


def twilio_of(settings: config.Settings) -> Carrier | None:
    """Twilio's REST API, if there is an account. While the token is rotated, the new one is good before and after."""
    return TwilioCarrier(settings.account_sid, settings.auth_tokens[-1]) if settings.account_sid else None


def chosen_store(settings: config.Settings) -> Store:
    """The store at DATA_DIR; raises SettingsError."""
    try:
        return store_at(settings.store)
    except ValueError as mistake:
        raise config.SettingsError(str(mistake)) from mistake


def chosen_voices(settings: config.Settings) -> tuple[Voice, ...]:
    """The voices of the setting VOICES; raises SettingsError."""
    try:
        return voices(settings.voices)
    except ValueError as mistake:
        raise config.SettingsError(str(mistake)) from mistake


def parts_that_work(on_air: OnAir, link: Link, library: Library) -> dict[str, object]:
    """What /health tells."""
    edition = on_air.edition()
    problems = link.get(PROBLEMS)
    return {
        "edition": edition.name,
        "groups": len(edition.plan.groups),
        "redis": link.is_up(),
        "voices": [voice.name for voice in library.voices] if can_speak(library) else [],
        "worker": link.get(HEARTBEAT) is not None,
        "problems": int(problems) if problems and problems.isdigit() else len(edition.problems),
    }


def can_speak(library: Library) -> bool:
    """Whether a page that nobody has heard yet could be spoken now."""
    try:
        return bool(library.sound(library.voices[-1].name, "Guten Tag."))
    except SpeechError:
        return False
