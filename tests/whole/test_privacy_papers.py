"""The papers for the law: complete, and the one that is spoken can be."""

import re
from pathlib import Path

from reading.content import read
from tests.support.mistakes import HEALTHY
from tests.support.staff import TODAY, files

DOCS = Path(__file__).parents[2] / "docs" / "datenschutz"


def test_the_index_names_every_paper():
    linked = set(re.findall(r"\]\(([a-z/.-]+)\)", (DOCS / "LIESMICH.md").read_text(encoding="utf-8")))
    there = {str(file.relative_to(DOCS)) for file in DOCS.rglob("*.*") if file.is_file()}
    assert linked == there - {"LIESMICH.md"}


def test_the_notice_for_callers_can_be_spoken_as_it_is():
    spoken = (DOCS / "infos" / "datenschutz.txt").read_bytes()
    plan, problems = read(files({**HEALTHY, "infos/datenschutz.txt": spoken}), TODAY)
    assert problems == () and plan.information[0].title == "Was mit meinen Daten geschieht"
