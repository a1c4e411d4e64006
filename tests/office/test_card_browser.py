"""The cards in a real browser: how large the letters are, what axe finds, and what comes out of the printer."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import expect

from tests.support.browsers import barriers, needs_chromium, overflows
from tests.support.staff import EXAMPLE

pytestmark = needs_chromium

KROKUS, LEADER = "/buero/karten/gruppe/krokus", "/buero/karten/gruppe/krokus/leitung"
PAGES = ("/buero/karten", KROKUS, LEADER, "/buero/karten/gruppe/lichtblick", "/buero/karten/gruppe/zugvogel")
WINDOW = {"width": 1280, "height": 720}
# A point is a 72nd of an inch, of which 96 pixels make one.
POINT = 96 / 72
# Every text of the cards: its size in pixels, its spacing, whether it is slanted or in capitals, and its colours.
LETTERS = """() => [...document.querySelectorAll("article *")]
    .filter((it) => [...it.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim()))
    .map((it) => {
        const style = getComputedStyle(it);
        const size = parseFloat(style.fontSize);
        return {
            text: it.textContent.trim(), size, slanted: style.fontStyle !== "normal", align: style.textAlign,
            capitals: style.textTransform, spacing: parseFloat(style.lineHeight) / size, tag: it.localName,
            colour: style.color, family: style.fontFamily,
        };
    })"""


@pytest.fixture
def folder() -> Path:
    """The example, which nobody changes here."""
    return EXAMPLE


@pytest.mark.parametrize("address", [KROKUS, LEADER])
def test_every_letter_is_large_upright_and_black(page, address):
    page.goto(address)
    texts = page.evaluate(LETTERS)
    assert len(texts) > 40 and min(text["size"] for text in texts) >= 16 * POINT - 0.01
    assert not any(text["slanted"] for text in texts)
    assert {text["capitals"] for text in texts} == {"none"}
    assert {text["colour"] for text in texts} == {"rgb(0, 0, 0)"} and "Fira Sans" in texts[0]["family"]
    assert page.evaluate("document.fonts.load('16pt \"Fira Sans\"').then((found) => found.length)")


def test_the_numbers_are_as_large_as_they_should_be_and_the_lines_are_apart(page):
    page.goto(KROKUS)
    texts = page.evaluate(LETTERS)
    sizes = {text["text"]: round(text["size"] / POINT) for text in reversed(texts)}
    assert (sizes["030 23 12 50 00"], sizes["582 917"]) == (36, 28)
    running = [text["spacing"] for text in texts if text["tag"] in ("p", "li", "span") and text["size"] < 17 * POINT]
    assert running and min(running) >= 1.49


def test_every_page_can_be_used_by_everybody_and_at_400_percent_too(page):
    """axe knows the rules of WCAG 2.2 that a program can check."""
    for address in PAGES:
        page.goto(address)
        assert barriers(page) == "", address
        assert not overflows(page), address
        page.set_viewport_size(WINDOW)


@pytest.mark.parametrize("of", ["alle", "leitung"])
def test_what_the_browser_prints_is_one_sheet_a_card(page, of):
    page.goto(f"/buero/karten/alle/{of}")
    cards = page.locator("article").count()
    printed = pypdf.PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 2 * cards and "Zum Drucken" not in printed.pages[0].extract_text()
    assert [round(side) for side in printed.pages[0].mediabox[2:]] == [595, 842]


def test_the_clerk_finds_the_card_of_a_group_and_the_way_back(page):
    page.goto("/buero/")
    page.get_by_role("link", name="Karten", exact=True).click()
    page.get_by_role("link", name="Karte der Gruppe Krokus", exact=True).click()
    expect(page.get_by_role("heading", name="Gruppe Krokus")).to_be_visible()
    page.get_by_role("link", name="Zurück zu den Karten").click()
    expect(page.get_by_role("heading", name="Karten", exact=True)).to_be_visible()
