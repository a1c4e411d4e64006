"""The people and things of the tests: a caller, a clock that stands still, the content of a small contact point."""

import hmac
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from socket import create_server, socket

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from app import create_app
from exchange.line import Line
from ivr.model.moment import BERLIN
from ivr.model.plan import Plan
from ivr.world import World
from keep.content.editions import check
from keep.content.folder import read_folder
from storage.redis_client import RedisClient
from storage.redis_server import embedded_redis
from tests.support.browser_phone import sits_down
from tests.support.browsers import chromium, emptied, warm_context
from tests.support.compiled_rules import each_rule_compiled_once
from tests.support.compiled_templates import each_template_compiled_once
from tests.support.garbage import look_for_garbage_rarely
from tests.support.hotlines import hotline_of
from tests.support.served import address_of, open_hotline
from tests.support.spoken_once import each_sentence_short, each_sentence_spoken_once

# How long an example takes says more of the machine than of us.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

CONTENT = Path(__file__).parent / "inhalt"
# A Tuesday on which Sonnenblume meets at 18:30, and the office is staffed from 9 to 12 and from 14 to 16.
TUESDAY = datetime(2026, 3, 10, 18, 20, tzinfo=BERLIN)
SECRET = "a secret that nobody guesses"
# Without Twilio the test network has this one.
TOKEN = hmac.digest(SECRET.encode(), b"test phone", "sha256").hex()


def berlin(written: str) -> datetime:
    """ "2026-03-10 18:20": that time in Berlin."""
    return datetime.fromisoformat(written).replace(tzinfo=BERLIN)


class Clock:
    """The time of day, as far as the hotline can tell."""

    def __init__(self, now: datetime):
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def says(self, written: str) -> None:
        """ "2026-03-10 18:20": from now on it is this time in Berlin."""
        self.now = berlin(written)


@pytest.fixture(scope="session", autouse=True)
def what_costs_most_is_done_once() -> Iterator[None]:
    """In a session; every test makes a hotline of its own, and lets it say much the same."""
    look_for_garbage_rarely()
    with each_rule_compiled_once(), each_sentence_spoken_once(), each_template_compiled_once():
        yield


@pytest.fixture
def short_sentences() -> Iterator[None]:
    """For calls that are heard to the end, where it does not matter what a voice sounds like."""
    with each_sentence_short():
        yield


@pytest.fixture
def clock() -> Clock:
    return Clock(TUESDAY)


@pytest.fixture(scope="session")
def plan() -> Plan:
    return check(read_folder(CONTENT), TUESDAY.date()).plan


@pytest.fixture
def world(plan: Plan, clock: Clock) -> World:
    return World(clock.now, plan, b"key", {})


@pytest.fixture(scope="session")
def redis_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A real Redis server, started once, emptied by nobody: every test uses names of its own or clears them."""
    folder = tmp_path_factory.mktemp("redis")
    with embedded_redis(folder):
        yield folder


@pytest.fixture
def redis_client(redis_dir) -> RedisClient:
    redis_client = RedisClient(f"unix://{redis_dir}/redis.sock")
    redis_client.ask(lambda client: client.flushall(), None)
    return redis_client


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """The settings of a hotline without Redis, in the embedded voice."""
    return {
        "CONTENT_DIR": str(CONTENT),
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": SECRET,
        "VOICES": "espeak",
        "REDIS_URL": f"unix://{tmp_path}/nobody-answers-here.sock",
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content, which may be changed."""
    return Path(shutil.copytree(CONTENT, tmp_path / "inhalt"))


@pytest.fixture
def app(environ: dict[str, str], clock: Clock) -> Flask:
    return create_app(environ, clock)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with chromium(playwright) as browser:
        yield browser


@pytest.fixture(scope="session")
def door() -> Iterator[socket]:
    """Where the hotlines that browsers visit answer, one after the other."""
    with create_server(("127.0.0.1", 0)) as door:
        yield door


@pytest.fixture(scope="session")
def warm(browser: Browser, door: socket) -> Iterator[BrowserContext]:
    with warm_context(browser, address_of(door)) as context:
        yield context


@pytest.fixture
def computer(warm: BrowserContext, url: str) -> Iterator[BrowserContext]:
    """A browser that has never been anywhere; `url` is where the pages without a host are."""
    with emptied(warm) as computer:
        yield computer


@pytest.fixture
def open_app(environ: dict[str, str], clock: Clock, door: socket) -> Iterator[Flask]:
    """A hotline that runs beside the test."""
    with open_hotline(environ, clock, door) as app:
        yield app


@pytest.fixture
def url(open_app: Flask) -> str:
    """Its address."""
    return hotline_of(open_app).settings.public_url


# Somebody with a browser of their own.
person = pytest.fixture(name="person")(sits_down)


@pytest.fixture
def dial(app: Flask) -> Callable[[], Line]:
    """Somebody dials the hotline."""
    network = hotline_of(app).network
    return lambda: network.call("+493023125999", "+493023125000")


@pytest.fixture
def caller(dial: Callable[[], Line]) -> Line:
    return dial()
