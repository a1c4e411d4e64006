"""What the README and the manual show is what the program takes."""

import re
from pathlib import Path

import pytest

from ivr.say import say
from prompts.normalise import normalised
from prompts.wording import page
from reading.content import read
from tests.support.mistakes import HEALTHY
from tests.support.staff import IN_THURINGIA, OFFICE, TODAY, files, written

ROOT = Path(__file__).parents[2]
BLOCKS = {
    f"{name}: {block.split()[1]}": block
    for name in ("README.md", "docs/handbuch.md")
    for block in re.findall(r"```\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    if block.startswith(("Gruppe:", "Name:"))
}
INFORMATION = re.findall(r"```\n(Titel:.*?)```", (ROOT / "docs/handbuch.md").read_text(encoding="utf-8"), re.DOTALL)
MANUAL = (ROOT / "docs/handbuch.md").read_text(encoding="utf-8")
SAID = re.findall(r"^\| `(.*?)` \| (.*?) \|$", MANUAL[MANUAL.index("## Die Aussprache") :], re.MULTILINE)


def rows(heading: str) -> list[str]:
    """What the table below a heading of the manual says that one writes."""
    section = MANUAL.partition(f"### {heading}")[2].partition("\n### ")[0]
    return re.findall(r"^\| `(.*?)` \|.*\|$", section, re.MULTILINE)


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"])
def test_the_files_that_a_document_names_are_there(name):
    named = re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.[a-z]+)`", (ROOT / name).read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_an_example_has_no_mistake(block):
    office, groups = (
        (block, "Gruppe: Krokus\nRegel: montags, 18 Uhr\n") if block.startswith("Name:") else (OFFICE, block)
    )
    assert written(groups, office)[1] == ()


def test_a_text_of_information_of_the_manual_has_no_mistake():
    for text in INFORMATION:
        plan, problems = read(files({**HEALTHY, "infos/geld.txt": text.encode()}), TODAY)
        assert problems == () and len(plan.information) == 1


@pytest.mark.parametrize("rule", rows("Regel"))
def test_a_rule_of_the_manual_is_understood(rule):
    plan, problems = written(f"Gruppe: Krokus\nRegel: {rule}\n", IN_THURINGIA)
    assert problems == () and (plan.groups[0].rules or plan.groups[0].by_words)


@pytest.mark.parametrize("days", rows("Ausfall"))
def test_an_exception_of_the_manual_is_understood(days):
    plan, problems = written(f"Gruppe: Krokus\nRegel: dienstags, 18 Uhr\nAusfall: {days}\n", IN_THURINGIA)
    assert problems == () and plan.groups[0].off


@pytest.mark.parametrize("line", rows("Raum"))
def test_a_room_of_the_manual_is_understood(line):
    room = "" if line.startswith("Raum") else "Raum: Jitsi 030 23125 124, 2042531021\n"
    plan, problems = written(f"Gruppe: Krokus\nRegel: dienstags, 18 Uhr\nZugang: 582 917\n{room}{line}\n")
    assert problems == () and plan.groups[0].external_room


@pytest.mark.parametrize("line", [*rows("Für wen"), *rows("Neue"), *rows("Kontakt")])
def test_what_the_manual_tells_newcomers_of_a_group_is_understood(line):
    plan, problems = written(f"Gruppe: Krokus\nRegel: dienstags, 18 Uhr\n{line}\n")
    assert problems == () and plan != written("Gruppe: Krokus\nRegel: dienstags, 18 Uhr\n")[0]


@pytest.mark.parametrize("line", rows("Neue"))
def test_the_manual_says_of_newcomers_what_callers_hear(line):
    takes = written(f"Gruppe: Krokus\nRegel: dienstags, 18 Uhr\n{line}\n")[0].groups[0].newcomers
    assert f"| `{line}` | {page([say(f'neue.{takes}')])} |" in MANUAL


@pytest.mark.parametrize("line", [*rows("Zeiten"), *rows("Füllwörter")])
def test_times_and_fillers_of_the_manual_are_understood(line):
    assert written("Gruppe: Krokus\nRegel: montags, 18 Uhr\n", f"{IN_THURINGIA}{line}\n")[1] == ()


@pytest.mark.parametrize("line", [*rows("Krise"), *rows("Neu:"), *rows("Anrufbeantworter")])
def test_a_line_of_the_office_in_the_manual_is_understood(line):
    group = "Gruppe: Krokus\nRegel: montags, 18 Uhr\n"
    assert written(group, f"{OFFICE}{line}\n")[1] == ()


@pytest.mark.parametrize(("wrote", "said"), SAID)
def test_what_the_manual_writes_is_said_as_it_tells(wrote, said):
    assert normalised(wrote) == said


def test_there_are_examples_to_try():
    assert len(BLOCKS) >= 3 and len(rows("Regel")) >= 18 and len(rows("Ausfall")) >= 6 and len(rows("Raum")) >= 12
    assert len(SAID) >= 5 and len(rows("Neue")) == 3 and len(rows("Kontakt")) >= 2 and len(rows("Krise")) == 1
    assert INFORMATION
