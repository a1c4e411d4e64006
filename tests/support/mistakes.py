"""The gallery of mistakes, and a folder that has none."""

from pathlib import Path

from tests.support.staff import OFFICE

MISTAKES = sorted((Path(__file__).parents[1] / "fehler").glob("*.txt"))
HEALTHY = {"buero.txt": OFFICE.encode(), "gruppen/krokus.txt": b"Gruppe: Krokus\nRegel: montags, 18 Uhr\n"}
