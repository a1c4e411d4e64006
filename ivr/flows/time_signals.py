"""Time signals: announcements of the remaining time in a room, and when they are due."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import takewhile

from ivr.model.agenda import coming
from ivr.model.meeting import Meeting
from ivr.model.plan import Group
from ivr.say import Say, say

# So many minutes before the end, what is said, and how many minutes a meeting lasts at least in which it is said.
BELLS = ((10, "zeit.zehn", 30), (2, "zeit.zwei", 5), (0, "zeit.ende", 0))
DAY = timedelta(hours=24)


def due(groups: Iterable[Group], since: datetime, now: datetime) -> list[tuple[Meeting, Say]]:
    """What is to be said, and in which meeting, when the time has come after `since` and not after `now` (aware)."""
    return [
        (meeting, say(key))
        for group in groups
        for meeting in _meetings_that_end(group, since, now)
        for minutes, key, shortest in BELLS
        if since < _left(minutes, meeting) <= now and _left(shortest, meeting) >= meeting.start
    ]


def _meetings_that_end(group: Group, since: datetime, now: datetime) -> Iterator[Meeting]:
    """Those at whose end no other meeting of the group goes on."""
    near = [meeting for meeting in _until(now + DAY, coming(group, since)) if not meeting.cancelled]
    return (one for one in near if not any(other.start <= one.end < other.end for other in near))


def _until(moment: datetime, meetings: Iterator[Meeting]) -> Iterator[Meeting]:
    return takewhile(lambda meeting: meeting.start <= moment, meetings)


def _left(minutes: int, meeting: Meeting) -> datetime:
    """When so many minutes are left."""
    return meeting.end - timedelta(minutes=minutes)
