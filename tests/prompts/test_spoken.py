"""The laws of spoken German, which hold for every text, time, date and number."""

import re
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.model import recurrence
from prompts import days, spoken
from prompts.normalise import normalised

SAYABLE = re.compile(r"(?:[^\W\d_]|[ .,?!'-])*")

EVERY_MINUTE = [time(hour, minute) for hour in range(24) for minute in range(60)]
EVERY_DAY = [date(2026, 1, 1) + timedelta(days=n) for n in range(3 * 365 + 1)]

# What staff are likely to write, thrown together without sense.
TYPED = """
Mo. Di Mi Do Fr. So - bis 18 18:30 18.30 Uhr h 10.3. 2026 1. 3. und am der im von ab , . ( ) / & + % € § ½ * : @ ' |
St. Str. Hauptstr. z. B. z.B. e. V. u. a. ca. usw. Std. 1 12 030 23125456 COPD OG KISS MO MI SHG SHG- II ev. Kirche
Patient innen in r Ü A a x mal Tel. Nov. Nr info@example.org Innen zwischen 2,5 12345 Musterdorf
"""
SCRAPS = st.sampled_from(TYPED.split())
TEXT = (
    st.text()
    | st.text(alphabet="MoDi.UhrzB-'/:*180, ß€½Ⅷ²\u00ad\n")
    | st.lists(SCRAPS).map("".join)
    | st.lists(SCRAPS).map(" ".join)
)


@given(TEXT)
def test_any_text_becomes_words(text: str) -> None:
    assert SAYABLE.fullmatch(normalised(text))


@given(TEXT)
def test_words_stay_as_they_are(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(TEXT, st.lists(st.tuples(st.text(), TEXT)))
def test_no_lexicon_can_break_the_words(text: str, lexicon: list[tuple[str, str]]) -> None:
    assert SAYABLE.fullmatch(normalised(text, lexicon))


def test_staffs_own_pronunciation_comes_first() -> None:
    own = [("ADHS", "Zappelphilipp"), ("Kibis", "Kie bis")]
    assert normalised("ADHS bei Kibis, Kibisse nicht", own) == "Zappelphilipp bei Kie bis, Kibisse nicht"


def test_what_only_printers_need_is_not_heard() -> None:
    assert normalised("Selbst\u00adhilfe\u00a0am\u2009Telefon") == "Selbsthilfe am Telefon"


def test_every_minute_of_the_day_has_its_own_words() -> None:
    said = [spoken.clock(minute) for minute in EVERY_MINUTE]
    assert len(set(said)) == 24 * 60
    assert all(SAYABLE.fullmatch(words) for words in said)


@pytest.mark.parametrize("form", ["{0:%H:%M}", "{0:%H.%M} Uhr", "{0.hour}:{0:%M} Uhr", "{0:%H:%M} h", "{0:%H.%M} h"])
def test_every_way_to_write_a_time_is_said_alike(form: str) -> None:
    for minute in EVERY_MINUTE:
        assert normalised(form.format(minute)) == spoken.clock(minute)


def test_every_date_is_said_as_it_is_written() -> None:
    for day in EVERY_DAY:
        weekday = recurrence.WEEKDAYS[day.weekday()]
        assert normalised(f"{weekday}, {day.day}.{day.month}.") == days.day(day)
        assert normalised(f"am {weekday}, den {day:%d.%m.}") == days.on_day(day)
        assert normalised(f"{weekday}, {day.day}. {recurrence.MONTHS[day.month - 1]}") == days.day(day)


def test_the_year_is_said_only_of_far_days() -> None:
    for day in EVERY_DAY:
        assert ("zweitausend" in days.near_day(day, EVERY_DAY[0])) == (day > date(2026, 12, 1))


def test_every_ordinal_takes_every_ending() -> None:
    for n in range(1, 32):
        assert normalised(f"am {n}. Montag") == f"am {spoken.ordinal(n, 'n')} Montag"
        assert normalised(f"{n}. Montag") == f"{spoken.ordinal(n, 'r')} Montag"
        assert normalised(f"{n}. Etage") == f"{spoken.ordinal(n)} Etage"


def test_numbers_are_words() -> None:
    for n in range(501):
        assert SAYABLE.fullmatch(spoken.cardinal(n))
        assert normalised(f"Raum {n}") == f"Raum {spoken.cardinal(n)}"


@given(st.text(alphabet="0123456789", min_size=1, max_size=12))
def test_a_code_loses_no_digit(code: str) -> None:
    named = {name: figure for figure, name in spoken.DIGITS.items()}
    assert "".join(named[word] for word in spoken.digits(code).replace(",", "").split()) == code
