"""Calendar files for tests: events as calendar programs write them, and the group that is read from them."""

from datetime import date

from ivr.model.meeting import meetings
from ivr.model.plan import Group, Plan
from reading.content import read
from reading.problem import Problem
from tests.support.staff import IN_THURINGIA, TODAY, files

NAMED = "Gruppe: Krokus\nKalender: krokus.ics\n"
TREFFEN = (
    "UID:1\nSUMMARY:Treffen\nDTSTART;TZID=Europe/Berlin:20260317T180000\nDTEND;TZID=Europe/Berlin:20260317T193000\n"
)


def calendar(*events: str, head: str = "") -> str:
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Probe//DE\n{head}{body}END:VCALENDAR\n"


def understood(ics: str | bytes, group: str = NAMED) -> tuple[Plan, tuple[Problem, ...]]:
    raw = ics if isinstance(ics, bytes) else ics.encode()
    texts = {"buero.txt": IN_THURINGIA.encode(), "gruppen/krokus.txt": group.encode(), "gruppen/krokus.ics": raw}
    return read(files(texts), TODAY)


def krokus(ics: str | bytes, group: str = NAMED) -> Group:
    plan, problems = understood(ics, group)
    assert not problems, problems[0]
    return plan.groups[0]


def starts(group: Group, cancelled: bool = False) -> list[str]:
    found = meetings(group, date(2026, 1, 1), date(2026, 12, 31))
    return [f"{each.start:%d.%m. %H:%M}" for each in found if each.cancelled == cancelled]
