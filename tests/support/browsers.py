"""A real browser for tests: Chromium, which reaches no other machine, and axe, which looks for barriers."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(
    not (CHROMIUM or os.environ.get("CI")), reason="needs chromium: apt install chromium"
)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync "
    "--disable-component-update --autoplay-policy=no-user-gesture-required --mute-audio "
    # A page finds the process of the page before, with all that it has compiled.
    "--process-per-site"
)
ONLY_THIS_MACHINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
# WCAG 2.2 AA, and what axe advises beside it.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What may be another at night: the rest of a page is the same.
RULES_OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
FOUND = "(options) => axe.run(options).then(({ violations }) => violations)"
PLAYED = """async (sound) => {
    await sound.play();
    while (sound.currentTime < 0.2) await new Promise((look) => setTimeout(look, 50));
    return true;
}"""


@contextmanager
def chromium(playwright: Playwright, *flags: str) -> Iterator[Browser]:
    """A browser with these flags and those that every one has here."""
    assert CHROMIUM, "chromium is not installed, but CI is set: there the pages must be tested"
    expect.set_options(timeout=15_000)
    args = [*FLAGS.split(), ONLY_THIS_MACHINE, *flags]
    with playwright.chromium.launch(executable_path=CHROMIUM, args=args) as browser:
        yield browser


@contextmanager
def warm_context(browser: Browser, url: str) -> Iterator[BrowserContext]:
    """A context for many tests at this address, whose process and cache stay; see `emptied`."""
    context = browser.new_context(base_url=url, locale="de-DE")
    first = context.new_page()
    first.route("**", lambda route: route.fulfill(body=""))
    first.goto(url)
    yield context
    context.close()


@contextmanager
def emptied(context: BrowserContext) -> Iterator[BrowserContext]:
    """A warm context for one test; all that the test leaves behind goes, but not the cache."""
    first = context.pages[0]
    yield context
    for page in context.pages[1:]:
        page.close()
    context.set_offline(False)
    context.clear_cookies()
    first.evaluate("localStorage.clear()")


def barriers(page: Page, rules: object = RULES) -> str:
    """What axe finds on the page, "" for nothing."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # Whole results are long, and only what is wrong is looked at.
    violations = page.evaluate(FOUND, {"runOnly": rules, "resultTypes": ["violations"]})
    return AxeResults({"violations": violations}).generate_report() if violations else ""


def barriers_by_day_and_night(page: Page) -> str:
    """What axe finds in light colours, and by the rules of colours in dark ones; "" for nothing."""
    page.emulate_media(color_scheme="light")
    by_day = barriers(page)
    page.emulate_media(color_scheme="dark")
    return by_day + barriers(page, RULES_OF_COLOUR)


def overflows(page: Page) -> bool:
    """Whether anything runs over the edge at 400 percent, which makes 320 pixels of 1280."""
    page.set_viewport_size({"width": 320, "height": 256})
    return page.evaluate("document.documentElement.scrollWidth") != 320


def smallest_key(page: Page, width: int) -> float:
    """How many pixels the smallest key of a telephone is high or broad in a window so wide; nothing may overflow."""
    page.set_viewport_size({"width": width, "height": 256})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    boxes = [key.bounding_box() for key in page.locator(".telephone button").all()]
    return min(min(box["width"], box["height"]) for box in boxes if box)


def hears(page: Page) -> bool:
    """Play the first sound of the page."""
    return page.locator("audio").first.evaluate(PLAYED)
