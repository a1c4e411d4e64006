"""Words that nobody can know how to say are told to staff once, with a line for aussprache.txt that helps."""

import re

import pytest

from reading.content import read
from reading.files import File
from tests.support.staff import TODAY

OFFICE = "Name: Test\nTelefon: 030 23125 042\n"


def told(place: str, lexicon: str = "", name: str = "Krokus", rule: str = "montags, 18 Uhr", office: str = OFFICE):
    """The plan with this group, and the problems in it."""
    group = f"Gruppe: {name}\nRegel: {rule}\nOrt: {place}\n"
    texts = {"buero.txt": office, "gruppen/a.txt": group, "aussprache.txt": lexicon}
    return read({name: File(text.encode()) for name, text in texts.items()}, TODAY)


@pytest.mark.parametrize("word", ["DMSX", "Pfarrh.", "Mehrgenh."])
def test_an_unknown_word_is_told_at_its_place_and_the_group_stays_on_air(word):
    plan, (problem,) = told(f"Saal, {word} Nord")
    assert (problem.file, problem.line, problem.column) == ("gruppen/a.txt", 3, 12)
    assert problem.harmless and f"»{word}«" in problem.text and plan.groups


@pytest.mark.parametrize("word", ["DMSX", "Pfarrh.", "www.example.org/treff"])
def test_the_line_that_is_offered_ends_it(word):
    _, (problem,) = told(f"Saal, {word}")
    line = re.findall("»([^»]+ = [^«]+)«", problem.remedy)[0]
    assert not told(f"Saal, {word}", lexicon=line)[1]


def test_where_only_staff_know_the_word_the_dots_have_to_be_filled_in():
    _, (problem,) = told("Mehrgenh. Nord")
    assert "»Mehrgenh. = …«" in problem.remedy
    (unfilled,) = (one for one in told("Saal", lexicon="Mehrgenh. = …")[1])
    assert unfilled.file == "aussprache.txt"
    assert not told("Mehrgenh. Nord", lexicon="Mehrgenh. = Mehrgenerationenhaus")[1]


def test_a_word_is_told_once_however_often_it_occurs():
    assert len(told("DMSX und DMSX", name="DMSX-Treff")[1]) == 1


def test_all_that_callers_hear_is_looked_at():
    heard = [
        told("Saal", office=f"{OFFICE}Begrüßung: Hier ist die DMSX.\n"),
        told("Saal", name="DMSX-Treff"),
    ]
    assert all("DMSX" in problem.text for _, (problem,) in heard)


def test_a_line_with_a_mistake_is_told_once():
    assert len(told("DMSX", rule="DMSX")[1]) == 2
