"""The plan: which groups meet when. Values only, as read from what staff write."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil import rrule

BERLIN = ZoneInfo("Europe/Berlin")
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)

# A meeting written without an end ("ab 18 Uhr") keeps its room open this long.
USUAL_LENGTH = timedelta(minutes=90)

LAST = -1


@dataclass(frozen=True)
class Span:
    """From one clock time to another. No `end`: nobody wrote one. An end not after the start is the next day's."""

    start: time
    end: time | None = None


@dataclass(frozen=True)
class Rule:
    """A recurrence: `weekdays` (Monday = 0), in every week, or only the `nths` (1 to 5, LAST) of the month."""

    weekdays: tuple[int, ...]
    span: Span
    nths: tuple[int, ...] = ()

    def days(self, since: date, until: date) -> list[date]:
        """Every day of this rule with since <= day <= until."""
        midnight = datetime.combine(since, time())
        if self.nths:
            wanted = [rrule.weekday(day, nth) for nth in self.nths for day in self.weekdays]
            found = rrule.rrule(rrule.MONTHLY, dtstart=midnight.replace(day=1), byweekday=wanted)
        else:
            found = rrule.rrule(rrule.WEEKLY, dtstart=midnight, byweekday=self.weekdays)
        return [day.date() for day in found.between(midnight, datetime.combine(until, time()), inc=True)]


@dataclass(frozen=True)
class Group:
    """One self-help group. `code` opens its room, `leader_code` opens it with the right to begin; "" = none."""

    name: str
    topic: str = ""
    rules: tuple[Rule, ...] = ()
    dates: tuple[tuple[date, Span], ...] = ()
    cancelled: frozenset[date] = frozenset()
    place: str = ""
    note: str = ""
    code: str = ""
    leader_code: str = ""

    def __hash__(self) -> int:
        # Agendas are looked up by group thousands of times a minute; the names of a plan differ.
        return hash(self.name)


@dataclass(frozen=True)
class Meeting:
    """One date of a group; `start` and `end` are aware (Europe/Berlin)."""

    group: Group
    start: datetime
    end: datetime
    cancelled: bool = False


@dataclass(frozen=True)
class OfficeHours:
    """The office is staffed on these weekdays (Monday = 0) within this span."""

    weekdays: tuple[int, ...]
    span: Span


@dataclass(frozen=True)
class Office:
    """The contact point itself, from buero.txt. `number` is national ("030 23125 042"); "" = none."""

    name: str = "Selbsthilfe-Telefon"
    place: str = ""
    state: str = ""
    number: str = ""
    hours: tuple[OfficeHours, ...] = ()
    greeting: str = ""
    emergency: str = ""


@dataclass(frozen=True)
class Plan:
    """All that staff wrote: the office, the groups, the rules of talk, and how odd words are said."""

    office: Office = Office()
    groups: tuple[Group, ...] = ()
    rules_of_talk: tuple[str, ...] = ()
    lexicon: tuple[tuple[str, str], ...] = field(default=())


def meetings(group: Group, since: date, until: date) -> Iterator[Meeting]:
    """The meetings of a group that begin on the days from `since` to `until`, in order, cancelled ones too."""
    spans = {(day, rule.span) for rule in group.rules for day in rule.days(since, until)}
    overridden = {day for day, _ in group.dates}
    spans = {(day, span) for day, span in spans if day not in overridden}
    spans |= {(day, span) for day, span in group.dates if since <= day <= until}
    for day, span in sorted(spans, key=lambda found: (found[0], found[1].start)):
        start, end = bounds(day, span)
        yield Meeting(group, start, end, cancelled=day in group.cancelled)


def bounds(day: date, span: Span) -> tuple[datetime, datetime]:
    """When a span that begins on `day` starts and ends by the wall clock."""
    start = datetime.combine(day, span.start, BERLIN)
    if span.end is None:
        return start, start + USUAL_LENGTH
    next_day = timedelta(days=span.end <= span.start)
    return start, datetime.combine(day + next_day, span.end, BERLIN)
