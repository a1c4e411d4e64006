"""Numbers that save lives are said digit by digit, however staff write them; what is counted stays a number."""

import re
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.call import enter
from ivr.model.plan import Office, Plan
from ivr.model.recurrence import Rule, Span
from ivr.place import Place
from ivr.place_names import At
from ivr.world import World
from prompts import spoken
from prompts.normalise import normalised
from prompts.phone_numbers import RHYTHMS
from prompts.wording import page
from tests.conftest import TUESDAY

SHORT = sorted(number for number in RHYTHMS if len(number) == 3)
LONG = sorted(set(RHYTHMS) - set(SHORT))
# Sentences of a real office, with a gap for the number.
CARRIERS = [
    "{}",
    "{}.",
    "Im Notfall {}",
    "Im Notfall {}.",
    "Im Notfall wählen Sie {}.",
    "Im Notfall wählen Sie die {}.",
    "Rufen Sie {} an.",
    "Bitte sofort {} rufen!",
    "Bei Gefahr: {}",
    "Bei Gefahr: {} oder 112",
    "Bei Lebensgefahr 110, {}",
    "In der Not ist die {} da.",
    "Unter der {} erreichen Sie jederzeit Hilfe.",
    "unter {}",
    "Krise? {}!",
    "Telefon {}",
    "Tel. {}",
    "Hotline ({})",
    "Nachts hilft {}, am Tag das Büro.",
    "Das Büro ist zu. Nummer: {}. Wir sind um 9 Uhr wieder da.",
    "Notruf {}, kostenlos",
    "Feuerwehr {}; Büro 030 23125 042",
    "{} Polizei",
    "{} - Tag und Nacht",
    "Bei Schlaganfall {} anrufen",
    "Die Telefonseelsorge: {} (Tag und Nacht)",
]
SEPARATORS = st.sampled_from(["", " ", "-", "/", ".", " - "])


@st.composite
def spellings(draw, number: str) -> str:
    """A number of many digits as somebody may write it: in any groups, with +49 or brackets."""
    parts = re.findall(r"\d", number)
    written = parts[0] + "".join(draw(st.just("") | SEPARATORS) + digit for digit in parts[1:])
    area = number[:4]
    forms = [written, f"({area}) {number[4:]}", f"+49 {number[1:]}", f"0049 {number[1:4]} {number[4:]}"]
    return draw(st.sampled_from(forms if number.startswith("0") else forms[:1]))


@given(st.sampled_from(CARRIERS), st.sampled_from(SHORT))
def test_a_short_number_is_said_digit_by_digit_in_every_sentence(carrier, number):
    assert spoken.phone_number(number) in normalised(carrier.format(number))


@given(
    st.sampled_from(CARRIERS),
    st.sampled_from(LONG).flatmap(lambda number: st.tuples(st.just(number), spellings(number))),
)
def test_a_long_number_has_its_rhythm_however_it_is_written(carrier, number):
    known, written = number
    assert spoken.phone_number(known) in normalised(carrier.format(written))


@given(st.sampled_from(CARRIERS), st.integers(0, 999))
def test_any_european_number_of_social_value_is_said_so(carrier, ending):
    rhythm = f"eins eins sechs, {' '.join(spoken.DIGITS[digit] for digit in f'{ending:03}')}"
    for written in (f"116 {ending:03}", f"116{ending:03}"):
        assert rhythm in normalised(carrier.format(written))


@given(
    st.sampled_from(CARRIERS),
    st.lists(st.sampled_from(SHORT + LONG + ["116 117", "0800 111 0 222"]), min_size=2, max_size=4),
    st.sampled_from([",", ", ", " , ", "+", " + ", "/", " / ", ";", "&", "u.", " und ", "oder", "|"]),
)
def test_in_a_row_each_number_is_said_digit_by_digit(carrier, numbers, between):
    rhythms = [spoken.phone_number(number) for number in numbers]
    assert re.search(r"(?:,| und| oder) ".join(rhythms), normalised(carrier.format(between.join(numbers))))


STEMS = [(one, other) for one in LONG for other in LONG if one != other and one[:-3] == other[:-3]]


@given(
    st.sampled_from(CARRIERS),
    st.sampled_from(STEMS).flatmap(lambda two: st.tuples(st.just(two), spellings(two[0]))),
    st.sampled_from(["/", " / ", "/-", ", ", ",", " oder ", " und ", " bzw. ", "; ", "+", " & "]),
)
def test_a_second_number_may_be_written_without_the_beginning_that_it_shares(carrier, numbers, between):
    (first, second), written = numbers
    rhythms = f"{spoken.phone_number(first)}(?:,| und| oder| beziehungsweise) {spoken.phone_number(second)}"
    assert re.search(rhythms, normalised(carrier.format(f"{written}{between}{second[-3:]}")))


@given(
    st.sampled_from(SHORT + LONG), st.sampled_from(["Notruf", "Polizei", "Feuerwehr", "Tel", "Krisentelefon", "Ruf"])
)
def test_a_word_of_help_may_be_glued_to_the_number(number, word):
    for written in (f"{word}{number}", f"{number}{word}", f"Büro 9 Uhr, {word}{number}.", f"{word}{number}/112"):
        assert spoken.phone_number(number) in normalised(written)


@given(st.sampled_from(SHORT), st.sampled_from([*SHORT, "5", "50"]), st.sampled_from(["Euro", "€", "Meter", "%"]))
def test_a_fraction_of_what_is_counted_stays_a_number(whole, part, unit):
    assert spoken.cardinal(int(whole)) in normalised(f"{whole},{part} {unit}")


COUNTED = [
    "{} Personen",
    "mit {} Euro",
    "{} Minuten",
    "{} neue Mitglieder",
    "etwa {} Leute kamen",
    "0800 111 0 111 und {} Personen",
    "Linie{}",
    "{}%",
    "von {} bis 120",
]
COUNTED += ["Zimmer {}", "Raum {}, 1. OG", "Hauptstraße {}", "Lindenweg {}, 12345 Musterdorf", "Haus {}", "Linie {}"]
COUNTED += [
    "Am Markt {}, 12345 Musterdorf",
    "Seite {}",
    "§ {}",
    "Im Notfall Zimmer {}",
    "Notfälle: {} Anrufe",
    "100-{} Personen",
]


@given(st.sampled_from(COUNTED), st.sampled_from(SHORT))
def test_what_is_counted_or_numbered_stays_a_number(carrier, number):
    assert spoken.cardinal(int(number)) in normalised(carrier.format(number))


@pytest.mark.parametrize("before", ["Unser", "Das", "Zum"])
@pytest.mark.parametrize("number", SHORT)
def test_a_meeting_may_be_the_hundred_and_twelfth(before, number):
    assert spoken.ordinal(int(number)) in normalised(f"{before} {number}. Treffen")


@given(st.sampled_from(CARRIERS), st.sampled_from(SHORT + LONG))
def test_what_the_office_says_of_an_emergency_ends_before_the_keys_begin(carrier, number):
    hours = (Rule((0,), Span(time(9), time(12))),)
    office = Office(number="030 23125 042", hours=hours, emergency=carrier.format(number))
    said = page(enter(Place(At.OFFICE), World(TUESDAY, Plan(office), b"key")).hear)
    assert re.search(r"\w[.!?] \|\| Für das Hauptmenü", said)
