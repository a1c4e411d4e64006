"""How a program exports a calendar: what it writes around an event, and how it writes moments."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
Lines = list[str]


@dataclass(frozen=True)
class Event:
    """An event in local time: its begin, its length, its rule ("UNTIL=" with a day), and its exceptions by day."""

    start: datetime
    minutes: int = 90
    rule: str = ""
    until: datetime | None = None
    off: tuple[datetime, ...] = ()
    more: tuple[datetime, ...] = ()
    moved: Mapping[datetime, datetime] = field(default_factory=dict)
    cancelled: tuple[datetime, ...] = ()
    is_day: bool = False

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)


def in_zone(zone: str) -> Callable[[str, datetime], str]:
    return lambda name, when: f"{name};TZID={zone}:{when:%Y%m%dT%H%M%S}"


def in_utc(name: str, when: datetime) -> str:
    return f"{name}:{when.replace(tzinfo=BERLIN).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def floating(name: str, when: datetime) -> str:
    return f"{name}:{when:%Y%m%dT%H%M%S}"


def as_day(name: str, when: datetime) -> str:
    return f"{name};VALUE=DATE:{when:%Y%m%d}"


def at_midnight(zone: str) -> Callable[[str, datetime], str]:
    return lambda name, when: f"{name};TZID={zone}:{when:%Y%m%dT000000}"


def zone(name: str, *more: str, offsets: bool = True) -> Lines:
    """A VTIMEZONE with the rules of Central Europe."""

    def half(kind: str, month: int, before: str, after: str) -> Lines:
        turns = [f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}"] if offsets else []
        rule = f"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH={month}"
        return [f"BEGIN:{kind}", f"DTSTART:1601{month:02}01T020000", *turns, rule, f"END:{kind}"]

    daylight, standard = half("DAYLIGHT", 3, "+0100", "+0200"), half("STANDARD", 10, "+0200", "+0100")
    return ["BEGIN:VTIMEZONE", f"TZID:{name}", *more, *daylight, *standard, "END:VTIMEZONE"]


@dataclass(frozen=True)
class Exporter:
    """What a program writes: the lines of the calendar, of each event, and its moments; `save` makes bytes of lines."""

    head: Lines
    moment: Callable[[str, datetime], str]
    extra: Lines = field(default_factory=list)
    tail: Lines = field(default_factory=list)
    off: Callable[[str, datetime], str] | None = None
    single: Callable[[str, datetime], str] | None = None
    until: Callable[[datetime], str] = lambda day: in_utc("", day.replace(hour=23, minute=59))[1:]
    uid: Callable[[int], str] = lambda number: f"{number}@example.org"
    has_duration: bool = False
    all_day: Callable[[Event], Lines] = lambda event: [
        as_day("DTSTART", event.start),
        as_day("DTEND", event.start + timedelta(days=1)),
    ]
    save: Callable[[Lines], bytes] = lambda lines: "".join(f"{line}\r\n" for line in lines).encode()

    def export(self, events: Sequence[Event]) -> bytes:
        body = [line for number, event in enumerate(events, 1) for line in self._event(number, event)]
        return self.save(["BEGIN:VCALENDAR", "VERSION:2.0", *self.head, *body, *self.tail, "END:VCALENDAR"])

    def _event(self, number: int, event: Event) -> Lines:
        off, uid = self.off or self.moment, [f"UID:{self.uid(number)}"] if self.uid(number) else []
        moment = self.moment if event.rule or not self.single else self.single
        rules = [self._rule(event)] if event.rule else []
        exceptions = [*(off("EXDATE", day) for day in event.off), *(self.moment("RDATE", day) for day in event.more)]
        times = self.all_day(event) if event.is_day else self._times(event.start, event.minutes, moment)
        lines = self._whole([*uid, *times, *rules, *exceptions, "SUMMARY:Gesprächsgruppe"])
        for day, instead in event.moved.items():
            lines += self._whole([*uid, self.moment("RECURRENCE-ID", day), *self._times(instead, 90, self.moment)])
        for day in event.cancelled:
            times = self._times(day, event.minutes, self.moment)
            lines += self._whole([*uid, self.moment("RECURRENCE-ID", day), *times, "STATUS:CANCELLED"])
        return lines

    def _whole(self, lines: Lines) -> Lines:
        return ["BEGIN:VEVENT", *self.extra, *lines, "END:VEVENT"]

    def _rule(self, event: Event) -> str:
        return f"RRULE:{event.rule}" + (f";UNTIL={self.until(event.until)}" if event.until else "")

    def _times(self, start: datetime, minutes: int, moment: Callable[[str, datetime], str]) -> Lines:
        end = f"DURATION:PT{minutes}M" if self.has_duration else moment("DTEND", start + timedelta(minutes=minutes))
        return [moment("DTSTART", start), end]
