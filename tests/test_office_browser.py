"""The pages of the office in a real browser: used by hand and by keyboard, large and small, and checked by axe."""

import shutil
import socket
import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from app import create_app
from office.site import PAGES
from tests.conftest import CONTENT
from tests.sound_files import SPOKEN
from tests.test_browser import Person, browser, pytestmark
from tests.test_office_plan import bytes_of

__all__ = ["browser", "pytestmark"]

FILE = "/buero/plan/datei/gruppen/sonnenblume.txt"
PLAYED = """async (sound) => {
    await sound.play();
    while (sound.currentTime < 0.2) await new Promise((look) => setTimeout(look, 50));
    return true;
}"""
ADDRESSES = (
    *("/buero/", "/buero/plan", FILE, "/buero/plan/fassungen/gruppen/sonnenblume.txt"),
    *("/buero/plan/loeschen/gruppen/sonnenblume.txt", "/buero/plan/datei/gruppen/neu.txt?gruppe=Neu"),
    *("/buero/ansagen", "/buero/absagen?gruppe=Sonnenblume", "/buero/zahlen", "/leitung", "/buero/gibt-es-nicht"),
)


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(CONTENT, tmp_path / "inhalt")


@pytest.fixture
def url(environ, clock, folder) -> Iterator[str]:
    """The address of a hotline whose content may be changed."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        url = f"http://127.0.0.1:{door.getsockname()[1]}"
        app = create_app(environ | {"PUBLIC_URL": url, "CONTENT_DIR": str(folder)}, clock)
        server = make_server("127.0.0.1", 0, app, threaded=True, fd=door.fileno())
    threading.Thread(target=server.serve_forever).start()
    yield url
    server.shutdown()


@pytest.fixture
def page(browser, url) -> Iterator[Page]:
    """A browser, which may not complain, nor ask anything of another machine."""
    page, noted, asked = browser.new_context(base_url=url).new_page(), list[str](), list[str]()
    page.on("console", lambda line: noted.append(line.text))
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    page.context.close()
    refused = [text for text in noted if "409" not in text and "422" not in text and "404" not in text]
    assert refused == [] and all(address.startswith(f"{url}/") for address in asked)


def barriers(page: Page) -> str:
    """What axe finds on the page, "" for nothing."""
    found = Axe().run(page)
    return found.generate_report() if found.violations_count else ""


def hears(page: Page) -> bool:
    """Play the first sound of the page."""
    return page.locator("audio").first.evaluate(PLAYED)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_used_by_everybody(page, scheme):
    """axe knows the rules of WCAG 2.2 that a program can check."""
    page.emulate_media(color_scheme=scheme)
    for address in ADDRESSES:
        page.goto(address)
        assert barriers(page) == "", address


def test_at_400_percent_nothing_runs_over_the_edge(page):
    page.set_viewport_size({"width": 320, "height": 256})
    for address in ADDRESSES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, address


def test_every_page_is_one_click_away_and_says_where_one_is(page):
    page.goto("/buero/")
    for _, words in PAGES:
        page.get_by_role("navigation", name="Seiten").get_by_role("link", name=words, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(words)
        expect(page.locator("[aria-current=page]")).to_have_text(words)


def test_a_clerk_types_a_mistake_mends_it_saves_and_hears_it(page, folder):
    before = bytes_of(folder)
    page.goto(FILE)
    box = page.get_by_label("Der Text der Datei")
    good = box.input_value()
    box.fill(good.replace("Dienstag", "Dinstag"))
    expect(page.get_by_label("Was die Hotline liest")).to_contain_text("Meinten Sie")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert bytes_of(folder) == before
    page.get_by_label("Der Text der Datei").fill(good.replace("18:30", "19:30"))
    expect(page.get_by_label("Was die Hotline liest")).to_contain_text("neunzehn Uhr dreißig")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("status")).to_contain_text("Gespeichert.")
    assert hears(page)


def test_the_keyboard_alone_saves_a_file(page, folder):
    page.goto(FILE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_focused()
    page.get_by_label("Der Text der Datei").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("Hinweis: Bitte Tee mitbringen.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Gespeichert.")
    assert b"Tee mitbringen" in bytes_of(folder)["gruppen/sonnenblume.txt"]


def test_who_leads_sees_a_raised_hand_and_gives_the_word_without_losing_the_focus(page, browser, url):
    page.goto("/leitung")
    page.get_by_label("Nummer der Leitung").fill("9988 7766")
    page.get_by_role("button", name="Weiter").click()
    caller = Person(browser.new_context().new_page(), url)
    caller.enters_the_room()
    expect(page.get_by_text("Eine Person ist im Raum.")).to_be_visible(timeout=3000)
    page.get_by_role("button", name="Um Ruhe bitten").focus()
    caller.presses("*", "Für eine Wortmeldung")
    caller.presses("1", "Sie kommen als Nächstes dran.")
    caller.sees("Im Raum: eine Person")
    expect(page.get_by_role("status")).to_have_text("Nummer 1 möchte sprechen.", timeout=3000)
    expect(page.get_by_role("button", name="Um Ruhe bitten")).to_be_focused()
    page.get_by_role("button", name="Nummer 1 das Wort geben").click()
    caller.reads("Jetzt spricht Nummer eins.")
    expect(page.get_by_text("Hat das Wort.")).to_be_visible()
    assert barriers(page) == ""
    caller.page.context.close()


def test_a_sound_from_the_clerks_computer_is_heard_before_it_is_on_air(page, tmp_path):
    (tmp_path / "ansage.wav").write_bytes(SPOKEN)
    page.goto("/buero/ansagen")
    page.get_by_label("Für wen").select_option("Sonnenblume")
    page.get_by_label("Tondatei").set_input_files(tmp_path / "ansage.wav")
    page.get_by_role("button", name="Anhören").click()
    assert hears(page) and barriers(page) == ""
    page.get_by_role("button", name="Auf Sendung geben").click()
    expect(page.get_by_role("status")).to_contain_text("Die Ansage ist jetzt zu hören")
    assert barriers(page) == ""
