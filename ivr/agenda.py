"""Which meetings are next, running, or cancelled, at a given moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from ivr.meeting import Meeting, bounds, meetings
from ivr.plan import Group, Office, Plan

HORIZON = timedelta(days=400)


@dataclass(frozen=True)
class Entry:
    """A group in a list of dates: its next meeting, and before it one that is off. None: its rule is told in words."""

    group: Group
    meetings: tuple[Meeting, ...]


@lru_cache(maxsize=2048)
def _agenda(group: Group, today: date) -> tuple[Meeting, ...]:
    # From yesterday, because a meeting may run past midnight.
    return tuple(meetings(group, today - timedelta(days=1), today + HORIZON))


@lru_cache(maxsize=2048)
def _sittings(group: Group, today: date) -> dict[datetime, tuple[datetime, datetime]]:
    together: list[list[Meeting]] = []
    for meeting in _agenda(group, today):
        if meeting.cancelled:
            continue
        if together and together[-1][-1].end == meeting.start:
            together[-1].append(meeting)
        else:
            together.append([meeting])
    return {one.start: (several[0].start, several[-1].end) for several in together for one in several}


def sitting(meeting: Meeting, now: datetime) -> tuple[datetime, datetime]:
    """From when to when a group stays together, where one meeting follows another without a break."""
    return _sittings(meeting.group, now.date()).get(meeting.start, (meeting.start, meeting.end))


def coming(group: Group, now: datetime) -> Iterator[Meeting]:
    """The meetings of a group that are not over yet, the running one first, cancelled ones too."""
    return (meeting for meeting in _agenda(group, now.date()) if meeting.end > now)


def next_meeting(group: Group, now: datetime) -> Meeting | None:
    """The next meeting that takes place, or None within the horizon."""
    return next((meeting for meeting in coming(group, now) if not meeting.cancelled), None)


def meetings_today(group: Group, now: datetime, soon: timedelta) -> list[Meeting]:
    """The meetings of a group that start today or `soon`, or that began yesterday and whose room is not closed yet."""

    def counts(meeting: Meeting) -> bool:
        if meeting.start.date() < now.date():
            return meeting.end + group.closes_after > now
        return meeting.start.date() == now.date() or meeting.start <= now + soon

    return [meeting for meeting in _agenda(group, now.date()) if counts(meeting)]


def entry(group: Group, now: datetime) -> Entry:
    """What a list of dates says of a group."""
    return Entry(group, tuple(_up_to_the_next(group, now)))


def entries(plan: Plan, now: datetime) -> tuple[Entry, ...]:
    """Every group of which a list can say something, the soonest first; at the end those that only words can tell."""
    # Meetings begin and end with a minute, and so many callers a minute ask for the same.
    return _entries(plan, now.replace(second=0, microsecond=0))


@lru_cache(maxsize=16)
def _entries(plan: Plan, now: datetime) -> tuple[Entry, ...]:
    found = [entry(group, now) for group in sorted(plan.groups, key=lambda group: group.name)]
    dated = [one for one in found if one.meetings]
    in_words = [one for one in found if not one.meetings and one.group.by_words]
    return (*sorted(dated, key=lambda one: one.meetings[0].start), *in_words)


def _up_to_the_next(group: Group, now: datetime) -> Iterator[Meeting]:
    first = next(coming(group, now), None)
    if first and first.cancelled:
        yield first
    if following := next_meeting(group, now):
        yield following


def office_is_open(office: Office, now: datetime) -> bool:
    """Whether somebody answers the office's telephone now."""
    return any(
        start <= now < end
        for hours in office.hours
        if now.weekday() in hours.weekdays
        for start, end in [bounds(now.date(), hours.span)]
    )
