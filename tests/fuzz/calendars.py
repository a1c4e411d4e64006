"""What calendar programs export, and what comes of it when it is damaged."""

import re
import time
from datetime import datetime

from reading.content import read
from tests.support.exporters import EXPORTERS
from tests.support.exporting import Event
from tests.support.staff import IN_THURINGIA, TODAY, files

# In bytes, and in seconds of the processor.
LONGEST, PATIENCE = 4000, 2.0
GROUP = b"Gruppe: K\nKalender: k\n\nGruppe: Zweite\nRegel: dienstags, 18 Uhr\n"
TUESDAY = datetime(2026, 3, 17, 18, 30)
MOVED = {TUESDAY.replace(day=31): TUESDAY.replace(day=30)}
EVENTS = [Event(TUESDAY, rule="FREQ=WEEKLY;COUNT=3", off=(TUESDAY.replace(day=24),), moved=MOVED)]
SEEDS = [exporter.export(EVENTS) for exporter in EXPORTERS.values()]
WORDS = sorted({word for seed in SEEDS for word in re.findall(r"[A-Z][A-Z-]+[:;=]?", seed.decode("latin-1"))})


def attempt(data: bytes) -> None:
    """Reads it as the calendar of a group; another group of the folder is heard whatever it is."""
    began = time.process_time()
    plan, problems = read(
        files({"buero.txt": IN_THURINGIA.encode(), "gruppen/k.txt": GROUP, "gruppen/k.ics": data}), TODAY
    )
    assert time.process_time() - began < PATIENCE, "too slow"
    assert "Zweite" in {group.name for group in plan.groups}
    assert len(plan.groups) == 2 or problems, "a group is lost without a word"
    assert all(problem.text.endswith(".") and problem.remedy for problem in problems)
