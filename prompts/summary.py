"""The summary of a group for staff: one German sentence and the next dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ivr.model.agenda import coming
from ivr.model.meeting import Meeting
from ivr.model.moment import in_berlin
from ivr.model.plan import ExternalRoom, Group
from ivr.model.recurrence import WEEKDAYS
from ivr.say import say
from prompts import on_paper
from prompts.hours import hours_on_paper
from prompts.meeting_times import meeting_sentence
from prompts.normalise import Lexicon
from prompts.wording import page

DATES_SHOWN = 3


@dataclass(frozen=True)
class GroupSummary:
    """A group's sentence, whom it is for and whom to ask, its `next` dates, and lines for staff, which include
    cancelled and moved meetings."""

    name: str
    spoken: str
    about: str
    next: tuple[datetime, ...]
    dates: tuple[str, ...]


def summarise(group: Group, now: datetime, lexicon: Lexicon = ()) -> GroupSummary:
    """The summary for `flask check` and the pages of the office."""
    found = list(_up_to(DATES_SHOWN, coming(group, now)))
    taking_place = tuple(meeting.start for meeting in found if not meeting.cancelled)
    spoken = meeting_sentence(group, lexicon=lexicon)
    return GroupSummary(group.name, spoken, " ".join(_about(group, now.date())), taking_place, tuple(map(_line, found)))


def _about(group: Group, today: date) -> Iterator[str]:
    """What newcomers are told of a group, in sentences."""
    if group.for_whom:
        yield f"Für {group.for_whom}."
    if group.newcomers:
        yield page((say(f"neue.{group.newcomers}"),))
    if group.contact:
        when = hours_on_paper(group.contact.hours, today) or "zu jeder Zeit"
        yield f"Fragen beantwortet {on_paper.number(group.contact.number)}, {when}."
    if group.external_room:
        yield _dialled(group.external_room)


def _dialled(room: ExternalRoom) -> str:
    """What the hotline dials and presses to reach a room of another system."""
    steps = re.findall("(W*)([^W]+)", room.digits)
    pressed = (f"nach {len(wait)} Sekunden {keys}" if wait else keys for wait, keys in steps)
    return f"Der Raum ist bei {room.kind} unter {', '.join((room.number, *pressed))}."


def _up_to(count: int, meetings: Iterator[Meeting]) -> Iterator[Meeting]:
    """The meetings up to the last of `count` that take place, with at most `count` cancelled ones among them."""
    left = {False: count, True: count}
    for meeting in meetings:
        if left[meeting.cancelled]:
            left[meeting.cancelled] -= 1
            yield meeting
        if not left[False]:
            return


def _line(meeting: Meeting) -> str:
    """ "Di 24.03.2026, 18:30–20:00 Uhr (fällt aus)"; the end only where it was written."""
    when = _moment(meeting.start, f"–{in_berlin(meeting.end):%H:%M}" if meeting.has_end else "")
    if meeting.moved_to:
        return f"{when} (verlegt auf {_moment(meeting.moved_to)})"
    return f"{when} (fällt aus)" if meeting.cancelled else when


def _moment(when: datetime, end: str = "") -> str:
    return f"{WEEKDAYS[when.weekday()][:2]} {when:%d.%m.%Y, %H:%M}{end} Uhr"
