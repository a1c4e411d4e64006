"""The meetings of a group: what its rules, single dates, exceptions and moved dates come to on the calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ivr.off import Between
from ivr.plan import Group, Moved
from ivr.rule import Span

BERLIN = ZoneInfo("Europe/Berlin")

# A meeting written without an end ("ab 18 Uhr") keeps its room open this long.
USUAL_LENGTH = timedelta(minutes=90)


@dataclass(frozen=True)
class Meeting:
    """One date of a group; `start` and `end` are aware (Europe/Berlin). `moved_to` is when it takes place instead."""

    group: Group
    start: datetime
    end: datetime
    cancelled: bool = False
    moved_to: datetime | None = None


def meetings(group: Group, since: date, until: date) -> Iterator[Meeting]:
    """The meetings of a group that begin on the days from `since` to `until`, in order, those that are off too."""
    moved = {move.day: move for move in group.moved}
    found = _by_rules(group, since, until) | _single(group) | {(move.to, move.span): False for move in group.moved}
    for (day, span), off in sorted(found.items(), key=lambda item: (item[0][0], item[0][1].start)):
        if since <= day <= until:
            instead = _moved_to(moved.get(day), day, span)
            yield Meeting(group, *bounds(day, span), cancelled=off or instead is not None, moved_to=instead)


def _moved_to(move: Moved | None, day: date, span: Span) -> datetime | None:
    return bounds(move.to, move.span)[0] if move and (move.to, move.span) != (day, span) else None


def _by_rules(group: Group, since: date, until: date) -> dict[tuple[date, Span], bool]:
    """By day and span, whether the meeting is off. A single date stands instead of the rules on its day."""
    overridden = {day for day, _ in group.dates}
    return {
        (day, rule.span): any(off.covers(day) for off in (*group.off, *rule.off))
        for rule in group.rules
        for day in rule.days(since, until)
        if day not in overridden
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
    """When a span that begins on `day` starts and ends by the wall clock."""
    start = datetime.combine(day, span.start, BERLIN)
    if span.end is None:
        return start, start + USUAL_LENGTH
    next_day = timedelta(days=span.end <= span.start)
    return start, datetime.combine(day + next_day, span.end, BERLIN)
