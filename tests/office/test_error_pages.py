"""Errors as people see them: in German, with a way on; machines are answered as ever."""

from io import BytesIO

import pytest

from app import create_app
from tests.support.clerk import OUTSIDE, Clerk, text

BASE = OUTSIDE["PUBLIC_URL"]


@pytest.fixture
def stranger(environ, clock) -> Clerk:
    app = create_app(environ | OUTSIDE, clock)
    app.add_url_rule("/kaputt", "broken", lambda: str(1 // 0))
    return Clerk(app, BASE)


@pytest.mark.parametrize("path", ["/leitungen", "/gibtesnicht", "/phon/x", "/leitung/gibtesnicht", "/%00"])
def test_a_mistyped_address_says_so_in_german_and_leads_on(stranger, path):
    assert stranger.opens(path) == 404
    assert "Nicht gefunden" in stranger.page and 'href="/leitung"' in stranger.page
    assert "default-src 'none'" in stranger.answer.headers["Content-Security-Policy"]


def test_an_address_without_such_a_method_names_those_it_has(stranger):
    answer = stranger.client.post("/", base_url=BASE)
    assert answer.status_code == 405 and "GET" in answer.headers["Allow"] and "Das geht so nicht" in answer.text


def test_whoever_only_asks_for_the_head_gets_no_body(stranger):
    answer = stranger.client.head("/leitungen", base_url=BASE)
    assert answer.status_code == 404 and answer.data == b""


def test_the_address_of_a_form_says_that_it_cannot_be_opened_by_itself(app):
    clerk = Clerk(app)
    for path in ("/buero/abmelden", "/leitung/abmelden"):
        assert clerk.opens(path) == 405 and "gehört zu einem Formular" in clerk.page


def test_a_fault_of_ours_is_told_as_one_and_keeps_its_reasons(stranger):
    assert stranger.opens("/kaputt") == 500
    assert "ein Fehler der Hotline, nicht Ihrer" in stranger.page and "ZeroDivision" not in stranger.page


@pytest.mark.parametrize("path", ["/plan/gibtesnicht.ics", "/metrics", "/phone/calls/1/x/y", "/voice/gibtesnicht"])
def test_machines_are_answered_as_ever(stranger, path):
    assert stranger.opens(path) == 404 and "Nicht gefunden" not in stranger.page


def test_what_is_too_large_names_the_limit_of_this_form_and_leads_back_to_it(app):
    clerk = Clerk(app, HTTP_REFERER="http://127.0.0.1:8000/buero/ansagen?gruppe=Krokus")
    clerk.opens("/buero/ansagen")
    assert clerk.sends("/buero/ansagen/hochladen", gruppe="", ton=(BytesIO(bytes(20 << 20)), "x.wav")) == 413
    assert "höchstens 16 Megabyte" in clerk.page and 'href="/buero/ansagen?gruppe=Krokus"' in clerk.page
    clerk.opens("/buero/plan")
    assert clerk.sends("/buero/ansagen/hochladen", gruppe="x" * (2 << 20), ton=(BytesIO(b"x"), "x.wav")) == 413
    assert "höchstens 1 Megabyte" in text(clerk.page)


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/x", "//evil.example/x", "javascript:alert(1)", "http://[", ""]
)
def test_the_way_back_leads_to_no_other_site(app, elsewhere):
    clerk = Clerk(app, HTTP_REFERER=elsewhere)
    assert clerk.opens("/gibtesnicht") == 404
    assert "Zurück zur Seite davor" not in clerk.page and "Zur ersten Seite" in clerk.page
