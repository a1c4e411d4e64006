"""The meetings of a group: what its rules, single dates, exceptions and moved dates come to on the calendar."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ivr.model.exceptions import Between
from ivr.model.moment import later, moment_at
from ivr.model.plan import Group
from ivr.model.recurrence import Span

# A meeting written without an end ("ab 18 Uhr") keeps its room open this long.
USUAL_LENGTH = timedelta(minutes=90)


@dataclass(frozen=True)
class Meeting:
    """One date of a group; `start` and `end` are moments. `moved_to` is when it takes place instead.

    `cancellations`: it is cancelled by telephone alone, and takes place if that is taken back. `has_end`: its end was
    written, and is not just the usual one.
    """

    group: Group
    start: datetime
    end: datetime
    cancelled: bool = False
    moved_to: datetime | None = None
    cancellations: bool = False
    has_end: bool = True


def meetings(group: Group, since: date, until: date) -> Iterator[Meeting]:
    """The meetings of a group that begin on the days from `since` to `until`, in order, those that are off too."""
    found = sorted((*_as_planned(group, since, until), *_instead(group)), key=lambda meeting: meeting.start)
    return (_as_cancelled(meeting) for meeting in found if since <= meeting.start.date() <= until)


def _as_cancelled(meeting: Meeting) -> Meeting:
    """A meeting as planned, if it is not called off by telephone; nor is one moved to a day that is called off."""
    days = meeting.group.cancellations
    if meeting.start.date() in days and not meeting.cancelled:
        return replace(meeting, cancelled=True, cancellations=True)
    if meeting.moved_to and meeting.moved_to.date() in days:
        return replace(meeting, moved_to=None)
    return meeting


def _as_planned(group: Group, since: date, until: date) -> Iterator[Meeting]:
    moved = {move.day: bounds(move.to, move.span)[0] for move in group.moved}
    for (day, span), off in (_by_rules(group, since, until) | _single(group)).items():
        start, end = bounds(day, span)
        instead = moved.get(day)
        # Where a moved meeting takes place at this very time, it stands for this one.
        if instead != start and (instead or start not in moved.values()):
            is_off = off or instead is not None
            yield Meeting(group, start, end, is_off, moved_to=instead, has_end=span.end is not None)


def _instead(group: Group) -> Iterator[Meeting]:
    """When the moved meetings take place; once, if two are moved to the same time."""
    moves = dict.fromkeys((move.to, move.span) for move in group.moved)
    return (Meeting(group, *bounds(day, span), has_end=span.end is not None) for day, span in moves)


def _by_rules(group: Group, since: date, until: date) -> dict[tuple[date, Span], bool]:
    """By day and span, whether the meeting is off. A single date stands instead of the rules on its day, and a rule
    that says so instead of the others."""
    dated = {day for day, _ in group.dates}
    instead = {day for rule in group.rules if rule.instead for day in rule.days(since, until)}
    return {
        (day, rule.span): any(off.covers(day) for off in (*group.off, *rule.off))
        for rule in group.rules
        for day in rule.days(since, until)
        if day not in dated and (rule.instead or day not in instead)
    }


def _single(group: Group) -> dict[tuple[date, Span], bool]:
    """A date that was written by itself is off only if that very day is: it may be meant just for the holidays."""
    days_off = {off.first for off in group.off if isinstance(off, Between) and off.first == off.last}
    return {(day, span): day in days_off for day, span in group.dates}


def spans_on(group: Group, day: date) -> list[Span]:
    """When a group meets on a day, moved meetings left out of account; none: not at all."""
    found = _by_rules(group, day, day) | _single(group)
    return [span for on, span in found if on == day]


def bounds(day: date, span: Span) -> tuple[datetime, datetime]:
    """When a span that begins on `day` starts and ends, by the clock also where clocks are changed in between.

    Where a start in the hour that is left out leaves nothing of it, it keeps its length (RFC 5545, 3.8.5.3: all that
    recur last equally long).
    """
    start = moment_at(day, span.start)
    if span.end is None:
        return start, later(start, USUAL_LENGTH)
    last = day + timedelta(days=span.end <= span.start)
    end = moment_at(last, span.end)
    if end <= start:
        end = later(start, datetime.combine(last, span.end) - datetime.combine(day, span.start))
    return start, end
