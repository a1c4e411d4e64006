"""Advice for the operator about content that is correct and could be safer."""

from collections.abc import Iterator
from datetime import date, timedelta

from ivr.model.meeting import meetings
from ivr.model.plan import Group, Plan

WEEK, HOUR = timedelta(days=7), timedelta(hours=1)
SAFE_DIGITS = 8
# The hours a week beyond which strangers who keep trying get in with six digits within a month with more than 0.2 %;
# round the clock it is 3 %, with eight digits a hundredth of that (tests/bench/guessing.py).
LONG = timedelta(hours=12)


def advice(plan: Plan, today: date) -> Iterator[str]:
    """German texts for the operator, one or two sentences each."""
    for group in plan.groups:
        if 0 < len(group.code) < SAFE_DIGITS and (hours := open_in_a_week(group, today)) > LONG:
            yield (
                f"Der Raum der Gruppe »{group.name}« ist {round(hours / HOUR)} Stunden in der Woche offen. Dafür ist "
                f"eine Nummer mit {SAFE_DIGITS} Ziffern besser: »Stellen: {SAFE_DIGITS}« in buero.txt; dann brauchen "
                "alle Gruppen neue Nummern."
            )


def open_in_a_week(group: Group, today: date) -> timedelta:
    """How long the room is open in the seven days from today, at most a week."""
    days = meetings(group, today, today + WEEK - timedelta(days=1))
    hours = (one.end - one.start + group.opens_before for one in days if not one.cancelled)
    return min(sum(hours, timedelta()), WEEK)
