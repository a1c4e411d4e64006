"""A clerk in a real browser: an announcement from the file chooser to the air, ended, deleted, put back."""

import re

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.support.browsers import barriers, hears, needs_chromium
from tests.support.sound_files import as_file

pytestmark = needs_chromium

SMALLEST, WIDEST = ViewportSize(width=320, height=256), ViewportSize(width=1280, height=900)


def brings(page: Page, sound: bytes) -> None:
    page.goto("/buero/ansagen")
    page.get_by_label("Für wen").select_option("Sonnenblume")
    page.get_by_label("Tondatei", exact=True).set_input_files(
        {"name": "ansage.m4a", "mimeType": "audio/mp4", "buffer": sound}
    )
    page.get_by_role("button", name="Hochladen und anhören").click()


def puts_on_air(page: Page, how_long: str) -> None:
    page.get_by_label("Wie lange sie zu hören ist").select_option(how_long)
    page.get_by_role("button", name="Auf Sendung geben").click()


def on_air(page: Page) -> Locator:
    return page.get_by_role("region", name="Sonnenblume")


def is_easy_to_use(page: Page) -> bool:
    """axe finds nothing, and at 400 percent nothing runs over the edge."""
    page.set_viewport_size(SMALLEST)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(WIDEST)
    assert barriers(page) == ""
    return width == SMALLEST["width"]


def test_a_file_is_heard_put_on_air_ended_deleted_and_put_back(page):
    brings(page, as_file("m4a"))
    assert hears(page) and is_easy_to_use(page)
    puts_on_air(page, "bis zum Ende des nächsten Treffens")
    expect(page.get_by_role("status")).to_contain_text("bis Dienstag, 10.03.2026, 20:00 Uhr")

    on_air(page).get_by_text("Bis wann?").click()
    on_air(page).get_by_label("Oder genau bis").fill("2026-03-12T12:00")
    assert is_easy_to_use(page)
    on_air(page).get_by_role("button", name="Ende ändern").click()
    expect(on_air(page)).to_contain_text("Zu hören bis Donnerstag, 12.03.2026, 12:00 Uhr")

    on_air(page).get_by_role("link", name="Löschen").click()
    delete = page.get_by_role("button", name="Löschen")
    expect(delete).to_be_visible()
    assert hears(page) and is_easy_to_use(page)
    delete.click()
    expect(on_air(page)).to_contain_text("Jetzt ist nichts zu hören.")

    on_air(page).get_by_text("Früher zu hören").click()
    assert is_easy_to_use(page)
    on_air(page).get_by_role("link", name="Wiederherstellen").click()
    puts_on_air(page, "bis sie gelöscht wird")
    expect(on_air(page)).to_contain_text("Zu hören bis sie gelöscht wird")
    assert hears(page)


def test_what_is_no_sound_is_told_where_the_next_try_is(page):
    brings(page, b"GIF89a" * 99)
    expect(page.get_by_role("alert")).to_contain_text("keine Tondatei")
    expect(page.get_by_role("button", name="Hochladen und anhören")).to_be_visible()
    assert is_easy_to_use(page)


def test_who_is_late_hears_both_and_decides(page):
    brings(page, as_file("mp3"))
    late = page.context.new_page()
    brings(late, as_file("ogg"))
    puts_on_air(page, "eine Woche")
    expect(on_air(page)).to_contain_text("Zu hören bis")
    puts_on_air(late, "eine Woche")
    expect(late.get_by_role("alert")).to_contain_text("Jemand war schneller")
    expect(late.get_by_role("heading", name="Jetzt ist diese zu hören")).to_be_visible()
    assert is_easy_to_use(late)
    late.get_by_role("button", name="Auf Sendung geben").click()
    expect(on_air(late)).to_contain_text("Früher zu hören: 1")


@pytest.mark.parametrize("day", ["Dienstag, 10.03.2026", "Dienstag, 14.04.2026"])
def test_a_meeting_is_called_off_and_takes_place_after_all_by_keyboard_alone(page, day, clock):
    clock.says("2026-03-10 12:00")
    page.goto("/buero/absagen")
    page.get_by_label("Suchen").focus()
    page.keyboard.type("Sonenblume")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sonnenblume")).to_be_visible()
    page.get_by_role("button", name=re.compile(f"^Absagen.*Sonnenblume, {day}")).press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Abgesagt: Sonnenblume")
    assert is_easy_to_use(page)
    page.get_by_role("button", name=re.compile(f"^Zusage: findet doch statt.*Sonnenblume, {day}")).press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Findet doch statt: Sonnenblume")
