"""What people write about times, and whole files of groups."""

import re
import time
from pathlib import Path

from reading.content import read
from tests.support.staff import IN_THURINGIA, TODAY, files

# In bytes, in seconds of the processor, and in problems of one file.
LONGEST, PATIENCE, MOST_PROBLEMS = 2000, 2.0, 60
KEYS = ("Regel", "Termine", "Ausfall", "Verlegt", "Start", "Ort", "Zugang", "Zeiten", "Geschlossen", "")
OF_THE_OFFICE = ("Zeiten", "Geschlossen")
GROUP = "Gruppe: K\nRegel: dienstags, 18 Uhr\n"
TABLE = Path(__file__).parents[1] / "golden" / "wirkliche_zeiten.tsv"
PHRASES = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]

# The first byte says which line the others are; without a key they are a whole file.
SEEDS = [bytes([KEYS.index(key)]) + " ".join(written[:2]).encode() for key, *written in PHRASES if key in KEYS]
WORDS = sorted({word for row in PHRASES for word in re.findall(r'[^\s"\\]+', " ".join(row))})


def attempt(data: bytes) -> None:
    """Reads it within a healthy folder."""
    key, text = KEYS[data[0] % len(KEYS)] if data else "", data[1:]
    line = b"%s: %s\n" % (key.encode(), text)
    office = IN_THURINGIA.encode() + line * (key in OF_THE_OFFICE)
    groups = GROUP.encode() + line * (key not in OF_THE_OFFICE) if key else text
    began = time.process_time()
    _, problems = read(files({"buero.txt": office, "gruppen.txt": groups}), TODAY)
    assert time.process_time() - began < PATIENCE, "too slow"
    assert len(problems) <= 2 * MOST_PROBLEMS and all(problem.text and problem.remedy for problem in problems)
