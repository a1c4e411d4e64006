"""The plan as a calendar file (RFC 5545): what groups are called, where and when they meet; no code, no number."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import icalendar

from ivr.model.agenda import HORIZON
from ivr.model.meeting import Meeting, meetings
from ivr.model.moment import BERLIN
from ivr.model.plan import Group
from ivr.model.recent import recent_cache

# How often a program that has subscribed looks again.
REFRESHED = timedelta(hours=1)
FIRST_DATE = date(2020, 1, 1)
END = b"END:VCALENDAR"


def calendar(name: str, groups: Mapping[str, Group], host: str, today: date) -> bytes:
    """The meetings of groups (by slug) from yesterday to the horizon; the same bytes all day for the same plan."""
    frame = icalendar.Calendar()
    for key, value in (("prodid", "-//Telefontreff//Plan//DE"), ("version", "2.0"), ("method", "PUBLISH")):
        frame.add(key, value)
    frame.add("x-wr-calname", name)
    frame.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    frame.add_component(icalendar.Timezone.from_tzid("Europe/Berlin", first_date=FIRST_DATE))
    events = b"".join(_events_of(slug, _public(group), host, today) for slug, group in groups.items())
    written: bytes = frame.to_ical()
    return written.replace(END, events + END)


def _public(group: Group) -> Group:
    """The group without what opens its room, so that no number is kept here when it is withdrawn."""
    return replace(group, code="", leader_code="")


# Whoever asks, and however often: after an edit one group is written anew, and at midnight all of them once.
@recent_cache(periods=2)
def _events_of(slug: str, group: Group, host: str, today: date) -> bytes:
    on_that_day: Counter[date] = Counter()
    written = []
    for meeting in meetings(group, today - timedelta(days=1), today + HORIZON):
        day = meeting.start.date()
        on_that_day[day] += 1
        # By the day and not the hour: who imports the plan again gets the new hour, and not a second meeting.
        written.append(_event(meeting, f"{slug}-{day:%Y%m%d}-{on_that_day[day]}@{host}", today).to_ical())
    return b"".join(written)


def _event(meeting: Meeting, uid: str, today: date) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    # Of an hour that clocks show twice, a time with a zone means the first (RFC 5545, 3.3.5).
    zone = UTC if meeting.start.fold or meeting.end.fold else BERLIN
    event.add("dtstart", meeting.start.astimezone(zone))
    event.add("dtend", meeting.end.astimezone(zone))
    event.add("summary", _summary(meeting))
    if meeting.group.place:
        event.add("location", meeting.group.place)
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    return event


def _summary(meeting: Meeting) -> str:
    """Some programs show what is cancelled like anything else: so its name says it too."""
    name = meeting.group.name
    if meeting.moved_to:
        return f"Verlegt: {name}"
    return f"Fällt aus: {name}" if meeting.cancelled else name
