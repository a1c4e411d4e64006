"""The numbers of the rooms: which staff may choose, and those that the hotline proposes."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keep.content.folder import read_folder
from reading.codes import is_guessable, new_codes, spaced
from reading.content import codes_in_use, read
from tests.support.staff import EXAMPLE, OFFICE, TODAY, files, group, written

LENGTHS = st.sampled_from((6, 7, 8))


def problems(lines: str, office: str = OFFICE) -> list[str]:
    """What is wrong with a group of these lines."""
    return [problem.text for problem in written(f"Gruppe: Krokus\nRegel: montags, 18 Uhr\n{lines}\n", office)[1]]


def test_the_office_has_a_leaders_number_that_no_group_has():
    lines, office = "Zugang: 582917\nLeitung: 6402 8195", OFFICE + "Leitung: {}\n"
    assert "die des Büros" in problems(lines, office.format("6402 8195"))[0]
    assert problems(lines, office.format("5528 1963")) == []
    for wrong in ("5528 196", "12345678"):
        assert (
            written(f"Gruppe: Krokus\nRegel: montags, 18 Uhr\n{lines}\n", office.format(wrong))[0].office.leader_code
            == ""
        )
        assert len(problems(lines, office.format(wrong))) == 1


def test_the_office_says_how_many_digits_the_numbers_have():
    assert problems("Zugang: 582 9174", f"{OFFICE}Stellen: 7\n") == []
    assert problems("Zugang: 582 917", f"{OFFICE}Stellen: 7 Ziffern\n") == ["Diese Nummer hat 6 statt 7 Ziffern."]


@pytest.mark.parametrize("digits", ["5", "9", "-6", "6.5", "sechs", "6 und 8"])
def test_other_lengths_are_not_offered(digits):
    assert problems("", f"{OFFICE}Stellen: {digits}\n") == ["Die Nummern der Gruppen haben 6, 7 oder 8 Stellen."]


def test_the_remedy_shows_a_number_that_may_be_written():
    for digits in (6, 7, 8):
        office = f"{OFFICE}Stellen: {digits}\n"
        (short,) = written("Gruppe: K\nRegel: montags, 18 Uhr\nZugang: 58\n", office)[1]
        assert problems(f"Zugang: {short.remedy.split('»')[1].split('«')[0]}", office) == []


@pytest.mark.parametrize("word", ["offen", "Offen", "OFFEN"])
def test_a_group_may_be_open_to_all_and_still_be_led(word):
    found = group(f"Regel: montags, 18 Uhr\nZugang: {word}\nLeitung: 6402 8195")
    assert (found.open, found.code, found.leader_code) == (True, "", "64028195")


GUESSED = ["000000", "123456", "987654", "890123", "121212", "471471", "717171", "112211", "241280", "010170"]


@pytest.mark.parametrize("code", GUESSED)
def test_a_number_anybody_would_try_opens_no_room(code):
    plan, found = written(f"Gruppe: Krokus\nRegel: montags, 18 Uhr\nZugang: {code}")
    assert not plan.groups and [problem.text for problem in found] == ["Diese Nummer kann man erraten."]


def test_the_numbers_of_the_example_have_six_and_eight_digits():
    plan, _ = read(read_folder(EXAMPLE), TODAY)
    assert {len(found.code) for found in plan.groups} == {0, 6}
    assert {len(found.leader_code) for found in plan.groups} == {0, 8}


@given(LENGTHS, st.integers())
def test_a_proposed_pair_may_be_written_at_once(digits, seed):
    access, leader = map(spaced, next(new_codes(digits, (), Random(seed).randrange)))
    assert access[0] not in "09" and leader[0] not in "09"
    assert problems(f"Zugang: {access}\nLeitung: {leader}", f"{OFFICE}Stellen: {digits}\n") == []


def slips(number: str) -> set[str]:
    """What a slip of the finger makes of a number: one digit is another, or two are exchanged."""
    places = range(len(number))
    others = {replaced(number, at, digit) for at in places for digit in "0123456789"}
    exchanged = {replaced(replaced(number, at, number[to]), to, number[at]) for at in places for to in places}
    return others | exchanged


def replaced(number: str, at: int, digit: str) -> str:
    return number[:at] + digit + number[at + 1 :]


@given(LENGTHS, st.sets(st.from_regex("[0-9]{6,8}", fullmatch=True), max_size=20), st.integers())
def test_no_slip_of_a_finger_leads_from_a_proposed_number_to_another(digits, used, seed):
    pairs = new_codes(digits, used, Random(seed).randrange)
    for code in (code for _ in range(3) for code in next(pairs)):
        assert not is_guessable(code)
        assert not [other for other in used if code[: len(other)] in slips(other[: len(code)])]
        used.add(code)


def test_numbers_of_broken_groups_are_taken_too():
    broken = "Gruppe: Aster\nRegel: nie\nZugang: 471 103\nLeitung: 99887766\n\nGruppe: Malve\nZugang: offen\n"
    folder = {"buero.txt": f"{OFFICE}Stellen: 8\n".encode(), "gruppen.txt": broken.encode()}
    assert codes_in_use(files(folder), TODAY) == (8, {"471103", "99887766"})
