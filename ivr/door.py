"""The door of a room: open, or why not."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ivr.agenda import meetings_today, next_meeting
from ivr.meeting import Meeting
from ivr.plan import Group

OPENS_BEFORE = timedelta(minutes=15)


@dataclass(frozen=True)
class Door:
    """`state` is open, early, over, moved, cancelled, another_day, in_words or no_date.

    `meeting` is the one that is open or early or moved, else the next one.
    """

    state: str
    meeting: Meeting | None


def door(group: Group, now: datetime) -> Door:
    """The state of a group's door at this moment."""
    today = meetings_today(group, now, soon=OPENS_BEFORE)
    for meeting in today:
        if meeting.end > now and not meeting.cancelled:
            return Door("open" if meeting.start - OPENS_BEFORE <= now else "early", meeting)
    for meeting in today:
        if meeting.moved_to and meeting.moved_to > now:
            return Door("moved", meeting)
    following = next_meeting(group, now)
    if following is None:
        return Door("in_words" if group.by_words else "no_date", None)
    return Door(_why_not_today(today), following)


def _why_not_today(today: list[Meeting]) -> str:
    if not today:
        return "another_day"
    return "cancelled" if all(meeting.cancelled for meeting in today) else "over"
