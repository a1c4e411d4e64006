"""Pictures of the pages for the documents, made from the example content: `make screenshots`."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from app import berlin_now
from tests.browsers import chromium
from tests.served import open_hotline

ROOT = Path(__file__).parents[1]


def hears_the_dates(page: Page) -> None:
    """Somebody calls and asks for the dates."""
    telephone = page.get_by_role("region", name="Telefon")
    _calls(telephone, ("", "Guten Tag"), ("1", "Sonnenblume"))


def meet_in_the_room(page: Page) -> None:
    """The one who leads and two others are in the room, and one of them has the floor."""
    leading, first, second = (
        page.get_by_role("region", name=name, exact=True) for name in ("Leitung", "Teilnehmerin", "Teilnehmer")
    )
    _calls(leading, ("", "Guten Tag"), ("8", "Ziffern"), ("99887766", "Leitung der Gruppe"), ("1", "Ich verbinde Sie."))
    for one in (first, second):
        _calls(
            one, ("", "Guten Tag"), ("2", "Ziffern"), ("471103", "Zum Einverstanden-Sein"), ("1", "Ich verbinde Sie.")
        )


def _calls(telephone: Locator, *keys_and_answers: tuple[str, str]) -> None:
    telephone.get_by_role("button", name="Anrufen").click()
    for keys, answer in keys_and_answers:
        for key in keys:
            telephone.locator(f"[data-key='{key}']").click()
        expect(telephone.get_by_role("log")).to_contain_text(answer)


@dataclass(frozen=True)
class Picture:
    """Of the page at `path`, `width` pixels wide, after `steps`."""

    file: str
    path: str
    width: int
    steps: Callable[[Page], None]


PICTURES = (
    Picture("telefon.png", "/phone", 1100, hears_the_dates),
    Picture("uebung.png", "/phone/uebung", 1300, meet_in_the_room),
)


def taken(folder: Path, browser: Browser, url: str) -> None:
    """Write every picture into the folder."""
    for picture in PICTURES:
        page = browser.new_page(viewport={"width": picture.width, "height": 800})
        page.goto(url + picture.path)
        picture.steps(page)
        page.screenshot(path=folder / picture.file, full_page=True)
        page.close()


def main() -> None:
    """Start the hotline with the example content, look at it, and write what is seen into docs/."""
    with tempfile.TemporaryDirectory() as data:
        environ = {"CONTENT_DIR": str(ROOT / "beispiel"), "DATA_DIR": data, "REDIS_URL": f"unix://{data}/none.sock"}
        with open_hotline(environ, berlin_now) as url:
            for browser in chromium():
                taken(ROOT / "docs", browser, url)


if __name__ == "__main__":
    main()
