"""Which meetings are next, running, or cancelled, at a given moment."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import chain, takewhile

from ivr.model.meeting import Meeting, meetings
from ivr.model.moment import midnight
from ivr.model.plan import Group, Plan
from ivr.model.recent import recent_cache

HORIZON = timedelta(days=400)
# A meeting of 24 hours may be followed by hours of Nachlauf, and others may lead up to it.
LOOKS_BACK = timedelta(days=3)
# Nobody asks how a meeting that is farther away hangs together with others.
NEAR = timedelta(days=3)
DAY = timedelta(days=1)
# Today, tomorrow for what is spoken beforehand, and a day for whoever calls at midnight.
DAYS = 3
# Meetings are reckoned for so many days at once, the same ones for every moment within them.
WINDOW = 28
# As many as there are between LOOKS_BACK and HORIZON, and one that begins.
WINDOWS = 17
NEVER = datetime.max.replace(tzinfo=UTC)
# In a list of dates rooms that are always open come behind all others.
ALWAYS = NEVER - DAY


@dataclass(frozen=True)
class Entry:
    """A group in a list of dates: its next meeting, and before it one that is off. None: its rule is told in words.

    `round_the_clock`: it meets now, and does not part for a day.
    """

    group: Group
    meetings: tuple[Meeting, ...]
    round_the_clock: bool = False


@dataclass(frozen=True)
class Sitting:
    """From when to when a group stays together, where one meeting begins before another is over or as it ends.

    `is_long`: as planned, for more than a day. What is called off meanwhile does not change that.
    """

    begin: datetime
    end: datetime
    is_long: bool


def _agenda(group: Group, today: date) -> Iterator[Meeting]:
    """The meetings from LOOKS_BACK to HORIZON. A group is mostly asked for its next one, so the rest is not reckoned
    before it is asked for."""
    first, last = today - LOOKS_BACK, today + HORIZON
    for window in range(first.toordinal() // WINDOW, last.toordinal() // WINDOW + 1):
        yield from (meeting for meeting in _in_window(group, window) if first <= meeting.start.date() <= last)


@recent_cache(WINDOWS)
def _in_window(group: Group, window: int) -> tuple[Meeting, ...]:
    first = date.fromordinal(window * WINDOW)
    return tuple(meetings(group, first, first + timedelta(days=WINDOW - 1)))


@recent_cache(DAYS)
def _sittings(group: Group, today: date) -> Mapping[datetime, Sitting]:
    near = list(takewhile(lambda meeting: meeting.start.date() <= today + NEAR, _agenda(group, today)))
    planned, taking_place = _together(near), _together(meeting for meeting in near if not meeting.cancelled)
    return {
        start: Sitting(begin, end, is_long=planned[start][1] - planned[start][0] > DAY)
        for start, (begin, end) in taking_place.items()
    }


def _together(several: Iterable[Meeting]) -> dict[datetime, tuple[datetime, datetime]]:
    """By the start of each meeting, from when to when it hangs together with others."""
    chains: list[tuple[list[Meeting], datetime]] = []
    for meeting in several:
        if chains and meeting.start <= chains[-1][1]:
            chain, end = chains.pop()
            chains.append(([*chain, meeting], max(end, meeting.end)))
        else:
            chains.append(([meeting], meeting.end))
    return {meeting.start: (chain[0].start, end) for chain, end in chains for meeting in chain}


def sitting(meeting: Meeting, now: datetime) -> Sitting:
    """How long a group stays together around one of its meetings."""
    alone = Sitting(meeting.start, meeting.end, is_long=False)
    return _sittings(meeting.group, now.date()).get(meeting.start, alone)


def coming(group: Group, now: datetime) -> Iterator[Meeting]:
    """The meetings of a group that are not over yet, the running one first, cancelled ones too: up to HORIZON all, and
    single dates however far ahead."""
    known = chain(_agenda(group, now.date()), _far_ahead(group, now.date() + HORIZON))
    return (meeting for meeting in known if meeting.end > now)


def _far_ahead(group: Group, last: date) -> Iterator[Meeting]:
    """The meetings on days behind `last` that were written by themselves."""
    written = {day for day, _ in group.dates}.union(move.to for move in group.moved)
    for day in sorted(day for day in written if day > last):
        yield from meetings(group, day, day)


def next_meeting(group: Group, now: datetime) -> Meeting | None:
    """The next meeting that takes place, None if none is known."""
    return next((meeting for meeting in coming(group, now) if not meeting.cancelled), None)


def next_sitting(group: Group, now: datetime) -> Sitting | None:
    """When the group comes together next, if it meets now after that; None: it does not part, or no date is known."""
    following = next_meeting(group, now)
    if following and following.start <= now:
        if is_round_the_clock(following, now):
            return None
        following = next_meeting(group, sitting(following, now).end)
    return sitting(following, following.start) if following else None


def meetings_today(group: Group, now: datetime, soon: timedelta) -> list[Meeting]:
    """The meetings of a group that start today or `soon`, or that began before and whose room is not closed yet."""
    today, until = now.date(), now + soon
    near = takewhile(lambda one: one.start.date() <= today or one.start <= until, _agenda(group, today))
    return [one for one in near if one.start.date() >= today or one.end + group.closes_after > now]


def entry(group: Group, now: datetime) -> Entry:
    """What a list of dates says of a group."""
    meetings = tuple(_up_to_the_next(group, now))
    return Entry(group, meetings, bool(meetings) and is_round_the_clock(meetings[0], now))


def is_round_the_clock(meeting: Meeting, now: datetime) -> bool:
    """Whether a group meets now and does not part for a day."""
    return meeting.start <= now and not meeting.cancelled and sitting(meeting, now).end - now >= DAY


def entries(plan: Plan, now: datetime) -> tuple[Entry, ...]:
    """Every group of which a list can say something, the soonest first; at the end those that only words can tell."""
    return _entries(plan, since(plan, now))


def since(plan: Plan, now: datetime) -> datetime:
    """Since when the entries are as they are now: a day has begun, or a meeting ended. Many callers ask meanwhile."""
    ends = _ends(plan, now.date())
    passed = bisect_right(ends, now)
    return ends[passed - 1] if passed else midnight(now.date())


@lru_cache(maxsize=8)
def _ends(plan: Plan, day: date) -> tuple[datetime, ...]:
    """When meetings end on a day, in order."""
    begun = (takewhile(lambda one: one.start.date() <= day, _agenda(group, day)) for group in plan.groups)
    return tuple(sorted({meeting.end for several in begun for meeting in several if meeting.end.date() == day}))


@lru_cache(maxsize=16)
def _entries(plan: Plan, now: datetime) -> tuple[Entry, ...]:
    found = (entry(group, now) for group in plan.groups)
    return tuple(sorted((one for one in found if one.meetings or one.group.by_words), key=order))


def order(one: Entry) -> tuple[datetime, str]:
    """By what a list is in order: when the first meeting begins (ALWAYS: it goes on; NEVER: only words tell), and the
    name. While time passes an entry only moves towards the end."""
    if one.round_the_clock:
        return (ALWAYS, one.group.name)
    return (one.meetings[0].start if one.meetings else NEVER, one.group.name)


def _up_to_the_next(group: Group, now: datetime) -> Iterator[Meeting]:
    first = next(coming(group, now), None)
    if first and first.cancelled:
        yield first
    if following := next_meeting(group, now):
        yield following
