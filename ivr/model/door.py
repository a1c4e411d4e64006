"""The door of a room: open, or why not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ivr.model.agenda import meetings_today, next_meeting
from ivr.model.meeting import Meeting
from ivr.model.moment import later
from ivr.model.plan import Group

# Whoever is so early waits with music; whoever is earlier had better call again.
WORTH_WAITING = timedelta(minutes=15)


@dataclass(frozen=True)
class Door:
    """`state` is open, soon, early, ending, over, moved, cancelled, another_day, in_words or no_date.

    `meeting` is the one that is open, soon, early, ending or moved, else the next one, if there is any. "soon" is worth
    waiting for; "ending" lets only those in who were inside before.
    """

    state: str
    meeting: Meeting | None


def opens(meeting: Meeting) -> datetime:
    """When the door of a meeting opens."""
    return later(meeting.start, -meeting.group.opens_before)


def closes(meeting: Meeting) -> datetime:
    """When even those who are inside have to go."""
    return later(meeting.end, meeting.group.closes_after)


def door(group: Group, now: datetime) -> Door:
    """The state of a group's door at this moment."""
    today = meetings_today(group, now, soon=group.opens_before + WORTH_WAITING)
    taking_place = [meeting for meeting in today if not meeting.cancelled]
    for state, holds in STATES.items():
        for meeting in taking_place:
            if holds(meeting, now):
                return Door(state, meeting)
    for meeting in today:
        if meeting.moved_to and meeting.moved_to > now:
            return Door("moved", meeting)
    following, why = next_meeting(group, now), _why_not_today(today)
    if following is None and why != "cancelled":
        return Door("in_words" if group.by_words else "no_date", None)
    return Door(why, following)


def is_off_tonight(group: Group, now: datetime) -> bool:
    """Whether a meeting is off that began yesterday and would go on now."""
    near = meetings_today(group, now, soon=timedelta(0))
    return any(one.cancelled and one.moved_to is None and one.start.date() < now.date() for one in near)


# In the order in which they count, if two meetings are close together.
STATES: Mapping[str, Callable[[Meeting, datetime], bool]] = {
    "open": lambda meeting, now: opens(meeting) <= now < meeting.end,
    "ending": lambda meeting, now: meeting.end <= now < closes(meeting),
    "soon": lambda meeting, now: opens(meeting) - WORTH_WAITING <= now < opens(meeting),
    "early": lambda meeting, now: now < opens(meeting),
}


def _why_not_today(today: list[Meeting]) -> str:
    if not today:
        return "another_day"
    return "cancelled" if today[-1].cancelled else "over"
