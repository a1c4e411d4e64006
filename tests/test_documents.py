"""What the README and the manual show is what the program takes."""

import re
from pathlib import Path

import pytest

from tests.staff import IN_THURINGIA, OFFICE, written

ROOT = Path(__file__).parents[1]
BLOCKS = {
    f"{name}: {block.split()[1]}": block
    for name in ("README.md", "docs/handbuch.md")
    for block in re.findall(r"```\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    if block.startswith(("Gruppe:", "Name:"))
}
MANUAL = (ROOT / "docs/handbuch.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[str]:
    """What the table below a heading of the manual says that one writes."""
    section = MANUAL.partition(f"### {heading}")[2].partition("\n### ")[0]
    return re.findall(r"^\| `(.*?)` \|.*\|$", section, re.MULTILINE)


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_an_example_has_no_mistake(block):
    office, groups = (
        (block, "Gruppe: Krokus\nRegel: montags, 18 Uhr\n") if block.startswith("Name:") else (OFFICE, block)
    )
    assert written(groups, office)[1] == ()


@pytest.mark.parametrize("rule", rows("Regel"))
def test_a_rule_of_the_manual_is_understood(rule):
    plan, problems = written(f"Gruppe: Krokus\nRegel: {rule}\n", IN_THURINGIA)
    assert problems == () and (plan.groups[0].rules or plan.groups[0].by_words)


@pytest.mark.parametrize("days", rows("Ausfall"))
def test_an_exception_of_the_manual_is_understood(days):
    plan, problems = written(f"Gruppe: Krokus\nRegel: dienstags, 18 Uhr\nAusfall: {days}\n", IN_THURINGIA)
    assert problems == () and plan.groups[0].off


def test_there_are_examples_to_try():
    assert len(BLOCKS) >= 3 and len(rows("Regel")) >= 18 and len(rows("Ausfall")) >= 6
