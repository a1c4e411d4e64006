"""The manual as a page: every message of the checker leads into it, and what one looks for is found."""

import re

import pytest

from app import create_app
from office.manual.places import FIELDS, PARTS, section_about, section_for
from office.manual.sections import sections
from reading.content import read
from reading.text.encodings import decode
from tests.support.clerk import FILE, OUTSIDE, Clerk, text
from tests.support.mistakes import HEALTHY, MISTAKES
from tests.support.staff import TODAY, files

ANCHORS = [one.anchor for one in sections()]


@pytest.fixture
def clerk(app) -> Clerk:
    return Clerk(app)


def looks_for(clerk: Clerk, words: str) -> list[str]:
    """The titles of the sections that are shown."""
    clerk.opens(f"/buero/hilfe?suche={words}")
    return re.findall(r'<h2 id="u-([^"]+)"', clerk.page)


def test_the_manual_is_shown_whole_with_anchors_of_its_own(clerk):
    clerk.opens("/buero/hilfe")
    assert len(set(ANCHORS)) == len(ANCHORS) > 30
    assert set(re.findall('href="#([^"]+)"', clerk.page)) == {"inhalt", *ANCHORS[1:]}
    assert set(re.findall(r'href="#([^"]+)"', clerk.page)) - {"inhalt"} == set(ANCHORS[1:])
    assert set(re.findall(r'<section id="([^"]+)"', clerk.page)) == set(ANCHORS[1:])


def test_every_message_has_its_place_in_the_manual():
    for mistake in MISTAKES:
        name = decode(mistake.read_bytes()).partition("\n")[0].removeprefix("# ")
        _, problems = read(files({**HEALTHY, name: mistake.read_bytes()}), TODAY)
        assert all(section_for(problem).anchor in ANCHORS for problem in problems), mistake.stem


def test_every_kind_of_file_and_every_field_is_in_the_manual():
    assert {anchor for _, anchor in PARTS} <= set(ANCHORS)
    for part, file in (("das-buero", "buero.txt"), ("eine-gruppe", "gruppen/x.txt")):
        told = [one.words for one in sections() if one.part == part]
        assert [key for key in FIELDS[part] if not any(key in words for words in told)] == []
        assert all(section_about(file, key).part == part for key in FIELDS[part])


def test_a_message_leads_to_what_the_manual_says_of_its_line(clerk):
    clerk.opens(FILE)
    clerk.sends("/buero/plan/pruefung/gruppen/sonnenblume.txt", text="Gruppe: Sonnenblume\nRegel: Dinstag, 18 Uhr\n")
    assert '<a href="/buero/hilfe#regel">Im Handbuch: Regel</a>' in clerk.page
    clerk.sends("/buero/plan/pruefung/gruppen/sonnenblume.txt", text="Gruppe: Sonnenblume\nLeitung: 9988 7766\n")
    assert "regel" in set(re.findall('/buero/hilfe#([^"]+)', clerk.page))


@pytest.mark.parametrize("words", ["Anrufbeantworter", "anrufbeantworter", "Anrufbeantwrter"])
def test_a_word_is_found_also_with_a_slip_of_typing(clerk, words):
    assert looks_for(clerk, words)[0] == "anrufbeantworter-und-loeschen-nach"
    assert "<mark>Anrufbeantworter</mark>" in clerk.page


def test_umlauts_are_found_however_they_are_written(clerk):
    assert looks_for(clerk, "Begruessung") == looks_for(clerk, "BEGRÜSSUNG") != []
    assert "<mark>Begrüßung</mark>" in clerk.page


def test_signs_in_a_search_harm_nothing(clerk):
    for words in ("quot", "<b>", "%2A%28", "%3F", "x" * 5000, "%00"):
        looks_for(clerk, words)
        assert b"<b>" not in clerk.answer.data and b"&<mark>" not in clerk.answer.data
    assert "0 Stellen" in text(clerk.page)


def test_strangers_do_not_see_it(environ, clock):
    stranger = Clerk(create_app(environ | OUTSIDE, clock), OUTSIDE["PUBLIC_URL"])
    stranger.opens("/buero/hilfe")
    assert "Passwort des Büros" in stranger.page
