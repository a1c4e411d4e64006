"""What no table knows is found and never guessed; what is known, and ordinary German, raises no alarm."""

from pathlib import Path

import pytest

from prompts.grammar import TABLES
from prompts.normalise import normalised
from prompts.unknown_words import AMBIGUOUS, UnknownWord, unknown_words

TABLE = Path(__file__).parents[1] / "golden" / "gesprochen.tsv"

UNKNOWN = {
    "Treffen im Mehrgenh. Nord": ["Mehrgenh."],
    "Kinderbetreu. im Haus": ["Kinderbetreu."],
    "Haus der Begegn. Nord": ["Begegn."],
    "Mgl. Müller und Grp. Nord": ["Grp.", "Mgl."],
    "Ort: Bürgert., 1. OG": ["Bürgert."],
    "im Hschl-Raum": ["Hschl"],
    "Angest.-Treff": ["Angest."],
    "q. r.": ["q."],
    "DMSX-Treff": ["DMSX"],
    "DGhK e. V.": ["DGhK"],
    "† Muster": ["†"],
    "Дом": ["Дом"],
}
ORDINARY = """
Neue sind herzlich willkommen. Bitte klingeln.|(Bitte klingeln.) Danach gibt es Tee.|Neue willkommen. • Mit Kaffee
Gespräche aller Art. Danach Tee.|Wir sind neu. www.example.org|Im Haus B. Bitte klingeln.|Frau M., Tel. 030 23125 042
Raum 3., links|am 3., 4. und 5. Mai|Unser 112. Treffen|Der 1. Schritt. Danach der 2.|Johannes XXIII.|Haus 2 a. Hinten.
Frau A. B. Muster|Wir sitzen im Stadl. Danach Tee.|Bei Ruth. Bei Joseph.|So ist das Recht. Punkt.|bitte klingeln. danke
Café „Zeitlos“ ❤ 🌻|Neue *nur* mit Anmeldung!|BITTE NICHT KLINGELN|KISS und KIBIS|Vitamin B12|Am Himmel. Am Werk.
"""


@pytest.mark.parametrize(("text", "found"), UNKNOWN.items())
def test_what_no_table_knows_is_found(text, found):
    assert sorted(word.written for word in unknown_words(text)) == found


@pytest.mark.parametrize("written", AMBIGUOUS)
def test_what_may_mean_several_things_is_never_chosen(written):
    assert unknown_words(f"Saal {written} Nord") == (UnknownWord(written, tuple(AMBIGUOUS[written])),)


@pytest.mark.parametrize("text", [text for line in ORDINARY.strip().splitlines() for text in line.split("|")])
def test_ordinary_german_raises_no_alarm(text):
    assert not unknown_words(text)


KNOWN = ("abkuerzungen", "eigenschaften", "woerter", "im_ganzen", "sinnbilder")


@pytest.mark.parametrize("known", [short for table in KNOWN for short in TABLES[table]])
def test_what_a_table_knows_raises_no_alarm(known):
    assert not unknown_words(f"Haus {known} Nord")
    assert not unknown_words(f"{known}, hinten")


@pytest.mark.parametrize("known", TABLES["buchstabiert"]["woerter"].split())
def test_what_is_spelled_by_the_table_raises_no_alarm(known):
    assert not unknown_words(f"{known}-Treff der {known}")


def test_all_that_people_really_write_is_known():
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("text"))
    assert not [text for _, *texts in rows for text in texts if unknown_words(text)]


def test_a_word_of_staff_is_known_everywhere():
    lexicon = (("Mehrgenh.", "Mehrgenerationenhaus"), ("DMSX", "Deh Emm"), ("†", "verstorben"))
    text = "Mehrgenh. Nord, DMSX, † Muster"
    assert normalised(text, lexicon) == "Mehrgenerationenhaus Nord, Deh Emm, verstorben Muster"
    assert len(unknown_words(text)) == 3 and not unknown_words(text, lexicon)
