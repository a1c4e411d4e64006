"""What the README and the manual show is what the program takes."""

import re
from pathlib import Path

import pytest

from tests.staff import OFFICE, written

ROOT = Path(__file__).parents[1]
BLOCKS = {
    f"{name}: {block.split()[1]}": block
    for name in ("README.md", "docs/handbuch.md")
    for block in re.findall(r"```\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    if block.startswith(("Gruppe:", "Name:"))
}
RULES = re.findall(r"^\| `(.*?)` \|.*\|$", (ROOT / "docs/handbuch.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_an_example_has_no_mistake(block):
    office, groups = (
        (block, "Gruppe: Krokus\nRegel: montags, 18 Uhr\n") if block.startswith("Name:") else (OFFICE, block)
    )
    assert written(groups, office)[1] == ()


@pytest.mark.parametrize("rule", [rule for rule in RULES if "Uhr" in rule])
def test_a_rule_of_the_manual_is_understood(rule):
    plan, problems = written(f"Gruppe: Krokus\nRegel: {rule}\n")
    assert problems == () and len(plan.groups[0].rules) >= 1


def test_there_are_examples_to_try():
    assert len(BLOCKS) >= 3 and len(RULES) >= 8
