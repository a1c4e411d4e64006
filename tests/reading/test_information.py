"""Texts of information as staff write them: a title, a last day, and plain paragraphs."""

from datetime import date

import pytest

from ivr.model.plan import Plan
from keep.content.folder import read_folder
from reading.content import read, titles_by_file
from reading.files import File
from reading.problem import Problem
from tests.support.mistakes import HEALTHY
from tests.support.staff import EXAMPLE, SAVED, TODAY, files

TEXT = """# Eine Notiz, die niemand hört.
Titel: Geld für Übungsräume
Gilt:  bis 31.12.2026

Die Krankenkassen fördern
Selbsthilfegruppen.

Wichtig: Der Antrag kostet 5 €.
"""


def written(**texts: str) -> tuple[Plan, tuple[Problem, ...]]:
    """What becomes of these texts in a healthy folder."""
    return read(files({**HEALTHY, **{f"infos/{name}.txt": text.encode() for name, text in texts.items()}}), TODAY)


@pytest.mark.parametrize("saved", SAVED)
def test_a_text_is_read_however_it_was_saved(saved):
    plan, problems = read(files({**HEALTHY, "infos/geld.txt": saved(TEXT)}), TODAY)
    assert problems == () and [text.title for text in plan.information] == ["Geld für Übungsräume"]
    assert plan.information[0].valid_until == date(2026, 12, 31)
    assert plan.information[0].paragraphs == (
        "Die Krankenkassen fördern Selbsthilfegruppen.",
        "Wichtig: Der Antrag kostet 5 €.",
    )


@pytest.mark.parametrize(
    "line",
    ["Gilt: bis 31.12.2026", "Gilt: 31. Dezember 2026", "gilt: bis zum 31.12.", "Gilt: bis einschließlich Silvester"],
)
def test_the_last_day_may_be_written_as_people_do(line):
    plan, problems = written(a=f"Titel: Geld\n{line}\n\nText.")
    assert problems == () and plan.information[0].valid_until == date(2026, 12, 31)


def test_the_texts_come_in_the_order_of_their_files():
    plan, _ = written(b="Titel: Anfang\n\nText.", a="Titel: Ende\nDirekt darunter.\n")
    assert [text.title for text in plan.information] == ["Ende", "Anfang"]
    assert plan.information[0].paragraphs == ("Direkt darunter.",)


def test_a_text_with_a_mistake_is_left_out_and_the_others_are_told():
    plan, problems = written(a="Titel: Anfang\nGilt: bald\n\nText.", b="Titel: Ende\n\nText.")
    assert [text.title for text in plan.information] == ["Ende"] and [one.file for one in problems] == ["infos/a.txt"]


def test_a_copy_of_a_text_is_told_and_a_number_of_a_room_too():
    plan, problems = written(a="Titel: Geld\n\nText.", b="Titel: GELD\n\nText.")
    assert len(plan.information) == 1 and "noch einmal in infos/a.txt" in problems[0].text
    group = {"gruppen/rose.txt": b"Gruppe: Rose\nRegel: montags, 18 Uhr\nZugang: 471 103\n"}
    telling = {"infos/a.txt": b"Titel: Der Raum\n\nDie Nummer ist 47 11 03."}
    assert "die Nummer eines Raums" in read(files({**HEALTHY, **group, **telling}), TODAY)[1][0].text


def test_more_texts_than_anybody_listens_to_are_told():
    plan, problems = written(**{f"{n:02}": f"Titel: Text {n}\n\nText." for n in range(25)})
    assert (len(plan.information), [one.file for one in problems]) == (24, ["infos/24.txt"])


def test_staff_are_told_of_a_text_that_is_over_and_it_holds_nothing_back():
    _, problems = written(a="Titel: Geld\nGilt: bis 9.3.2026\n\nText.")
    assert [(one.harmless, one.urgent) for one in problems] == [(True, True)]


def test_the_example_explains_self_help_moderation_money_and_privacy():
    example = read_folder(EXAMPLE)
    plan, problems = read(example, TODAY)
    assert problems == () and len(plan.information) == 4 and sum(text.for_leaders for text in plan.information) == 1
    assert list(titles_by_file(example, TODAY).values()) == [text.title for text in plan.information]


def test_a_file_in_the_folder_of_texts_holds_no_group():
    plan, problems = read({**files(HEALTHY), "infos/rose.txt": File(b"Gruppe: Rose\nRegel: montags, 18 Uhr\n")}, TODAY)
    assert [group.name for group in plan.groups] == ["Krokus"] and problems


def test_a_word_that_nobody_can_know_and_an_address_in_a_text_are_remarked_on():
    plan, problems = written(a="Titel: Geld\n\nMehr vom GKVSV bei www.nakos.de im Internet.")
    assert len(plan.information) == 1 and problems and all(one.harmless for one in problems)
    assert {one.file for one in problems} == {"infos/a.txt"} and any("www.nakos.de" in one.text for one in problems)
