"""A page of words and pause marks, taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.page import Sentence, caption, lead_in_ms, sentences

MENU = (
    "Für die nächsten Termine | drücken Sie die Eins. || Für Ihre Gruppe | drücken Sie die Zwei. ||| Bitte wählen Sie."
)
PAGES = st.text("ab ü.,–|\n1", max_size=60)


def test_the_longer_the_mark_the_longer_the_pause():
    assert [sentence.pause_after_ms for sentence in sentences(MENU)] == [500, 800, 500, 1500, 0]


def test_a_sentence_carries_no_mark_and_no_space_around_it():
    assert sentences(" Ja |  drücken\nSie die Eins. ")[1] == Sentence("drücken Sie die Eins.")


def test_a_page_that_begins_with_a_mark_begins_with_silence_and_loses_no_word():
    assert [lead_in_ms(page) for page in (MENU, f"| {MENU}")] == [0, 300]
    assert sentences(f"| {MENU}") == sentences(MENU) and caption(f"| {MENU}") == caption(MENU)


def test_captions_have_one_line_for_what_belongs_together():
    assert caption(MENU).splitlines() == [
        "Für die nächsten Termine drücken Sie die Eins.",
        "Für Ihre Gruppe drücken Sie die Zwei.",
        "Bitte wählen Sie.",
    ]


@pytest.mark.parametrize("page", ["", " ", "|", "|||", "– | …", "| - ||"])
def test_what_nobody_can_say_is_no_sentence(page):
    assert sentences(page) == []


@given(PAGES)
def test_no_letter_is_lost_or_added(page):
    said = "".join(sentence.text for sentence in sentences(page))
    assert [c for c in said if c.isalnum()] == [c for c in page if c.isalnum()]


@given(PAGES)
def test_every_sentence_can_be_said_and_kept_in_one_piece(page):
    for sentence in sentences(page):
        assert any(map(str.isalnum, sentence.text)) and "|" not in sentence.text
        assert sentence.text == " ".join(sentence.text.split())
        assert sentence.pause_after_ms in (0, 500, 800, 1500)


@given(PAGES)
def test_captions_show_words_only(page):
    assert "|" not in caption(page)
    assert "".join(caption(page).split()) == "".join(page.replace("|", " ").split())
