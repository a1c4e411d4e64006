"""The remedies of the gallery of mistakes, taken literally: each makes the file right (fehler/….richtig)."""

import re
from pathlib import Path

import pytest

from reading.content import read
from tests.support.calendars import TREFFEN, calendar
from tests.support.mistakes import HEALTHY, MISTAKES
from tests.support.staff import TODAY, files

# A calendar is put right in another program.
CALENDAR = calendar(TREFFEN).encode()
# These remedies name what to take away, or a word that is chosen.
TAKES_AWAY = re.compile(
    "steht bei|treichen Sie|öschen Sie|assen Sie nur|flask code|Legen Sie die Datei|gehört in den Ordner"
)


def corrected(mistake: Path) -> str:
    return mistake.with_suffix(".richtig").read_bytes().decode()


def written_files(text: str) -> dict[str, bytes]:
    """The files of a text in which each begins with its name: "# gruppen/probe.txt"."""
    parts = re.split(r"^# (?=\S+\.(?:txt|ics)$|gruppen/krokus - )", text, flags=re.MULTILINE)[1:]
    return {part.partition("\n")[0]: f"# {part}".encode() for part in parts}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda file: file.stem)
def test_a_remedy_taken_literally_makes_the_file_right(mistake):
    right = written_files(corrected(mistake))
    calendars = {"gruppen/probe.ics": CALENDAR} if "probe.ics" in corrected(mistake) else {}
    _, problems = read(files({**HEALTHY, **right, **calendars}), TODAY)
    # A published calendar is fetched by the worker.
    assert right and [problem for problem in problems if not problem.waits] == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda file: file.stem)
def test_what_a_remedy_gives_as_an_example_is_what_was_written(mistake):
    told = mistake.with_suffix(".meldung").read_text(encoding="utf-8").split("\n")
    for remedy in (line.strip() for line in told[3::4]):
        words = [word for word in re.findall("»(.*?)«", remedy) if not TAKES_AWAY.search(remedy)]
        assert not words or any(_stands_in(word, corrected(mistake)) for word in words), remedy


def _stands_in(word: str, text: str) -> bool:
    """Whether it stands there, be it for another day, number or name."""
    pattern = re.sub(r"\\?[0-9]+", "[0-9]+", re.escape(" ".join(word.split())))
    return bool(re.search(pattern, " ".join(text.split())))
