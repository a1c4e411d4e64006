"""What a clerk has typed stays in the browser until it is saved: signed out, with the network away, in a closed tab."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.browsers import barriers_by_day_and_night, needs_chromium
from tests.support.clerk import FILE, PASSWORD, TOKEN
from tests.support.staff import bytes_of

pytestmark = needs_chromium

TYPED = "Hinweis: Bitte Tee mitbringen."
NEW = "/buero/plan/neu?gruppe=Über den Berg"


@pytest.fixture
def environ(environ) -> dict[str, str]:
    return environ | {"STAFF_PASSWORD": PASSWORD}


@pytest.fixture
def computer(computer, url) -> BrowserContext:
    """The browser of an office, in which somebody has signed in."""
    form = computer.request.get("/buero/anmelden").text()
    token = TOKEN.findall(form)[-1]
    signed_in = computer.request.post("/buero/anmelden", form={"csrf_token": token, "passwort": PASSWORD})
    assert signed_in.url == f"{url}/buero/"
    return computer


@pytest.fixture
def opens(computer) -> Callable[..., Page]:
    """Opens a page in a tab of its own, in which `first` runs first; what the browser asks is answered with yes."""

    def opens(path: str, first: str = "") -> Page:
        page = computer.new_page()
        page.add_init_script(first)
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(path)
        return page

    return opens


def signs_in(page: Page) -> None:
    page.get_by_label("Passwort des Büros").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()


def box(page: Page):
    return page.locator("#text")


def types(page: Page, words: str = TYPED) -> str:
    """Type at the end of the box; what then stands in it."""
    box(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(words)
    return box(page).input_value()


def saves(page: Page) -> None:
    page.get_by_role("button", name="Speichern").click()


def kept(page: Page) -> list[str]:
    """The names of what the browser keeps of typed text."""
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('entwurf'))")


def keeps_nothing(page: Page) -> bool:
    """Whether the browser keeps nothing of it any more: once a page stands there, its script looks after that."""
    page.wait_for_function("() => !Object.keys(localStorage).some((name) => name.startsWith('entwurf'))")
    return True


def reads(page: Page):
    return page.get_by_label("Was die Hotline liest")


def offer(page: Page):
    return page.locator("#entwurf")


def follows_a_link_and_comes_back(page: Page) -> None:
    page.get_by_role("link", name="Heute", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Heute")
    page.go_back()


LEAVING = {
    "reload": lambda page: page.reload(),
    "a link and back": follows_a_link_and_comes_back,
    "load anew": lambda page: page.get_by_role("link", name="Neu laden").click(),
}


@pytest.mark.parametrize("path", [FILE, NEW, "/buero/plan/datei/regeln.txt"])
@pytest.mark.parametrize("leave", LEAVING)
def test_who_leaves_is_asked_and_finds_the_text_again(opens, leave, path):
    page, asked = opens(path), list[str]()
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    typed = types(page)
    LEAVING[leave](page)
    # Only the page that is there then says so; the text stands in the one before as well.
    expect(offer(page)).to_contain_text("Hier ist Text, der noch nicht gespeichert ist")
    expect(box(page)).to_have_value(typed)
    assert asked == ["beforeunload"]
    expect(offer(page).get_by_role("button")).to_have_text(["Verwerfen"])


def test_who_has_typed_nothing_or_has_saved_is_not_asked(opens):
    page, asked = opens(FILE), list[str]()
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.reload()
    types(page), saves(page)
    expect(page.get_by_text("Gespeichert.")).to_be_visible()
    page.reload()
    expect(offer(page)).to_be_hidden()
    assert asked == [] and keeps_nothing(page)


def test_the_text_of_a_closed_tab_is_offered_and_taken(opens, folder):
    first = opens(FILE)
    typed = types(first)
    first.close()
    page = opens(FILE)
    expect(box(page)).not_to_have_value(typed)
    assert barriers_by_day_and_night(page) == ""
    with page.expect_response(re.compile("/buero/plan/pruefung/")) as read:
        offer(page).get_by_role("button", name="Übernehmen").click()
    assert "mitbringen" in (read.value.request.post_data or "")
    expect(box(page)).to_have_value(typed)
    saves(page)
    expect(page.get_by_text("Gespeichert.")).to_be_visible()
    assert TYPED.encode() in bytes_of(folder)["gruppen/sonnenblume.txt"] and keeps_nothing(page)


def test_what_was_typed_meanwhile_changes_places_with_what_is_taken(opens):
    first = opens(FILE)
    typed = types(first)
    first.close()
    page = opens(FILE)
    other = types(page, "Thema: Trauer")
    offer(page).get_by_role("button", name="Übernehmen").click()
    expect(box(page)).to_have_value(typed)
    assert other in page.evaluate("Object.values(localStorage).map((one) => JSON.parse(one).text)")


def test_what_is_not_wanted_is_gone(opens):
    page = opens(FILE)
    before = box(page).input_value()
    types(page), page.reload()
    offer(page).get_by_role("button", name="Verwerfen").click()
    expect(box(page)).to_have_value(before)
    expect(offer(page)).to_be_hidden()
    assert keeps_nothing(page)


def test_taken_text_is_no_way_around_what_somebody_else_has_saved(opens, folder):
    page = opens(FILE)
    types(page)
    file = folder / "gruppen/sonnenblume.txt"
    file.write_bytes(by_notepad := file.read_bytes() + b"# Notepad\r\n")
    page.reload()
    saves(page)
    expect(page.get_by_role("alert")).to_contain_text("Jemand anders hat diese Datei")
    assert file.read_bytes() == by_notepad and TYPED in box(page).input_value()


def test_who_is_signed_out_while_typing_is_told_and_signs_in_with_the_text(opens, computer, folder):
    page = opens(FILE)
    # Each answer that is still on its way would bring the cookie back.
    page.wait_for_load_state("networkidle")
    computer.clear_cookies()
    typed = types(page)
    expect(reads(page)).to_contain_text("Sie sind abgemeldet")
    expect(reads(page)).not_to_contain_text("Ohne Fehler")
    saves(page)
    expect(page.get_by_role("alert")).to_contain_text("nicht verloren")
    assert barriers_by_day_and_night(page) == ""
    signs_in(page)
    expect(box(page)).to_have_value(typed)
    saves(page)
    expect(page.get_by_text("Gespeichert.")).to_be_visible()
    assert TYPED.encode() in bytes_of(folder)["gruppen/sonnenblume.txt"] and keeps_nothing(page)


def test_a_network_that_is_away_is_told_and_nothing_is_lost(opens, computer):
    page = opens(FILE)
    computer.set_offline(True)
    typed = types(page)
    expect(reads(page)).to_contain_text("Keine Verbindung")
    expect(reads(page)).not_to_contain_text("Ohne Fehler")
    saves(page)
    expect(page.get_by_role("button", name="Speichern")).to_be_visible()
    expect(box(page)).to_have_value(typed)
    computer.set_offline(False)
    saves(page)
    expect(page.get_by_text("Gespeichert.")).to_be_visible()
    assert keeps_nothing(page)


def test_a_network_that_goes_in_the_middle_of_saving_loses_nothing(opens):
    page = opens(FILE)
    page.route(
        re.compile("/buero/plan/datei/"),
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    typed = types(page)
    with page.expect_event("requestfailed"):
        saves(page)
    # The browser's own page of faults comes a moment later, and would get in the way of the next.
    expect(page).to_have_url(re.compile("^chrome-error:"))
    page.goto(FILE)
    expect(box(page)).to_have_value(typed)


def test_signing_out_by_will_asks_and_takes_the_text_along(opens):
    page, asked = opens(FILE), list[str]()
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    types(page)
    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_label("Passwort des Büros")).to_be_visible()
    assert len(asked) == 1 and "noch nicht gespeichert" in asked[0] and keeps_nothing(page)


def test_after_a_week_nothing_is_kept(opens):
    page = opens(FILE)
    types(page)
    old = "localStorage[name] = JSON.stringify({ ...JSON.parse(localStorage[name]), when: 1 });"
    page.evaluate(f"Object.keys(localStorage).forEach((name) => {{ {old} }})")
    assert kept(opens("/buero/")) == []


# What a browser may have instead of its store.
REFUSALS = {
    "blocked": "get() { throw new DOMException('', 'SecurityError'); }",
    "switched off": "value: null",
    "full": "value: Object.freeze({})",
}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
def test_a_browser_that_keeps_nothing_asks_and_saves_all_the_same(opens, refusal):
    stores = ("localStorage", "sessionStorage")
    refused = "".join(f"Object.defineProperty(window, '{store}', {{ {refusal} }});" for store in stores)
    page, asked = opens(FILE, refused), list[str]()
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    types(page), page.reload()
    assert asked == ["beforeunload"]
    types(page), saves(page)
    expect(page.get_by_text("Gespeichert.")).to_be_visible()


DAMAGED = ("", "{", "null", "5", "{}", '{"text": 5, "stand": "", "when": 9e15}')


def test_a_damaged_text_harms_no_other_and_goes(opens):
    page, asked = opens(FILE), list[str]()
    for number, damaged in enumerate(DAMAGED, 1):
        name = f"entwurf:{number}:gruppen/krokus.txt"
        page.evaluate("([name, text]) => { localStorage[name] = text; }", [name, damaged])
    page.reload()
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    typed = types(page)
    page.reload()
    expect(box(page)).to_have_value(typed)
    assert asked == ["beforeunload"] and len(kept(page)) == 1
