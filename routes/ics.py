"""The plan as a calendar file (RFC 5545): what groups are called, where and when they meet; no code, no number."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import chain, count

from ivr.agenda import HORIZON
from ivr.meeting import Meeting, meetings
from ivr.plan import Group

HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Telefontreff//Plan//DE", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
# How often a program that has subscribed looks again.
REFRESHED = ("REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H")
BERLIN = (
    *("BEGIN:VTIMEZONE", "TZID:Europe/Berlin"),
    *("BEGIN:DAYLIGHT", "DTSTART:19810329T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST"),
    *("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT"),
    *("BEGIN:STANDARD", "DTSTART:19961027T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET"),
    *("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD"),
    "END:VTIMEZONE",
)
LONGEST_LINE = 75
ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slugs(groups: Iterable[Group]) -> dict[str, Group]:
    """The groups by a name for addresses: "Rückenwind am Abend" is "rueckenwind-am-abend"."""
    found: dict[str, Group] = {}
    for group in groups:
        slug = _slug(group.name)
        numbered = (f"{slug}-{number}" for number in count(2))
        found[next(free for free in chain((slug,), numbered) if free not in found)] = group
    return found


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().translate(ASCII)).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain)) or "gruppe"


def calendar(name: str, groups: dict[str, Group], host: str, today: date) -> bytes:
    """The meetings of groups (by slug) from yesterday to the horizon; the same bytes all day for the same plan."""
    events = (line for slug, group in groups.items() for line in _events(slug, group, host, today))
    lines = (*HEAD, f"X-WR-CALNAME:{_text(name)}", *REFRESHED, *BERLIN, *events, "END:VCALENDAR")
    return "".join(map(_folded, lines)).encode()


def _events(slug: str, group: Group, host: str, today: date) -> Iterator[str]:
    on_that_day: Counter[date] = Counter()
    for meeting in meetings(group, today - timedelta(days=1), today + HORIZON):
        day = meeting.start.date()
        on_that_day[day] += 1
        # By the day and not the hour: who imports the plan again gets the new hour, and not a second meeting.
        yield from _event(meeting, f"{slug}-{day:%Y%m%d}-{on_that_day[day]}@{host}", today)


def _event(meeting: Meeting, uid: str, today: date) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{today:%Y%m%d}T000000Z")
    yield from (
        f"DTSTART;TZID=Europe/Berlin:{_clock(meeting.start)}",
        f"DTEND;TZID=Europe/Berlin:{_clock(meeting.end)}",
    )
    yield f"SUMMARY:{_text(_summary(meeting))}"
    if meeting.group.place:
        yield f"LOCATION:{_text(meeting.group.place)}"
    yield from ("STATUS:CANCELLED" if meeting.cancelled else "STATUS:CONFIRMED", "END:VEVENT")


def _summary(meeting: Meeting) -> str:
    """Some programs show what is cancelled like anything else: so its name says it too."""
    name = meeting.group.name
    if meeting.moved_to:
        return f"Verlegt: {name}"
    return f"Fällt aus: {name}" if meeting.cancelled else name


def _clock(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"


def _text(words: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", words).replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line with its end; a long one goes on in the next, after a blank, and no character is torn."""
    if len(line.encode()) <= LONGEST_LINE:
        return f"{line}\r\n"
    lines = [""]
    for character in line:
        if len((lines[-1] + character).encode()) > LONGEST_LINE:
            lines.append(" ")
        lines[-1] += character
    return "\r\n".join(lines) + "\r\n"
