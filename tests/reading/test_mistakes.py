"""The gallery of mistakes: each file in fehler/ has one, and beside it stands what staff are told."""

from pathlib import Path

import pytest

from reading.content import read
from tests.support.mistakes import HEALTHY, MISTAKES
from tests.support.staff import TODAY, files


def told(mistake: Path) -> str:
    """What staff are told when this file stands among healthy ones, under the name in its first line.

    A calendar of the same name stands beside it as gruppen/probe.ics.
    """
    raw = mistake.read_bytes()
    name = raw.decode().partition("\n")[0].removeprefix("# ")
    calendars = {
        f"gruppen/probe{file.suffix}": file.read_bytes() for file in mistake.parent.glob(f"{mistake.stem}.ics")
    }
    _, problems = read(files({**HEALTHY, **calendars, name: raw}), TODAY)
    return "".join(f"{problem}\n" for problem in problems)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda file: file.stem)
def test_a_mistake_is_explained(mistake):
    assert told(mistake) == mistake.with_suffix(".meldung").read_text(encoding="utf-8")


def test_the_gallery_is_not_empty():
    assert len(MISTAKES) >= 30
