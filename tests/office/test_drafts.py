"""What a clerk has typed is not lost by a sign-in that is over or a form that is too old, without scripts too."""

import re
from html import unescape
from io import BytesIO
from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from app import create_app
from tests.conftest import CONTENT
from tests.support.clerk import FILE, OUTSIDE, PASSWORD, Editor
from tests.support.staff import bytes_of

BASE = OUTSIDE["PUBLIC_URL"]
GOES_ALONG = re.compile(r'<input type="hidden" name="(datei|text|stand)" value="([^"]*)"')
DOOR = re.compile(r'action="(/buero/anmelden[^"]*)"')


class SignedIn(Editor):
    """A clerk whose sign-in may end, and who signs in with whatever form the page then holds."""

    def __init__(self, app: Flask):
        super().__init__(app, BASE)
        self.signs_in()

    def is_signed_out(self) -> None:
        self.client.delete_cookie("__Host-telefontreff", domain="hotline.example.org")

    @property
    def along(self) -> dict[str, str]:
        """What the form of the page brings along of the box."""
        return {name: unescape(value) for name, value in GOES_ALONG.findall(self.answer.data.decode())}

    def signs_in_again(self, password: str = PASSWORD) -> int:
        return self.sends(DOOR.findall(self.page)[0], passwort=password, **self.along)


@pytest.fixture
def app(environ, clock, folder) -> Flask:
    return create_app(environ | OUTSIDE | {"CONTENT_DIR": str(folder)}, clock)


@pytest.fixture
def clerk(app) -> SignedIn:
    clerk = SignedIn(app)
    clerk.opens(FILE)
    return clerk


def test_a_sign_in_that_is_over_carries_the_text_through(clerk, folder):
    before, typed = bytes_of(folder), clerk.box.replace("18:30", "17:30")
    clerk.is_signed_out()
    assert clerk.saves(typed) == 403 and "Ihr Text ist noch nicht gespeichert, aber nicht verloren" in clerk.page
    assert clerk.signs_in_again("falsch") == 403
    assert clerk.signs_in_again() == 200 and clerk.box == typed and bytes_of(folder) == before
    assert clerk.sends(FILE, text=typed, stand=clerk.along["stand"]) == 200
    assert b"17:30" in bytes_of(folder)["gruppen/sonnenblume.txt"]


def test_who_was_quicker_meanwhile_is_not_overwritten(clerk, folder):
    typed = clerk.box.replace("18:30", "17:30")
    clerk.is_signed_out(), clerk.saves(typed)
    by_notepad = (folder / "gruppen/sonnenblume.txt").read_bytes() + b"# Notepad\r\n"
    (folder / "gruppen/sonnenblume.txt").write_bytes(by_notepad)
    clerk.signs_in_again()
    assert clerk.sends(FILE, text=typed, stand=clerk.along["stand"]) == 409
    assert clerk.box == typed and (folder / "gruppen/sonnenblume.txt").read_bytes() == by_notepad


def test_a_form_that_is_too_old_shows_the_text_again(clerk, folder):
    before, typed = bytes_of(folder), clerk.box.replace("18:30", "17:30")
    assert clerk.sends(FILE, text=typed, stand="x", csrf_token="too old") == 400
    assert "Diese Seite war zu lange offen" in clerk.page and clerk.box == typed and bytes_of(folder) == before
    clerk.is_signed_out(), clerk.saves(typed)
    assert clerk.sends("/buero/anmelden", passwort=PASSWORD, csrf_token="too old", **clerk.along) == 400
    assert clerk.signs_in_again() == 200 and clerk.box == typed


def test_the_longest_text_goes_along(clerk):
    typed = clerk.box + "# ü\n" * 40_000
    clerk.is_signed_out()
    assert clerk.saves(typed) == 403 and clerk.signs_in_again() == 200 and clerk.box == typed


@pytest.fixture(scope="module")
def another(tmp_path_factory) -> SignedIn:
    """A clerk at a hotline of their own."""
    own = {"DATA_DIR": str(tmp_path_factory.mktemp("data")), "REDIS_URL": "unix:///nobody-answers-here.sock"}
    return SignedIn(create_app(OUTSIDE | own | {"CONTENT_DIR": str(CONTENT), "VOICES": "espeak"}))


@settings(max_examples=25)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n"), max_size=200))
def test_every_text_comes_back_as_it_was_typed(another, typed):
    another.is_signed_out()
    another.sends("/buero/plan/datei/regeln.txt", text=typed, stand="x")
    another.signs_in_again()
    assert another.box == typed


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://["])
def test_what_another_site_sends_is_not_carried_along(clerk, origin):
    clerk.is_signed_out()
    clerk.client.environ_base["HTTP_ORIGIN"] = origin
    assert clerk.sends(FILE, text="Gruppe: Falle", stand="") == 403 and "Falle" not in clerk.page


def test_a_stranger_has_no_endless_form_read(clerk):
    clerk.is_signed_out()
    assert clerk.sends("/buero/anmelden", **{f"f{number}": "" for number in range(30)}) == 400


def test_whatever_else_is_not_done_says_so_and_leads_back(clerk):
    clerk.is_signed_out()
    clerk.client.environ_base["HTTP_REFERER"] = f"{BASE}/buero/absagen"
    assert clerk.sends("/buero/absagen", gruppe="Sonnenblume", tag="2026-03-10") == 403
    assert "Sie sind nicht mehr angemeldet. Es hat sich nichts geändert." in clerk.page
    assert clerk.signs_in_again() == 200 and clerk.answer.request.path == "/buero/absagen"
    assert "Nichts ist abgesagt." in clerk.page


def test_a_file_from_the_clerks_computer_is_not_read_from_a_stranger(clerk):
    clerk.is_signed_out()
    assert clerk.sends("/buero/plan/hochladen", datei=(BytesIO(b"x" * 2_000_000), "rose.txt")) in (403, 413)


def test_the_name_of_a_new_group_waits_behind_the_door(clerk):
    clerk.is_signed_out()
    clerk.opens(f"/buero/plan/neu?gruppe={quote('Über den Berg')}")
    assert clerk.signs_in_again() == 200 and "Gruppe:   Über den Berg" in clerk.box


@pytest.mark.parametrize("name", ["sonnenblume", "Sonnenblume", " SONNENBLUME ", "Sónnenblume", "Sonnen-Blume"])
def test_a_new_group_that_is_there_already_is_shown_as_that(clerk, name):
    clerk.opens(f"/buero/plan/neu?gruppe={quote(name)}")
    assert "Diese Gruppe gibt es schon. Hier ist sie." in clerk.page and "471 103" in clerk.box


def test_a_page_that_looks_again_by_itself_leads_to_the_door(clerk):
    clerk.is_signed_out()
    answer = clerk.client.get("/buero/raeume", base_url=BASE, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Refresh"], answer.data) == (204, "true", b"")
