"""What the hotline understood of a group, said back to staff: one German sentence and the next dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ivr.model.agenda import coming
from ivr.model.meeting import Meeting
from ivr.model.plan import Group
from ivr.model.recurrence import WEEKDAYS
from prompts.meeting_times import meets
from prompts.normalise import Lexicon

HOW_MANY = 3


@dataclass(frozen=True)
class Understood:
    """A group's sentence, its `next` dates, and those as lines with what is off or moved among them."""

    name: str
    spoken: str
    next: tuple[datetime, ...]
    dates: tuple[str, ...]


def understood(group: Group, now: datetime, lexicon: Lexicon = ()) -> Understood:
    """What `flask check` and the page of the staff say about a group."""
    found = list(_up_to(HOW_MANY, coming(group, now)))
    taking_place = tuple(meeting.start for meeting in found if not meeting.cancelled)
    return Understood(group.name, meets(group, lexicon=lexicon), taking_place, tuple(map(_line, found)))


def _up_to(count: int, meetings: Iterator[Meeting]) -> Iterator[Meeting]:
    """The meetings up to the last of so many that take place, and as many that do not."""
    left = {False: count, True: count}
    for meeting in meetings:
        if left[meeting.cancelled]:
            left[meeting.cancelled] -= 1
            yield meeting
        if not left[False]:
            return


def _line(meeting: Meeting) -> str:
    """ "Di 24.03.2026, 18:30 Uhr (fällt aus)"."""
    if meeting.moved_to:
        return f"{_moment(meeting.start)} (verlegt auf {_moment(meeting.moved_to)})"
    return f"{_moment(meeting.start)}{' (fällt aus)' * meeting.cancelled}"


def _moment(when: datetime) -> str:
    return f"{WEEKDAYS[when.weekday()][:2]} {when:%d.%m.%Y, %H:%M} Uhr"
