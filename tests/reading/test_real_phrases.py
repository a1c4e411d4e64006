"""What people really wrote: understood as they meant it, or asked back with what is missing, never misunderstood."""

from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from ivr.model.meeting import Meeting, meetings
from tests.support.staff import IN_THURINGIA, TODAY, written

TABLE = Path(__file__).parents[1] / "golden" / "wirkliche_zeiten.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
# A day off is one of a meeting; a list of dates may begin long ago.
BESIDE = {"Ausfall": "Regel: samstags, 15 Uhr\n"}
SINCE = {"Termine": date(2010, 1, 1)}


@pytest.mark.parametrize(("key", "words", "hours", "expected"), ROWS, ids=[" ".join(row[1:3])[:60] for row in ROWS])
def test_what_people_write_is_understood_or_asked(key, words, hours, expected):
    assert outcome(key, ", ".join(filter(None, (words, hours)))) == expected


def test_the_table_is_not_empty():
    assert len(ROWS) >= 150


def outcome(key: str, words: str) -> str:
    """The next three meetings (those that are off after "Ausfall"), or the question."""
    plan, problems = written(f"Gruppe: Krokus\n{BESIDE.get(key, '')}{key}: {words}\n", IN_THURINGIA)
    if not plan.groups:
        return f"? {problems[0].text}"
    found = meetings(plan.groups[0], SINCE.get(key, TODAY), date(2027, 3, 1))
    wanted = (meeting for meeting in found if meeting.cancelled == (key == "Ausfall"))
    return " | ".join(map(told, islice(wanted, 3)))


def told(meeting: Meeting) -> str:
    spans = [rule.span for rule in meeting.group.rules] + [span for _, span in meeting.group.dates]
    ends = any(span.end for span in spans)
    return f"{meeting.start:%d.%m.%Y %H:%M}" + f"-{meeting.end:%H:%M}" * ends
