"""The pages of the office in a real browser: used by hand and by keyboard, large and small, and checked by axe."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from keep.announcements.announcement_file import sound_name
from keep.announcements.messages import Messages
from office.site import MORE_PAGES, PAGES
from storage.disk import Disk
from tests.support.browsers import barriers, barriers_by_day_and_night, hears, needs_chromium, overflows
from tests.support.clerk import FILE
from tests.support.sound_files import SPOKEN
from tests.support.staff import bytes_of

pytestmark = needs_chromium

MESSAGE = sound_name(SPOKEN)
FORM = "/buero/plan/formular/gruppen/sonnenblume.txt"
ADDRESSES = (
    *(FORM, "/buero/probe?gruppe=Sonnenblume"),
    *("/buero/", "/buero/plan?suche=seele", "/buero/plan?ansicht=genau", FILE),
    "/buero/plan/fassungen/gruppen/sonnenblume.txt",
    *("/buero/plan/loeschen/gruppen/sonnenblume.txt", "/buero/plan/datei/gruppen/neu.txt?gruppe=Neu"),
    "/buero/plan/datei/infos/geld.txt?titel=Geld",
    *("/buero/ansagen", "/buero/absagen?gruppe=Sonnenblume", "/buero/karten", "/buero/zahlen"),
    *("/buero/hilfe", "/buero/hilfe?suche=Feirtage"),
    *("/buero/nachrichten", f"/buero/nachrichten/loeschen?ton={MESSAGE}"),
    *("/buero/zugaenge", "/buero/mein-zugang", "/buero/zugaenge/entfernen?name=Frau+Ahrens"),
    *("/buero/technik", "/buero/benachrichtigungen", "/buero/zahlen/bericht", "/leitung", "/buero/gibt-es-nicht"),
    *("/buero/nummern", "/buero/nummern/sonnenblume", "/buero/nummern/sonnenblume/neu/gruppe"),
    *("/buero/abgewiesen", "/buero/einladung/sonnenblume", "/buero/einladung/sonnenblume/brief"),
    *("/buero/termine?ab=2026-03-10", "/buero/termine?ansicht=monat&ab=2026-03-10"),
    "/buero/termine/verlegen?gruppe=Sonnenblume&tag=2026-04-14",
)


@pytest.fixture(autouse=True)
def message(tmp_path, clock) -> None:
    """Somebody has left a message."""
    messages = Messages(Disk(tmp_path), clock)
    messages.leave(messages.keep_sound(SPOKEN), timedelta(days=14))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_can_be_used_by_everybody_at_night_and_at_400_percent_too(page, address):
    """axe knows the rules of WCAG 2.2 that a program can check."""
    page.goto(address)
    assert barriers_by_day_and_night(page) == ""
    assert not overflows(page)


def goes_to(page: Page, words: str) -> None:
    """By the menu."""
    menu = page.get_by_role("navigation", name="Seiten")
    link = menu.get_by_role("link", name=words, exact=True)
    if not link.is_visible():
        menu.locator("summary").click()
    link.click()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_menu_leads_to_every_page_and_says_where_one_is(page, width):
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("/buero/")
    for _, words in (*PAGES, *MORE_PAGES):
        goes_to(page, words)
        if words == "Telefon":
            page.get_by_role("link", name="Zurück zu den anderen Seiten").click()
            continue
        expect(page.get_by_role("heading", level=1)).to_have_text(words)
        expect(page.locator("[aria-current=page]").first).to_have_text(words)


def test_the_menu_takes_one_row_and_opens_by_the_keyboard(page):
    for width, height in ((320, 256), (360, 740), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto("/buero/zahlen")
        assert page.locator("body > header").bounding_box()["height"] < 72
    page.set_viewport_size({"width": 320, "height": 256})
    menu = page.locator("nav summary")
    menu.press("Enter")
    expect(page.get_by_role("link", name="Karten", exact=True)).to_be_visible()
    assert barriers(page) == "" and not overflows(page)
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(page.get_by_role("link", name="Karten", exact=True)).to_be_hidden()


def test_a_clerk_types_a_mistake_mends_it_saves_and_hears_it(page, folder):
    before = bytes_of(folder)
    page.goto(FILE)
    box = page.get_by_label("Der Text der Datei")
    good = box.input_value()
    box.fill(good.replace("Dienstag", "Dinstag"))
    expect(page.get_by_label("Was die Hotline liest")).to_contain_text("Meinten Sie")
    expect(page.locator("#ergebnis")).to_have_text("Ein Fehler")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert bytes_of(folder) == before
    page.get_by_label("Der Text der Datei").fill(good.replace("18:30", "19:30"))
    expect(page.get_by_label("Was die Hotline liest")).to_contain_text("neunzehn Uhr dreißig")
    expect(page.locator("#ergebnis")).to_have_text("Ohne Fehler")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator(".saved")).to_contain_text("Gespeichert.")
    assert hears(page)


def test_a_clerk_fills_in_the_form_and_is_read_along_with(page, folder):
    page.goto(FORM)
    page.get_by_label("Regelmäßig", exact=True).fill("jeden 2. Dinstag im Monat, 18 Uhr")
    expect(page.locator("#pruefung")).to_contain_text("Meinten Sie")
    page.get_by_label("Regelmäßig", exact=True).fill("jeden 2. Dienstag im Monat, 19 Uhr")
    page.get_by_label("Wann kein Treffen ist", exact=True).fill("")
    expect(page.locator("#pruefung")).to_contain_text("neunzehn Uhr")
    expect(page.locator("#ergebnis")).to_have_text("Ohne Fehler")
    page.get_by_label("Hinweis").press("Enter")
    page.get_by_label("Ort", exact=True).press("Enter")
    expect(page.locator(".saved")).to_contain_text("Gespeichert.")
    assert b"2. Dienstag im Monat, 19 Uhr" in bytes_of(folder)["gruppen/sonnenblume.txt"]


def test_a_trial_call_is_tried_and_played(page):
    page.goto("/buero/probe?gruppe=Sonnenblume")
    page.get_by_role("link", name="Taste 2", exact=True).click()
    page.get_by_label("Eine Nummer eingeben").press("Enter")
    page.get_by_role("link", name="Taste 1", exact=True).click()
    expect(page.locator("#jetzt")).to_contain_text("im Raum der Gruppe Sonnenblume")
    page.get_by_role("button", name="Alles abspielen").click()
    expect(page.get_by_role("button", name="Anhalten")).to_be_visible()
    assert barriers(page) == "" and hears(page)


def test_the_text_of_an_invitation_is_copied(page):
    page.goto("/buero/karten")
    page.get_by_role("link", name="Einladung zur Gruppe Sonnenblume").click()
    page.get_by_role("button", name="Kopieren: Brief").click()
    expect(page.get_by_role("status").first).to_have_text(re.compile("^(Kopiert|Der Text ist markiert)"))


def test_the_keyboard_alone_saves_a_file(page, folder):
    page.goto(FILE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_focused()
    page.get_by_label("Der Text der Datei").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("Hinweis: Bitte Tee mitbringen.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".saved")).to_contain_text("Gespeichert.")
    assert b"Tee mitbringen" in bytes_of(folder)["gruppen/sonnenblume.txt"]


def test_an_example_is_put_into_the_group_that_the_clerk_is_at(page, folder):
    (folder / "gruppen/zwei.txt").write_text("Gruppe:  Aster\nRegel:\n\nGruppe:  Nelke\nRegel:   montags, 18 Uhr\n\n")
    page.goto("/buero/plan/datei/gruppen/zwei.txt")
    page.get_by_text("Was hier stehen kann").click()
    for word in ("Regel", "Ort"):
        page.get_by_role("button", name=f"Einsetzen: {word}", exact=True).click()
    rule = "jeden 2. und 4. Dienstag im Monat, 18:30 bis 20 Uhr"
    expected = f"Gruppe:  Aster\nRegel:   {rule}\nOrt:     am Telefon\n\nGruppe:  Nelke\nRegel:   montags, 18 Uhr\n\n"
    box = page.get_by_label("Der Text der Datei")
    expect(box).to_have_value(expected)
    expect(page.locator("#ergebnis")).to_have_text("Ohne Fehler")
    box.press("Control+End")
    page.get_by_role("button", name="Einsetzen: Regel", exact=True).click()
    expect(page.locator("#ergebnis")).to_have_text("»Regel:« steht schon da.")
    page.get_by_role("button", name="Einsetzen: Thema", exact=True).click()
    expect(box).to_have_value(f"{expected.rstrip()}\nThema:   Seele\n\n")
    page.keyboard.press("Control+z")
    expect(box).to_have_value(expected)
    assert barriers(page) == ""


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


def test_a_clerk_hears_a_message_and_deletes_it(page):
    page.goto("/buero/nachrichten")
    assert hears(page)
    page.get_by_role("link", name="Löschen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nachricht löschen?")
    page.get_by_role("button", name="Löschen").click()
    expect(page.get_by_role("status")).to_contain_text("Gelöscht.")
    expect(page.get_by_text("Es gibt keine Nachrichten.")).to_be_visible()
