"""Somebody of the office: writes a few lines, saves them, and sees what becomes of them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ivr.plan import Group, Plan
from reading.content import read
from reading.files import File
from reading.problem import Problem

EXAMPLE = Path(__file__).parents[1] / "beispiel"
# A Tuesday.
TODAY = date(2026, 3, 10)
OFFICE = "Name: Selbsthilfe-Telefon\nTelefon: 030 23125 042\n"
IN_THURINGIA = f"{OFFICE}Bundesland: Thüringen\n"


def files(raw: Mapping[str, bytes]) -> dict[str, File]:
    """Files that were saved today."""
    return {name: File(content) for name, content in raw.items()}


def written(groups: str | bytes, office: str = OFFICE) -> tuple[Plan, tuple[Problem, ...]]:
    """What becomes of these groups in a healthy folder."""
    raw = groups.encode() if isinstance(groups, str) else groups
    return read(files({"buero.txt": office.encode(), "gruppen.txt": raw}), TODAY)


def group(lines: str) -> Group:
    """The one group of these lines, which must be without a mistake."""
    plan, problems = written(f"Gruppe: Krokus\n{lines}\n")
    assert not problems, problems[0]
    return plan.groups[0]
