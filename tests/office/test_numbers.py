"""Zahlen: what the office sees and hands out of what was counted."""

import csv
import re
from collections.abc import Callable
from datetime import date
from io import StringIO
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import create_app
from ivr.call import begin
from ivr.menus.main import NODES
from ivr.prerender.explore import walk
from ivr.statistics import (
    GIVEN_UP,
    JOINS,
    KINDS,
    ROOM_SECONDS,
    SECONDS,
    VISITS,
    Counted,
    counts_of_turn,
    position_after,
)
from office.numbers.blurred import FEW, blurred
from office.numbers.charts import columns, rows
from office.numbers.csv_export import csv_of
from office.numbers.monthly import HOURS, calls_by_hour, monthly_counts
from office.numbers.place_words import WORDS
from tests.support.clerk import OUTSIDE, Clerk
from tests.support.hotlines import hotline_of
from tests.support.people import comes, member

MARCH = date(2026, 3, 1)
NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=30)
BARS = st.lists(st.tuples(NAMES, st.integers(0, 10**6).map(blurred)), max_size=24)


@pytest.fixture
def clerk(app) -> Clerk:
    return Clerk(app)


@pytest.fixture
def count(app) -> Callable[..., None]:
    """Something was counted in March."""
    counters = hotline_of(app).counts
    return lambda kind, of, often: counters.add({Counted(date(2026, 3, 9), kind, of): often})


def text(page: str) -> str:
    """The page without its tags, as somebody reads it aloud."""
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def table(written: bytes) -> list[list[str]]:
    """The rows that a German Excel shows."""
    return list(csv.reader(StringIO(written.decode("utf-8-sig")), delimiter=";"))


def test_the_clerk_sees_the_calls_of_the_month_and_where_people_hang_up(clerk, dial):
    for _ in range(FEW):
        comes(dial, "1").hang_up()
    clerk.opens("/buero/zahlen")
    assert "Anrufe im März 2026 5 Anrufe" in text(clerk.page) and "Termine 5 5" in text(clerk.page)


def test_few_who_came_to_a_group_are_not_told_from_one_another(clerk, dial):
    pages = []
    for _ in range(2):
        member(dial).hang_up()
        clerk.opens("/buero/zahlen")
        pages.append(clerk.page[clerk.page.index('id="gruppen"') : clerk.page.index('id="stellen"')])
    assert pages[0] == pages[1] and "Sonnenblume unter 5 keine Angabe" in text(pages[0])


def test_the_hours_of_today_stand_on_the_first_page(clerk, dial):
    clerk.opens("/buero/")
    assert "Heute hat noch niemand angerufen" in clerk.page
    dial().hang_up()
    clerk.opens("/buero/")
    assert "18 Uhr unter 5" in text(clerk.page) and "<title>Anrufe heute nach Stunden</title>" in clerk.page


def test_an_earlier_month_can_be_chosen(clerk, app):
    hotline_of(app).counts.add({Counted(date(2025, 12, 31), SECONDS): 90})
    clerk.opens("/buero/zahlen?monat=2025-12")
    assert "Anrufe im Dezember 2025" in clerk.page and "zusammen 1 Minute." in text(clerk.page)
    assert clerk.opens("/buero/zahlen?monat=0000-99") == 200 and "Anrufe im März 2026" in clerk.page


def test_numbers_that_cannot_be_read_are_not_shown_as_none(clerk, tmp_path):
    (tmp_path / "zahlen").mkdir()
    (tmp_path / "zahlen" / "2026-03.txt").write_bytes(b"\0")
    assert clerk.opens("/buero/zahlen") == 503 and "nicht gelesen werden" in clerk.page
    assert clerk.opens("/buero/") == 200 and "nicht gelesen werden" in clerk.page


def test_the_file_opens_in_a_german_excel(clerk, count):
    count(JOINS, "Rosa Laube", 12)
    count(ROOM_SECONDS, "Rosa Laube", 5550)
    clerk.opens("/buero/zahlen/2026.csv")
    raw = clerk.answer.get_data()
    assert raw.startswith(b"\xef\xbb\xbf") and clerk.answer.mimetype == "text/csv"
    assert ["2026", "März", "Minuten im Raum", "Rosa Laube", "92,5"] in table(raw)
    assert ["2026", "März", "Eintritte in den Raum", "Rosa Laube", "12"] in table(raw)


@given(st.dictionaries(st.builds(Counted, st.just(MARCH), st.sampled_from(KINDS), NAMES), st.integers(1, 99)))
def test_no_cell_is_a_formula_and_no_row_is_torn(counts):
    read = table(csv_of([monthly_counts(counts, MARCH)]))
    assert all(len(row) == 5 for row in read)
    assert not [cell for row in read for cell in row if cell.startswith(("=", "+", "-", "@"))]


@given(name=NAMES, one=st.integers(1, FEW - 1), other=st.integers(1, FEW - 1), seconds=st.integers(0, 9999))
def test_the_file_is_the_same_whether_one_or_four_came(name, one, other, seconds):
    def written(joins: int, seconds: int) -> bytes:
        day = {Counted(MARCH, JOINS, name): joins, Counted(MARCH, ROOM_SECONDS, name): seconds}
        return csv_of([monthly_counts(day, MARCH)])

    assert written(one, seconds) == written(other, 60)


@given(count=st.integers(0, 10**6))
def test_what_is_shown_is_right_or_says_that_it_is_few(count):
    assert blurred(count).text == ("unter 5" if count in (1, 2, 3, 4) else str(count))


@given(st.sampled_from([columns, rows]), NAMES, BARS)
def test_a_picture_has_a_name_and_needs_neither_style_nor_script(picture, name, bars):
    drawn = picture(name, bars)
    root = ElementTree.fromstring(drawn) if drawn else None
    assert (root is None) == (not bars)
    if root is not None:
        assert root.get("role") == "img" and root[0].text == name
        assert not re.search(r"<[^>]*\s(style|on\w+|href)=", drawn)
        assert len([one for one in root if one.get("class") == "bar"]) == len(bars)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=24))
def test_the_higher_count_has_the_higher_bar(counts):
    root = ElementTree.fromstring(columns("Anrufe", [(str(at), blurred(count)) for at, count in enumerate(counts)]))
    high = [float(one.get("height", "")) for one in root if one.get("class") == "bar"]
    sizes = [blurred(count).size for count in counts]
    assert all(h >= g for h, s in zip(high, sizes, strict=True) for g, t in zip(high, sizes, strict=True) if s > t)


@given(
    st.dictionaries(st.builds(Counted, st.just(MARCH), st.just("Anrufe"), st.sampled_from(HOURS)), st.integers(1, 9))
)
def test_the_hours_of_a_day_are_its_calls(counts):
    by_hour = calls_by_hour(counts, MARCH)
    assert tuple(by_hour) == HOURS and sum(by_hour.values()) == monthly_counts(counts, MARCH).calls


def test_every_place_at_which_somebody_can_be_has_words(walked):
    assert walked <= set(WORDS) and set(WORDS) <= set(NODES)


@pytest.fixture
def walked(world) -> set[str]:
    """The places that a call can be at, on the way of somebody who presses every key."""
    numbers = ("471103", "99887766", "305918", "826394", "12")
    places: set[str] = set()
    for place, _, reply in walk(world, begin(world), numbers):
        counted = counts_of_turn(place, reply, None, position_after(reply, None, world.now), world)
        places |= {one.of for one in counted if one.kind == VISITS}
    return places


def test_giving_up_and_visits_of_a_place_stand_in_one_row(clerk, count):
    count(VISITS, "regeln", 7)
    count(GIVEN_UP, "regeln", 6)
    clerk.opens("/buero/zahlen")
    assert "Gesprächsregeln 7 6" in text(clerk.page)


def test_strangers_see_no_numbers(environ, clock):
    clerk = Clerk(create_app(environ | OUTSIDE, clock), OUTSIDE["PUBLIC_URL"])
    for path in ("/buero/zahlen", "/buero/zahlen/2026.csv"):
        clerk.opens(path)
        assert "Passwort des Büros" in clerk.page
