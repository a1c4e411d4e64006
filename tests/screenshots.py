"""`python -m tests.screenshots`: the pictures in docs/, taken of a hotline with the example's content."""

import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from app import create_app
from exchange.network import Network
from ivr.model.moment import BERLIN
from keep.content.local_folder import LocalFolder
from storage.redis_client import RedisClient
from storage.redis_server import embedded_redis
from tests.conftest import Clock
from tests.support.browsers import chromium
from tests.support.hotlines import hotline_of
from tests.support.people import comes
from tests.support.served import address_of, answering, with_exchange
from tests.support.small_hotline import CALLED, CALLER
from tests.support.staff import EXAMPLE
from worker.publisher import Publisher

DOCS = Path(__file__).parents[1] / "docs"
# A Tuesday on which Krokus meets, ten minutes before it begins.
EVENING = datetime(2026, 12, 8, 18, 20, tzinfo=BERLIN)


def calls(page: Page) -> None:
    """Somebody dials, and reads along."""
    page.get_by_role("button", name="Anrufen", exact=True).click()
    page.get_by_text("Für das Büro die Null.").wait_for()


def practise(page: Page) -> None:
    """The one who leads Sonnenblume has come in, and a participant after her."""
    for name, *steps in (("Leitung", "8", "99887766", "1"), ("Teilnehmerin", "2", "471103", "1")):
        telephone = page.get_by_role("region", name=name, exact=True)
        telephone.get_by_role("button", name="Anrufen").click()
        for keys, words in zip(steps, ("Ziffern", "Gruppe Sonnenblume.", "Ich verbinde Sie."), strict=True):
            telephone.get_by_text("Guten Tag").wait_for()
            page.keyboard.type(keys)
            expect(telephone.get_by_role("log")).to_contain_text(words)


def makes_a_mistake(page: Page) -> None:
    """Somebody types, and the hotline reads along."""
    box = page.get_by_label("Der Text der Datei")
    box.fill(box.input_value().replace("Dienstag", "Dinstag"))
    page.get_by_text("Meinten Sie").first.wait_for()


def leads(page: Page) -> None:
    """The one who leads Krokus comes in."""
    page.get_by_label("Nummer der Leitung").fill("6402 8195")
    page.get_by_role("button", name="Weiter").click()


def looks(page: Page) -> None:
    """Nothing is done."""


LOW, HIGH, HIGHEST = 760, 900, 1560
# The file, the page, how high the window is in pixels, and what is done there first.
PICTURES: tuple[tuple[str, str, int, Callable[[Page], None]], ...] = (
    ("telefon", "/phone", HIGH, calls),
    ("uebung", "/phone/uebung", HIGHEST, practise),
    ("heute", "/buero/", LOW, looks),
    ("plan", "/buero/plan/datei/gruppen/krokus.txt", LOW, makes_a_mistake),
    ("ansagen", "/buero/ansagen", LOW, looks),
    ("leitung", "/leitung", LOW, leads),
    ("karte", "/buero/karten/gruppe/krokus", HIGHEST, looks),
    ("zahlen", "/buero/zahlen", LOW, looks),
)


def some_people_meet(network: Network) -> None:
    """Three are in the room of Krokus, and one of them would like to speak."""
    first, *_ = [comes(lambda: network.call(CALLER, CALLED), "2", "582917", "1") for _ in range(3)]
    for key in "*1":
        first.press(key)
        first.listen()


@contextmanager
def hotline(folder: Path) -> Iterator[str]:
    """The address of a hotline whose worker has just looked."""
    with socket.create_server(("127.0.0.1", 0)) as door, embedded_redis(folder):
        url = address_of(door)
        environ = {"PUBLIC_URL": url, "DATA_DIR": str(folder), "CONTENT_DIR": str(EXAMPLE), "VOICES": "espeak"}
        redis_client = RedisClient(f"unix://{folder}/redis.sock")
        worker = Publisher(redis_client, LocalFolder(EXAMPLE), EVENING.date, lambda wanted: None)
        worker.work()
        worker.beat()
        app = create_app(environ, Clock(EVENING))
        some_people_meet(hotline_of(app).network)
        with with_exchange(app), answering(app, door):
            yield url


def take(url: str) -> None:
    """Take every picture."""
    with sync_playwright() as playwright, chromium(playwright) as browser:
        for name, path, height, first in PICTURES:
            page = browser.new_page(viewport={"width": 1100, "height": height})
            page.goto(url + path)
            first(page)
            page.screenshot(path=DOCS / f"{name}.png")
            page.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, hotline(Path(folder)) as url:
        take(url)
