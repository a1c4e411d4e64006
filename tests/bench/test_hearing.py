"""What counts as understood, when a machine has listened."""

import pytest

from tests.bench.hearing import PAGES, pages, score

SAID = "Dienstag, achter Dezember, achtzehn Uhr dreißig. Drücken Sie die Zwei."


@pytest.mark.parametrize(
    "heard",
    [
        SAID,
        "Dienstag, 8. Dezember, 18.30 Uhr. Drücken Sie die zwei.",
        "dienstag achter dezember 18:30 uhr drücken sie die zwo",
    ],
)
def test_numbers_may_be_written_as_listeners_write_them(heard):
    assert score([SAID], [heard]).wrong == 0 and score([SAID], [heard]).facts == 1


def test_a_figure_that_ends_a_sentence_is_the_key_and_no_ordinal():
    assert score(["Für das Hauptmenü die Neun."], ["Für das Hauptmenü, die 9."]).facts == 1


def test_a_wrong_word_is_one_of_all_that_were_said():
    assert score(["Heute um acht auf Wiederhören."], ["Heute um acht auf wieder hören."]).wrong == 40


def test_a_fact_that_is_said_twice_must_be_heard_twice():
    assert score(
        ["Am Dienstag, dem Dienstag.", "Um acht Uhr."], ["Am Dienstag, dem Mittwoch.", "Um acht Uhr."]
    ).facts == pytest.approx(2 / 3)


def test_the_pages_are_those_that_callers_hear_first():
    said = [page.words for page in pages("espeak")]
    assert len(said) == len(PAGES) and said[0].startswith("Guten Tag beim Selbsthilfe-Telefon")
    assert "Bitte geben Sie Ihre acht Ziffern ein." in said[9] and said[7] == "Ich verbinde Sie."
