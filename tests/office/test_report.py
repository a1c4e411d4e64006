"""The sums for the application for funding: of the chosen months, and without what a small month would tell."""

import os
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from ivr.statistics import CALLS, JOINS, OFF, PLANNED, ROOM_SECONDS, Counted
from office.cards.pdf import can_make_pdf, pdf
from office.numbers.blurred import FEW, BlurredCount
from office.numbers.charts import rows
from office.numbers.chosen_period import MOST_MONTHS, chosen_months, months_between, period_words
from office.numbers.period import Sums, period
from tests.support.clerk import Clerk, text
from tests.support.hotlines import hotline_of

REPORT = "/buero/zahlen/bericht"
TODAY = date(2026, 3, 10)
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture
def clerk(app) -> Clerk:
    return Clerk(app)


@pytest.fixture
def count(app) -> Callable[..., None]:
    """Something was counted on a day of March."""
    counts = hotline_of(app).counts
    return lambda day, kind, of, often: counts.add({Counted(date(2026, 3, day), kind, of): often})


def test_a_period_in_which_nothing_was_counted_says_what_will_stand_there(clerk):
    clerk.opens(f"{REPORT}?teil=2025-h1")
    assert "Januar bis Juni 2025" in clerk.page and "noch nichts gezählt" in clerk.page
    assert "für diese Zeit nicht gezählt" in clerk.page and "<svg" not in clerk.page


def test_the_sums_stand_in_the_table_and_in_the_text_to_copy(clerk, count):
    count(3, CALLS, "18", 40), count(3, JOINS, "Sonnenblume", 6), count(10, JOINS, "Sonnenblume", 1)
    count(3, ROOM_SECONDS, "Sonnenblume", 9 * 3600)
    count(3, PLANNED, "Sonnenblume", 2), count(3, OFF, "Sonnenblume", 1)
    clerk.opens(f"{REPORT}?teil=2026-q1")
    assert "Sonnenblume 2 1 1 7 9,0" in text(clerk.page) and "ohne Thema 2 1 1 7 9,0" in text(clerk.page)
    assert "Geplant waren 2 Treffen, davon fielen 1 aus. Im Telefonraum fanden 1 Treffen mit zusammen 7" in clerk.page
    assert "seit dem 3. März 2026 gezählt" in clerk.page


COUNTED = st.dictionaries(
    st.builds(Counted, st.dates(MARCH, date(2026, 4, 30)), st.sampled_from([JOINS, ROOM_SECONDS]), st.just("Krokus")),
    st.integers(1, 9),
)


@given(COUNTED)
def test_no_difference_of_periods_tells_of_a_month_in_which_few_came(counts):
    def sums(*months: date) -> Sums:
        found = {
            month: {one: often for one, often in counts.items() if one.day.month == month.month} for month in months
        }
        return period(found, {}).sums

    few = sum(often for one, often in counts.items() if one.kind == JOINS and one.day.month == 4) < FEW
    assert sums(MARCH, APRIL) == sums(MARCH) + sums(APRIL)
    assert not few or sums(MARCH, APRIL) == sums(MARCH)


ASKED = st.dictionaries(
    st.sampled_from(["teil", "von", "bis"]),
    st.one_of(st.text(max_size=9), st.sampled_from(["2026-01", "2025-12", "1026-01", "2026-h1", "2026-13", "²-q1"])),
)


@given(ASKED)
def test_whatever_is_asked_for_are_months_of_a_bounded_number(asked):
    first, last = chosen_months(asked, TODAY)
    found = months_between(first, last)
    assert 1 <= len(found) <= MOST_MONTHS and (found[0], found[-1]) == (first, last)


def test_months_are_taken_in_their_order_and_said_shortly():
    assert chosen_months({"von": "2026-06", "bis": "2025-11"}, TODAY) == (date(2025, 11, 1), date(2026, 6, 1))
    assert period_words(date(2025, 11, 1), date(2026, 6, 1)) == "November 2025 bis Juni 2026"
    assert chosen_months({"teil": "2026-h2"}, TODAY) == (date(2026, 7, 1), date(2026, 12, 1))


@pytest.mark.skipif(not (can_make_pdf() or os.environ.get("CI")), reason="needs libpango-1.0-0 and libpangoft2-1.0-0")
def test_what_is_printed_has_its_colours():
    picture = rows("Treffen", [("Sonnenblume", BlurredCount("6", 6.0))])
    (page,) = PdfReader(BytesIO(pdf(f'<!doctype html><html lang="de"><title>Treffen</title>{picture}</html>'))).pages
    assert b"0.184314 0.435294 0.623529 rg" in page.get_contents().get_data()
