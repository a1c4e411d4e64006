"""Somebody of the office: writes a few lines, saves them, and sees what becomes of them."""

from pathlib import Path

from ivr.plan import Group, Plan
from reading.content import read
from reading.problem import Problem

EXAMPLE = Path(__file__).parents[1] / "beispiel"
OFFICE = "Name: Selbsthilfe-Telefon\nTelefon: 030 23125 042\n"


def written(groups: str | bytes, office: str = OFFICE) -> tuple[Plan, tuple[Problem, ...]]:
    """What becomes of these groups in a healthy folder."""
    raw = groups.encode() if isinstance(groups, str) else groups
    return read({"buero.txt": office.encode(), "gruppen.txt": raw})


def group(lines: str) -> Group:
    """The one group of these lines, which must be without a mistake."""
    plan, problems = written(f"Gruppe: Krokus\n{lines}\n")
    assert not problems, problems[0]
    return plan.groups[0]
