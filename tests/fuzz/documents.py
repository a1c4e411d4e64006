"""Documents of Word, LibreOffice and Excel, and what comes of them when they are damaged."""

import time

from reading.content import read
from tests.support.documents import excel, open_document, word
from tests.support.staff import IN_THURINGIA, TODAY, files

# In bytes, and in seconds of the processor.
LONGEST, PATIENCE = 60_000, 3.0
SUFFIXES = (".docx", ".odt", ".xlsx", ".csv")
LINES = ("Gruppe: Lotus", "Regel: dienstags, 18 Uhr")
ROWS = (("Gruppe", "Regel"), ("Lotus", "dienstags, 18 Uhr"))
# The first byte says which kind it is.
SEEDS = [
    bytes([number]) + raw
    for number, raw in enumerate((word(*LINES), open_document(*LINES), excel(*ROWS), b"Gruppe;Regel\nL;montags 9 Uhr"))
]
WORDS = ["PK\3\4", "word/document.xml", "content.xml", "xl/worksheets/sheet1.xml", "Gruppe", "Regel", ";", "<!DOCTYPE"]


def attempt(data: bytes) -> None:
    """Reads it as a file of groups."""
    name = f"gruppen/k{SUFFIXES[data[0] % len(SUFFIXES)] if data else '.docx'}"
    began = time.process_time()
    plan, problems = read(files({"buero.txt": IN_THURINGIA.encode(), name: data[1:]}), TODAY)
    assert time.process_time() - began < PATIENCE, "too slow"
    assert plan.groups or problems, "a document is lost without a word"
    assert all(problem.text.endswith(".") and problem.remedy for problem in problems)
