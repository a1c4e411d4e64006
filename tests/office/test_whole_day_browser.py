"""The whole day of an office in a real browser: by mouse, by keyboard, on a small screen, without JavaScript."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from tests.support.browsers import barriers, needs_chromium, overflows

pytestmark = needs_chromium

SENTENCE = "Regel: jeden zweiten Mittwoch im Monat, 15 bis 17 Uhr"
MOST_CLICKS = 10
# More than any page has places that Tab stops at.
MOST_TABS = 120
SMALL = {"width": 360, "height": 740}


class Clerk:
    """Somebody of the office at a browser; `clicks` counts what they press."""

    def __init__(self, page: Page):
        self.page = page
        self.clicks = 0

    def presses(self, role: str, name: str) -> None:
        """A button or link, by the words that one sees."""
        self.clicks += 1
        self._press(self._first(role, name))

    def goes_to(self, name: str) -> None:
        """By the menu, which may have to be opened."""
        menu = self.page.get_by_role("navigation", name="Seiten")
        link = menu.get_by_role("link", name=name, exact=True)
        if not link.is_visible():
            self.clicks += 1
            self._press(menu.locator("summary").first)
        self.clicks += 1
        self._press(link)

    def types(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def writes_the_sentence(self) -> None:
        """In place of the empty line of the box."""
        box = self.page.get_by_label("Der Text der neuen Datei")
        box.fill(re.sub(r"Regel:.*", SENTENCE, box.input_value()))

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def _first(self, role: str, name: str) -> Locator:
        return self.page.get_by_role(role, name=name).first  # type: ignore[arg-type]

    def _press(self, what: Locator) -> None:
        what.click()


class AtTheKeyboard(Clerk):
    """The same without a mouse."""

    def _press(self, what: Locator) -> None:
        for _ in range(MOST_TABS):
            if what.evaluate("one => one === document.activeElement"):
                self.page.keyboard.press("Enter")
                return self.page.wait_for_load_state()
            self.page.keyboard.press("Tab")
        pytest.fail(f"Tab does not lead there: {what}")


@pytest.fixture
def without_script(browser: Browser, url: str) -> Iterator[BrowserContext]:
    with browser.new_context(base_url=url, locale="de-DE", java_script_enabled=False) as context:
        yield context


@pytest.fixture
def people(browser: Browser, url: str) -> Iterator[list[Page]]:
    """Two more of the office at computers of their own."""
    with browser.new_context(base_url=url) as one, browser.new_context(base_url=url) as other:
        yield [one.new_page(), other.new_page()]


@pytest.fixture(params=["mouse", "keyboard", "small screen", "no script"])
def clerk(request, page) -> Clerk:
    if request.param == "keyboard":
        return AtTheKeyboard(page)
    if request.param == "small screen":
        page.set_viewport_size(SMALL)
    if request.param == "no script":
        return Clerk(request.getfixturevalue("without_script").new_page())
    return Clerk(page)


def begins_a_group(clerk: Clerk, name: str) -> None:
    clerk.page.goto("/buero/")
    clerk.goes_to("Plan")
    clerk.types("Neue Gruppe", name)
    clerk.presses("button", "Anlegen")
    clerk.writes_the_sentence()
    clerk.presses("button", "Speichern")
    clerk.sees("Gespeichert.")


def test_from_nothing_to_a_printed_card(clerk, folder):
    begins_a_group(clerk, "Ahrenfeld")
    clerk.presses("link", "Karte von Ahrenfeld")
    clerk.sees("Gedruckt am")
    assert clerk.clicks <= MOST_CLICKS and SENTENCE in (folder / "gruppen/ahrenfeld.txt").read_text()
    printed = PdfReader(BytesIO(clerk.page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 2 and "Mittwoch" in printed.pages[0].extract_text()


def test_a_meeting_is_called_off_and_back_on(clerk):
    begins_a_group(clerk, "Ahrenfeld")
    clerk.goes_to("Absagen")
    clerk.types("Suchen", "Sonnenblume")
    clerk.presses("button", "Suchen")
    clerk.presses("button", "Absagen : Sonnenblume")
    clerk.sees("Zusage: findet doch statt")
    clerk.presses("button", "Rückgängig")
    clerk.sees("Nichts ist abgesagt.")


def test_the_day_on_a_small_screen(page):
    clerk = Clerk(page)
    page.set_viewport_size(SMALL)
    page.goto("/buero/")
    for name in ("Plan", "Ansagen", "Absagen", "Nachrichten", "Karten", "Nummern", "Zahlen", "Hilfe", "Heute"):
        clerk.goes_to(name)
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        assert not overflows(page)
    assert barriers(page) == ""


def test_three_people_at_once(page, people):
    first, second, third = map(Clerk, (page, *people))
    for clerk, name in ((first, "Ahrenfeld"), (second, "Birkenau"), (third, "Dorfanger")):
        begins_a_group(clerk, name)
    for clerk, topic in ((first, "Angst"), (second, "Sucht")):
        clerk.page.goto("/buero/plan/datei/gruppen/dorfanger.txt")
        box = clerk.page.get_by_label("Der Text der Datei")
        box.fill(f"{box.input_value()}Thema: {topic}\n")
    first.presses("button", "Speichern"), first.sees("Gespeichert.")
    second.presses("button", "Speichern"), second.sees("Jemand anders hat diese Datei inzwischen geändert.")
    third.page.goto("/buero/plan/datei/gruppen/dorfanger.txt")
    expect(third.page.get_by_label("Der Text der Datei")).to_have_value(re.compile("Thema: Angst"))
